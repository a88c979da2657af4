from tests.browser.threads.conftest import make_scene, open_as

__all__ = ["make_scene", "open_as"]
