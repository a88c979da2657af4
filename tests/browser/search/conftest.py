"""The people and their thread are those of the tests of threads."""

from tests.browser.threads.conftest import make_scene, open_as

__all__ = ["make_scene", "open_as"]
