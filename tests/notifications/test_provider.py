"""Mail through a provider's web API instead of SMTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from accounts.models import User
from notifications.models import Delivery
from notifications.outbox import sweep
from notifications.transports.base import TransportDown, TransportError
from notifications.transports.email import EmailTransport
from notifications.transports.outgoing import Outgoing
from tests.factories import make_direct
from tests.notifications.conftest import Clock

pytestmark = pytest.mark.django_db(transaction=True)

INACTIVE = "Found inactive addresses: bob@rill.example.\nInactive recipients are ones that bounced."
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "one", "To": "bob@rill.example"}


class Provider(HTTPServer):
    """Speaks as Postmark does; `answer` is its next status and body."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer: tuple[int, Any] = (200, TAKEN)
        self.asked: list[Any] = []


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        status, body = self.server.answer
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with Provider() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        settings.ANYMAIL = {
            "POSTMARK_SERVER_TOKEN": "secret",
            "POSTMARK_API_URL": f"http://127.0.0.1:{made.server_port}/",
        }
        yield made
        made.shutdown()


def test_a_bundle_leaves_with_its_headers(alice: User, bob: User, provider: Provider, clock: Clock) -> None:
    make_direct(alice, [bob], text="Which pump?")
    clock.on(minutes=5)
    assert sweep() == 1
    [asked] = provider.asked
    mail = asked[0] if isinstance(asked, list) else asked
    assert bob.email in mail["To"]
    assert "Which pump?" in mail["TextBody"]
    assert {"List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"} <= {
        header["Name"] for header in mail["Headers"]
    }
    assert Delivery.objects.get().state == "sent"


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_a_provider_that_takes_nobodys_mail_is_down(provider: Provider, status: int) -> None:
    provider.answer = (status, {"ErrorCode": 10, "Message": "No"})
    with pytest.raises(TransportDown, match=str(status)):
        EmailTransport().post(Outgoing("Hello", "…", to=["bob@rill.example"]))


@pytest.mark.parametrize(
    ("status", "code"), [(422, 406), (422, 300), (413, 0)], ids=["inactive", "bad address", "too big"]
)
def test_what_it_does_not_want_fails_that_person_alone(provider: Provider, status: int, code: int) -> None:
    provider.answer = (status, {"ErrorCode": code, "Message": INACTIVE})
    with pytest.raises(TransportError) as refused:
        EmailTransport().post(Outgoing("Hello", "…", to=["bob@rill.example"]))
    assert refused.value.permanent


def test_a_provider_that_hangs_up_leaves_the_mail_in_doubt(provider: Provider) -> None:
    provider.shutdown()
    provider.server_close()
    with pytest.raises(TransportError) as lost:
        EmailTransport().post(Outgoing("Hello", "…", to=["bob@rill.example"]))
    assert lost.value.is_line_lost
    assert lost.value.is_unsure
