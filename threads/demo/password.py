"""The one password of all who are filled in, kept in the data folder for its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

# Without what looks alike: l and 1, o and 0.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4


def new_password() -> str:
    """80 random bits, in groups that can be read out."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def keep(password: str) -> None:
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password + "\n")


def kept() -> str:
    """Empty when this data folder holds no fictional company."""
    try:
        return _file().read_text().strip()
    except OSError:
        return ""


def _file() -> Path:
    return settings.BOBBIN_DATA / "demo-password"
