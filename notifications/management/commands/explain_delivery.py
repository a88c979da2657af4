"""`manage.py explain_delivery MESSAGE PERSON`: why somebody heard of a message, when, or why not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.wall_clock import zone_named
from notifications import clock, waiting, words
from notifications.models import Delivery, FanOut, Notification
from notifications.plan import plan
from notifications.recipients import event_of, recipients_of
from threads.models import Message


class Command(BaseCommand):
    help = "Tell why somebody was notified of a message, when, or why not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("message", help="THREAD#NUMBER as in the message's address, or its id")
        parser.add_argument("person", help="handle, e-mail address or id")

    def handle(self, *args: Any, message: str, person: str, **options: Any) -> None:
        found, user = _message(message), _person(person)
        self.stdout.write(f"{found.thread.title} #{found.number}, for {user.name} in {user.time_zone}")
        with timezone.override(zone_named(user.time_zone)):
            told = Notification.objects.filter(message=found, recipient=user).order_by("pk")
            for notification in told:
                self._explain(notification)
            if not told:
                self.stdout.write(_why_none(found, user))

    def _explain(self, notification: Notification) -> None:
        self.stdout.write(f"Notified, because: {notification.get_reason_display()}")
        deliveries = Delivery.objects.filter(notification=notification).order_by("transport", "round")
        for delivery in deliveries:
            again = f", repeat {delivery.round}" if delivery.round else ""
            sentence = words.why(delivery, clock.now())
            self.stdout.write(f"  {delivery.get_transport_display()}{again}: {sentence}")
            row = waiting.one(delivery.pk)
            if row and delivery.state == Delivery.State.HELD:
                self.stdout.write(f"  (schedule {row.person.version}, tzdata {delivery.zone_data})")
        if not deliveries:
            self.stdout.write("  In the app only: no transport reaches them.")


def _message(name: str) -> Message:
    thread, mark, number = name.partition("#")
    rows = Message.objects.select_related("thread__channel", "author")
    try:
        wanted = rows.filter(thread=int(thread), number=int(number)) if mark else rows.filter(pk=int(name))
    except ValueError:
        raise CommandError(f"{name!r} is neither THREAD#NUMBER nor a message's id.") from None
    message = wanted.first()
    if message is None:
        raise CommandError(f"There is no message {name}.")
    return message


def _person(name: str) -> User:
    wanted = Q(handle=name.lstrip("@").lower()) | Q(email=name.lower())
    user = User.objects.filter(wanted | Q(pk=int(name)) if name.isdecimal() else wanted).first()
    if user is None:
        raise CommandError(f"There is nobody called {name}.")
    return user


def _why_none(message: Message, user: User) -> str:
    if message.author_id == user.pk:
        return "Not notified: they wrote it."
    if FanOut.objects.filter(message=message, finished_at=None).exists():
        return "Not yet: it has so many recipients that a worker still writes their notifications."
    mentions = message.mentions.values_list("user_id", flat=True)
    concerned = [one for one in recipients_of(message, mentions) if one.facts.user_id == user.pk]
    event = event_of(message.thread, message.author_id, message.urgency, begins=message.number == 1)
    if plan(event, concerned, message.created_at):
        return "Not notified: they joined or followed only after it was written."
    return "Not notified: it does not concern them, or they may not read it."
