"""For all tests. Fixtures of one area live in that folder's own conftest."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.test import override_settings

pytest_plugins = ["tests.cast"]


# The same examples in every run of CI: what random ones find is for whoever sits before it.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> Iterator[None]:
    """What only costs time in tests: strong password hashes, hashed names of static files."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright keeps an event loop running, which Django's models refuse.
    Those who share the tests by files keep this order."""
    items.sort(key=lambda item: "/tests/browser/" in item.path.as_posix())
