"""Static files, collected into the data folder under names that carry a hash."""

import hashlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config import static


def collect() -> bool:
    """Collects unless nothing has changed since the last time; tells whether it did.

    What earlier versions had stays: a page that was open during an upgrade still finds it.
    """
    mark = settings.BOBBIN_DATA / "static.digest"
    digest = _digest()
    if mark.exists() and mark.read_text() == digest and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(digest)
    return True


def _digest() -> str:
    """Of every file's name, size and time, and of what turns them into what is served."""
    digest = hashlib.sha256(f"{django.__version__} {settings.STORAGES}".encode())
    digest.update(Path(static.__file__).read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = os.stat(storage.path(path))
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
