#!/usr/bin/env python
"""Django's command line, and `up`, which starts the whole stack."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # The PyPI tzdata wins over the host's copy, which may be years old.
    os.environ["PYTHONTZPATH"] = ""
    if sys.argv[1:2] == ["up"]:
        # The supervisor watches processes and needs no models: without Django it starts
        # at once and stays small for as long as the stack runs.
        from config.stack.up import main as up

        sys.exit(up(sys.argv[2:]))

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
