"""The code that the first-run page asks for, so that no passer-by can take a fresh server."""

import secrets

from django.conf import settings

from accounts.models import Organization
from config.data_folder import kept_secret

# Without what looks alike: 0 and O, 1 and I.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def pending_code() -> str:
    """The code while there is no organization; made on the first call. Nothing afterwards."""
    if Organization.current():
        settings.SETUP_CODE_FILE.unlink(missing_ok=True)
        return ""
    return settings.SETUP_CODE or kept_secret(settings.SETUP_CODE_FILE, _new())


def _new() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
