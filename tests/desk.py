"""`python -m tests.desk`: calls functions for `tests.stack.Stack.call`, one line of JSON each."""

import importlib
import json
import os
import sys
import traceback


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["PYTHONTZPATH"] = ""
    answers = sys.stdout
    # Whatever a function prints must not get between the answers.
    sys.stdout = sys.stderr

    import django
    from django.db import close_old_connections

    django.setup()
    for line in sys.stdin:
        module, name, arguments, named = json.loads(line)
        try:
            # The stack's Postgres may have been killed since the last call.
            close_old_connections()
            answer = [getattr(importlib.import_module(module), name)(*arguments, **named), None]
        except Exception:
            answer = [None, traceback.format_exc()]
        answers.write(json.dumps(answer, default=str) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
