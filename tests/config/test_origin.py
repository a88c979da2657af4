import pytest
from channels.testing import WebsocketCommunicator
from pytest_django import Settings

from config.origin import may_connect


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.BOBBIN_URL = "https://bobbin.example"
    settings.ALLOWED_HOSTS = ["bobbin.example", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://bobbin.example", "bobbin.example"),
        # A proxy may change the host it asks for.
        ("https://bobbin.example", "web:8000"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://[::1]:8000", "[::1]:8000"),
    ],
)
def test_bobbins_own_pages_may_open_the_socket(origin: str, host: str) -> None:
    assert may_connect(origin, host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("", "bobbin.example"),
        ("null", "bobbin.example"),
        ("https://evil.example", "bobbin.example"),
        ("http://bobbin.example.evil.example", "bobbin.example"),
        ("https://bobbin.example:444", "bobbin.example"),
        ("http://127.0.0.1:9000", "127.0.0.1:8000"),
        ("file://127.0.0.1:8000", "127.0.0.1:8000"),
        # A name that was made to point here: origin and host agree, but it is none of ours.
        ("http://rebound.example:8000", "rebound.example:8000"),
        ("http://[broken", "[broken"),
    ],
)
def test_any_other_page_may_not(origin: str, host: str) -> None:
    assert not may_connect(origin, host)


async def test_the_socket_of_a_foreign_page_is_refused_before_anything_is_looked_up() -> None:
    from config.asgi import application

    headers = [(b"host", b"bobbin.example"), (b"origin", b"https://evil.example")]
    socket = WebsocketCommunicator(application, "/ws/", headers=headers)
    connected, code = await socket.connect(timeout=5)
    assert (connected, code) == (False, 1000)
