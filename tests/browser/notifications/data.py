"""What these tests put into the stack's database, and what came to its mail server."""

from __future__ import annotations

import mailbox
from datetime import date
from pathlib import Path
from typing import Any

from accounts.actions.set_working_hours import set_working_hours
from accounts.actions.time_off import add_time_off
from accounts.models import User
from accounts.working_time import Window
from notifications.actions.set_preferences import set_preferences
from notifications.digest import plans
from notifications.digest.send import send_due
from notifications.models import Preference
from notifications.outbox import sweep
from tests.browser import scene
from threads.access import thread_for
from threads.actions.post_message import post_message

# Name, zone, city, pronouns, windows of each weekday.
CAST = {
    "lena": ("Lena Ortiz", "America/Denver", "Denver", "she/her", ("09:00-12:00", "13:00-17:00")),
    "asha": ("Asha Raman", "Asia/Kolkata", "Bengaluru", "she/her", ("09:30-18:00",)),
    "wanjiru": ("Wanjiru Kamau", "Africa/Nairobi", "Nairobi", "she/her", ("08:30-17:00",)),
    "maya": ("Maya Ferreira", "Europe/Lisbon", "Lisbon", "she/her", ("09:00-13:00", "14:00-17:30")),
    "tom": ("Tom Almeida", "Europe/Lisbon", "Lisbon", "he/him", ("09:30-18:00",)),
    "ines": ("Inês Duarte", "Europe/Lisbon", "Lisbon", "she/her", ("10:00-18:30",)),
    "aroha": ("Aroha Ngāta", "Pacific/Auckland", "Auckland", "she/her", ("08:30-17:00",)),
    "hemi": ("Hemi Walker", "Pacific/Auckland", "Auckland", "he/him", ("09:00-18:00",)),
}
BY_DIGEST = ("aroha", "hemi")


def rill() -> dict[str, Any]:
    """The drawings' people, and a thread that those who want a digest follow: `people`, `url`."""
    made = dict(zip(CAST, scene.people(*(name for name, *_rest in CAST.values())), strict=True))
    users = {key: User.objects.get(pk=one["id"]) for key, one in made.items()}
    for key, (_name, zone, city, pronouns, windows) in CAST.items():
        user = users[key]
        user.city, user.pronouns = city, pronouns
        user.save(update_fields=["city", "pronouns"])
        set_working_hours(user=user, time_zone=zone, windows=_weekdays(*windows))
    add_time_off(
        user=users["tom"],
        first=date(2026, 11, 20),
        last=date(2026, 12, 2),
        kind="vacation",
        cover=users["ines"],
    )
    others = [user.pk for key, user in users.items() if key != "asha"]
    found = scene.conversation(
        users["asha"].pk, others, title="Roll out firmware 2.4 to the Kisumu sensors this week?"
    )
    for key in BY_DIGEST:
        post_message(author=users[key], thread=thread_for(users[key], found["thread"]), text="I am for it.")
        set_preferences(user=users[key], mode=Preference.Mode.DIGEST_ONLY)
    return {"people": made, "url": found["url"]}


def turn() -> None:
    plans.replan_stale()
    send_due()
    sweep()
    send_due()


def subjects(folder: Path, email: str) -> list[str]:
    box = mailbox.Maildir(folder / "mail", create=False)
    mails = [mail for mail in box if email in str(mail["To"])]
    return [str(mail["Subject"]) for mail in sorted(mails, key=lambda mail: mail.get_date())]


def _weekdays(*windows: str) -> list[Window]:
    return [Window(day, *map(_minutes, window.split("-"))) for day in range(5) for window in windows]


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)
