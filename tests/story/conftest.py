"""Five people on four continents, a real SMTP server, and a clock that runs in small steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from celery import current_app

from accounts.models import Organization, User
from notifications.outbox import sweep
from tests.cast import person
from tests.moved_clock import MovedClock
from tests.notifications.smtp_server import Server, smtp_server

STEP, STRIDE = timedelta(minutes=5), timedelta(minutes=30)
NEAR = timedelta(minutes=30)
ZONES = {
    "lena": "Europe/Lisbon",
    "nuru": "Africa/Nairobi",
    "asha": "Asia/Kolkata",
    "dan": "America/Denver",
    "aroha": "Pacific/Auckland",
}


@dataclass(frozen=True)
class Arrived:
    """A mail that the server said yes to at `at`; `local` is what the reader's wall showed."""

    at: datetime
    local: str
    mail: EmailMessage

    @property
    def to(self) -> str:
        return str(self.mail["To"]).partition("@")[0]

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def whole(self) -> str:
        """All that the reader, or a mail server on the way, can see, decoded."""
        return "\n".join((*(f"{name}: {value}" for name, value in self.mail.items()), self.text, self.html))

    def _part(self, kind: str) -> str:
        part = self.mail.get_body((kind,))
        assert part is not None, f"the mail has no {kind} part"
        return str(part.get_content())


@dataclass
class Story:
    """`chapters` are what somebody does at a moment; `play` runs the clock through them."""

    clock: MovedClock
    server: Server
    people: dict[str, User]
    chapters: dict[datetime, list[Callable[[], object]]] = field(default_factory=dict)
    arrived: list[Arrived] = field(default_factory=list)

    @property
    def mails(self) -> list[tuple[str, str, str]]:
        """(person, local time, subject), in the order in which they came."""
        return [(one.to, one.local, str(one.mail["Subject"])) for one in self.arrived]

    def at(self, moment: datetime, *deeds: Callable[[], object]) -> None:
        assert moment not in self.chapters, "one moment, one chapter"
        assert moment > self.clock.at, "the past is told"
        self.chapters[moment] = list(deeds)

    def play(self, until: datetime, *ticks: Callable[[], object]) -> None:
        """What is due at a step happens before the worker looks. The steps are longer where
        nobody did anything within the last half hour, nor will within the next."""
        eventful = sorted(self.chapters)
        while self.clock.at < until:
            near = any(abs(self.clock.at - moment) <= NEAR for moment in eventful)
            self.clock.at += STEP if near or self.clock.at.minute % 30 else STRIDE
            for deed in self.chapters.pop(self.clock.at, []):
                deed()
            for tick in ticks or (sweep,):
                tick()
            for mail in self.server.mails[len(self.arrived) :]:
                self.arrived.append(self._arrived(mail))
        assert not self.chapters, f"never told: {sorted(self.chapters)}"

    def of(self, name: str) -> list[Arrived]:
        return [one for one in self.arrived if one.to == name]

    def _arrived(self, mail: EmailMessage) -> Arrived:
        zone = ZoneInfo(User.objects.get(email=mail["To"]).time_zone)
        return Arrived(self.clock.at, f"{self.clock.at.astimezone(zone):%a %H:%M}", mail)


@pytest.fixture
def story(transactional_db: None, monkeypatch: pytest.MonkeyPatch, begins: datetime) -> Iterator[Story]:
    """Everybody works Monday to Friday, 09:00 to 17:30 by their own wall."""
    clock = MovedClock(begins)
    clock.install(monkeypatch)
    # No worker listens here: what is nudged comes with the next step.
    monkeypatch.setattr(current_app, "send_task", lambda *arguments, **options: None)
    Organization.objects.create(name="Rill", time_zone="Europe/Lisbon")
    names = {"lena": "Lena Brandt", "nuru": "Nuru Otieno", "asha": "Asha Raman"}
    names |= {"dan": "Dan Whitaker", "aroha": "Aroha Ngata"}
    people = {first: person(name, time_zone=ZONES[first]) for first, name in names.items()}
    with smtp_server() as server:
        yield Story(clock, server, people)
