"""`python -m config.stack NAME` becomes that one process, as in a container."""

import os
import sys

from config.stack.processes import COMMANDS, environment

if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
    sys.exit(f"usage: python -m config.stack {'|'.join(COMMANDS)}")

command = COMMANDS[sys.argv[1]]() + sys.argv[2:]
os.execve(command[0], command, environment(sys.argv[1]))  # noqa: S606
