"""Typed readers of environment variables.

Each names the variable and what it expects when it cannot be read. `BadVariable` is a
`SystemExit`, so that whichever process reads it first (the supervisor, Daphne, a worker,
a command) ends with that one line and exit code 1 instead of a traceback.
An empty variable counts as absent, as in a compose file's `${NAME:-}`.
"""

import os
from pathlib import Path
from urllib.parse import SplitResult, urlsplit


class BadVariable(SystemExit):
    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"bobbin: {name} must be {expected}, but it is {os.environ.get(name, '')!r}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list separated by commas or spaces."""
    return text(name).replace(",", " ").split() or list(default)


def integer(name: str, default: int, *, at_least: int = 0, at_most: int = 2**31) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isdecimal() or not at_least <= int(value) <= at_most:
        raise BadVariable(name, f"a whole number from {at_least} to {at_most}")
    return int(value)


def boolean(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise BadVariable(name, "true or false")


def folder(name: str, default: Path) -> Path:
    """An absolute path; a relative one counts from the working directory. It need not exist."""
    value = text(name)
    return Path(value).expanduser().absolute() if value else default


def origin(name: str, default: str) -> str:
    """Scheme, host and port of a web address, without a slash at the end."""
    value = text(name, default).rstrip("/")
    parts = _split(name, value, "a web address such as https://bobbin.example.org")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise BadVariable(name, "a web address such as https://bobbin.example.org")
    return value


def url(name: str, default: str, *, schemes: tuple[str, ...], example: str) -> str:
    value = text(name, default)
    if value and _split(name, value, f"an address such as {example}").scheme not in schemes:
        raise BadVariable(name, f"an address such as {example}")
    return value


def _split(name: str, value: str, expected: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  a port that is no number is found on access only
    except ValueError:
        raise BadVariable(name, expected) from None
    return parts
