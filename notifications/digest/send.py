"""Sends the digests that are due. A tick of Celery beat calls it; Postgres knows what is due.

Nothing is sent inside a transaction. What dies between the mail server's yes and our note of it
is sent again as the same mail, with the same Message-ID.
"""

from __future__ import annotations

import logging
import uuid
from collections import deque
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime

from django.db import transaction

from accounts.models import Organization, User
from notifications import breaker, clock, last_sweep, refusals
from notifications.crash import crash_point
from notifications.digest import carried, claims, plans
from notifications.digest.content import Content, contents_for
from notifications.digest.findings import Span
from notifications.digest.mail import Letter, letter
from notifications.digest.plans import Person
from notifications.digest.schedule import Occasion, delayed, occasion_of
from notifications.fan_out import expand
from notifications.leaps import leapt
from notifications.models import Digest, DigestPlan, Unsubscription
from notifications.outage import OUTAGE, insist
from notifications.plan import EMAIL
from notifications.transports.base import TransportDown, TransportError
from notifications.transports.email import EmailTransport

# So few, that a lease outlives them all, and what was looked at is true when the last is sent.
CHUNK = 20
LONGEST_SWEEP = 30.0
# Seconds for which what was read for a mail holds.
FRESH = 1.0
FIRST_WAIT, LONGEST_WAIT = 60.0, 3600.0

logger = logging.getLogger(__name__)


def send_due(now: datetime | None = None) -> int:
    """Sends all that is due; how many mails were taken. `now` (aware) stands for the clock in
    tests and commands. Two at once do no harm."""
    if now is None and leapt("digest sweep"):
        return 0
    began, sent = clock.monotonic(), 0
    _write_what_is_carried()
    while clock.monotonic() - began < LONGEST_SWEEP:
        lease, at = uuid.uuid4(), now or clock.now()
        if EMAIL in breaker.shut(at):
            carried.wait_longer(at)
            break
        ids = claims.recover(lease) or claims.claim(lease, at)
        if not ids:
            break
        crash_point("digest claimed")
        for start in range(0, len(ids), CHUNK):
            if EMAIL in breaker.shut(now or clock.now()) or clock.monotonic() - began >= LONGEST_SWEEP:
                claims.let_go(lease, ids[start:])
                break
            try:
                sent += _send(ids[start : start + CHUNK], lease, now)
            except OUTAGE:
                claims.let_go(lease, ids[start:])
                raise
    last_sweep.note(last_sweep.DIGESTS)
    return sent


def _write_what_is_carried() -> None:
    """What was posted to very many is theirs before the digest that tells it ends."""
    try:
        expand()
    except OUTAGE:
        raise
    except Exception:  # the next sweep expands it; digests leave all the same
        logger.exception("a fan-out before the digests failed")


def _send(ids: list[int], lease: uuid.UUID, now: datetime | None) -> int:
    """A chunk; what breaks the reading of it is found by halves, and waits by itself."""
    try:
        return _Post(lease, now).send(ids)
    except OUTAGE:
        raise
    except Exception:
        if len(ids) > 1:
            half = len(ids) // 2
            return _send(ids[:half], lease, now) + _send(ids[half:], lease, now)
        logger.exception("the digest %d cannot be looked at", ids[0])
        claims.let_go(lease, ids, seconds=LONGEST_WAIT)
        return 0


def send_due_of(user: User, now: datetime) -> str:
    """Sends one person's digest where it is due; what became of it, in words for an operator."""
    lease = uuid.uuid4()
    ids = claims.claim(lease, now, only=user)
    if not ids:
        plan = DigestPlan.objects.filter(user=user).first()
        when = f"{plan.next_at:%Y-%m-%d %H:%M} UTC" if plan and plan.next_at else "never, as it looks now"
        return f"The next digest of {user.name} is due: {when}."
    _Post(lease, now).send(ids)
    digest = Digest.objects.get(pk=ids[0])
    words = f"The digest of {user.name} for {digest.local_date}: {digest.state}"
    return f"{words} ({digest.outcome})." if digest.outcome else f"{words}."


class _Post:
    """One chunk of what was claimed under `lease`."""

    def __init__(self, lease: uuid.UUID, now: datetime | None) -> None:
        self.lease, self._now = lease, now
        self.organization = Organization.current()
        self._rest: deque[Span] = deque()
        self._contents: dict[int, Content] = {}
        self._read_at = 0.0

    def send(self, ids: Sequence[int]) -> int:
        digests = list(Digest.objects.select_related("user").filter(pk__in=ids).order_by("pk"))
        users = [digest.user_id for digest in digests]
        people = {person.user_id: person for person in plans.read(users, self.now)}
        without = set(
            Unsubscription.objects.filter(user__in=users, kind="digest").values_list("user_id", flat=True)
        )
        self._rest = deque(
            Span(digest.user_id, people[digest.user_id].told_until, digest.until)
            for digest in digests
            if digest.user_id in people and digest.user_id not in without
        )
        sent = 0
        with closing(EmailTransport()) as transport:
            for position, digest in enumerate(digests):
                if not claims.hold_on(self.lease, digest):
                    continue
                try:
                    person = None if digest.user_id in without else people.get(digest.user_id)
                    sent += self._one(digest, person, transport)
                except TransportDown as error:
                    breaker.trip(EMAIL, error.answer, self.now)
                    claims.let_go(self.lease, [late.pk for late in digests[position:]])
                    break
                except TransportError as error:
                    self._refused(digest, error)
                except OUTAGE:
                    raise
                except Exception:
                    # A poisonous one waits and harms no other (quality.md, I12).
                    logger.exception("the digest %d could not be made", digest.pk)
                    self._later(digest)
        return sent

    @property
    def now(self) -> datetime:
        return self._now or clock.now()

    def _one(self, digest: Digest, person: Person | None, transport: EmailTransport) -> int:
        if person is None:
            self._end(digest, Digest.State.EMPTY, "unsubscribed")
            return 0
        occasion = self._occasion(digest, person)
        if occasion is None:
            self._end(digest, Digest.State.FAILED, "joined_next")
            return 0
        if occasion.at > self.now:
            # Their hours or their focus changed since it was claimed.
            wait = (occasion.at - self.now).total_seconds()
            claims.hold_on(self.lease, digest, seconds=min(wait, LONGEST_WAIT))
            return 0
        content = self._content(digest)
        if not content.has_news and not carried.has_reminder(digest, content):
            self._finish(digest, content, Digest.State.EMPTY)
            return 0
        written = letter(digest, person, content, self.organization, self.now)
        return self._hand_over(digest, content, written, transport)

    def _content(self, digest: Digest) -> Content:
        """What its mail tells. Read for the rest of the chunk at once, and again where sending
        takes so long that what was read may no longer be true."""
        while self._rest[0].user_id != digest.user_id:
            self._rest.popleft()
        if digest.user_id not in self._contents or clock.monotonic() - self._read_at > FRESH:
            self._read_at = clock.monotonic()
            self._contents = contents_for(self._rest)
        return self._contents[digest.user_id]

    def _occasion(self, digest: Digest, person: Person) -> Occasion | None:
        """By their hours and wishes of now; None where it is too late for that date."""
        found = occasion_of(person.schedule, person.wishes, digest.local_date)
        return found if found is None or found.at > self.now else delayed(person.schedule, found, self.now)

    def _hand_over(self, digest: Digest, content: Content, written: Letter, transport: EmailTransport) -> int:
        transport.post(written.message)
        crash_point("digest accepted")
        self._finish(digest, content, Digest.State.SENT, written.id)
        breaker.reset(EMAIL)
        refusals.forget(digest.user)
        return 1

    def _finish(
        self, digest: Digest, content: Content, state: Digest.State, bundle: uuid.UUID | None = None
    ) -> None:
        """The digest and what it carried end together. What a server took is not forgotten because
        Postgres restarts."""

        def write() -> None:
            with transaction.atomic():
                _lock(digest)
                sent_at = self.now if bundle else None
                if claims.finish(self.lease, digest, state, sent_at=sent_at):
                    carried.end(digest, content, bundle, self.now)

        insist(write)

    def _end(self, digest: Digest, state: Digest.State, outcome: str) -> None:
        """Without having told anything."""
        with transaction.atomic():
            _lock(digest)
            if not claims.finish(self.lease, digest, state, outcome=outcome):
                return
            if state == Digest.State.EMPTY:
                carried.end_unwanted(digest, self.now)
            else:
                carried.wake([digest.user_id], self.now)

    def _refused(self, digest: Digest, error: TransportError) -> None:
        if error.permanent:
            self._end(digest, Digest.State.FAILED, f"refused: {error.answer}")
            refusals.remember(digest.user, error.answer, self.now)
        else:
            logger.warning("the digest %d waits: %s", digest.pk, error.answer)
            self._later(digest)

    def _later(self, digest: Digest) -> None:
        wait = min(FIRST_WAIT * 2 ** min(digest.attempts, 10), LONGEST_WAIT)
        claims.hold_on(self.lease, digest, seconds=wait)


def _lock(digest: Digest) -> None:
    """The person, as whoever claims what is held for them does: either that claim sees the digest
    ended, or what it put off is seen here."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=digest.user_id)
