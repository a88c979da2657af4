"""Addresses, folders, the database, templates, files, languages."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg
from psycopg.conninfo import conninfo_to_dict

from config import env, pool
from config.data_folder import PROJECT, data_folder, postgres_url
from config.settings.apps import ADMIN_SITE

BASE_DIR = PROJECT
DEBUG = env.boolean("DEBUG")

PORT = env.integer("PORT", 8000, at_least=1, at_most=65535)
BOBBIN_BIND = env.text("BOBBIN_BIND", "127.0.0.1")
BOBBIN_URL = env.origin("BOBBIN_URL", f"http://127.0.0.1:{PORT}")
BOBBIN_DATA = data_folder()
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ON_LOOPBACK = BOBBIN_BIND in ("localhost", "127.0.0.1", "::1") and urlsplit(BOBBIN_URL).hostname in (
    "localhost",
    "127.0.0.1",
    "::1",
)

# The first start makes the set-up code; the page that makes the organization asks for it.
SETUP_CODE = env.text("SETUP_CODE")
SETUP_CODE_FILE = BOBBIN_DATA / "setup-code"

WSGI_APPLICATION = None
ASGI_APPLICATION = "config.asgi.application"
ROOT_URLCONF = "config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _database(url: str) -> dict[str, Any]:
    """libpq's own reading of the URL, so that every form that psql takes works here."""
    try:
        parts: dict[str, Any] = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise env.BadVariable(
            "DATABASE_URL", "an address such as postgresql://user:password@host/name"
        ) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "bobbin"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        # A pool and kept connections exclude each other; without the checks a restarted
        # Postgres would answer one error for every pooled connection.
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, **_pool()},
    }


def _pool() -> dict[str, Any]:
    """At most that many connections a process; 0 is no pool, as where PgBouncer is one."""
    size = env.integer("DATABASE_POOL", 16, at_most=1000)
    return {"pool": pool.options(size)} if size else {}


DATABASES = {
    "default": _database(
        env.url(
            "DATABASE_URL",
            postgres_url(BOBBIN_DATA),
            schemes=("postgres", "postgresql"),
            example="postgresql://user:password@host/name",
        )
    )
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "threads.context.sidebar",
            ],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = BOBBIN_DATA / "static"
# What carries a hash, in its own name or its folder's (config/static.py), never changes.
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}[./]"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [PROJECT / "static"]
# Only our own folder: what packages bring along is not ours to serve.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
if ADMIN_SITE:
    STATICFILES_DIRS.append(("admin", Path(django.__file__).parent / "contrib/admin/static/admin"))
MEDIA_ROOT = BOBBIN_DATA / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.Storage"},
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PROJECT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "filters": {"sometimes": {"()": "config.pool.Sometimes"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's default would mail each error to ADMINS and print to the console in DEBUG only.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # One line for each 404 or 403 tells nothing that the access log does not.
        "django.request": {"level": "ERROR"},
        # Whoever scans the net asks for other hosts all day; 400 is answer enough.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "daphne": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "psycopg.pool": {"filters": ["sometimes"]},
    },
}
