"""Where mail goes: to the server or provider that EMAIL_URL names, or into the data folder on loopback."""

import os
from importlib.util import find_spec
from urllib.parse import parse_qs, unquote, urlsplit

from config import env
from config.data_folder import read
from config.settings.base import BOBBIN_DATA, BOBBIN_URL, ON_LOOPBACK

_example = "smtp://user:password@mail.example.org:587?tls=starttls"
_url = env.url("EMAIL_URL", "", schemes=("smtp", "smtps", "anymail", "console"), example=_example)

# The mail sink and its pages: for whoever tries Bobbin on the machine it runs on.
DEV_MAIL = ON_LOOPBACK and not _url
MAIL_FOLDER = BOBBIN_DATA / "mail"
if not _url and not ON_LOOPBACK:
    raise env.BadVariable(
        "EMAIL_URL", f"an address such as {_example} where Bobbin is reachable from other machines"
    )
if DEV_MAIL:
    _url = f"smtp://127.0.0.1:{read(BOBBIN_DATA / 'run' / 'mail.port') or 1025}"

_parts = urlsplit(_url)
_tls = parse_qs(_parts.query).get("tls", [""])[0]
if _tls not in ("", "starttls", "none"):
    raise env.BadVariable("EMAIL_URL", f"an address such as {_example}; tls is starttls or none")

match _parts.scheme:
    case "console":
        EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    case "anymail":
        # A provider by its name in django-anymail: anymail://postmark, with its keys as django-anymail
        # calls them in ANYMAIL_POSTMARK_SERVER_TOKEN and the like.
        if not find_spec(f"anymail.backends.{_parts.hostname}"):
            raise env.BadVariable("EMAIL_URL", "anymail:// and a provider that django-anymail knows")
        EMAIL_BACKEND = f"anymail.backends.{_parts.hostname}.EmailBackend"
    case _:
        EMAIL_BACKEND = "notifications.transports.smtp.EmailBackend"
ANYMAIL = {
    "REQUESTS_TIMEOUT": 10,
    **{
        key.removeprefix("ANYMAIL_"): value for key, value in os.environ.items() if key.startswith("ANYMAIL_")
    },
}
EMAIL_HOST = _parts.hostname or "127.0.0.1"
EMAIL_HOST_USER = unquote(_parts.username or "")
EMAIL_HOST_PASSWORD = unquote(_parts.password or "")
EMAIL_USE_SSL = _parts.scheme == "smtps"
# A password never travels in the clear unless the operator says so in the address.
EMAIL_USE_TLS = _parts.scheme == "smtp" and (_tls == "starttls" or (_tls == "" and bool(EMAIL_HOST_USER)))
EMAIL_PORT = _parts.port or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_TIMEOUT = 10

_host = urlsplit(BOBBIN_URL).hostname or "localhost"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"Bobbin <bobbin@{_host if '.' in _host else 'localhost'}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
