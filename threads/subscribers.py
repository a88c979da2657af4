"""Where people start, what becomes of their channels when they go, of what they owe when their hours
change, and of what hung on a message that is deleted."""

from __future__ import annotations

from accounts import events as people
from accounts.models import Role, User
from threads import events
from threads.actions.make_channel import make_channel
from threads.actions.membership import enter, hand_over
from threads.actions.recount_asks import recount_asks
from threads.models import ActionItem, Channel

FIRST_CHANNELS = (
    ("announcements", Channel.Kind.ANNOUNCEMENTS),
    ("general", Channel.Kind.REGULAR),
    ("watercooler", Channel.Kind.WATERCOOLER),
)
"""What an organization has on its first day; each can be renamed or archived. Everybody who
joins later starts in the first two; the watercooler is for who looks for it."""


def connect() -> None:
    """Called once, when the app is ready."""
    events.message_deleted.connect(_strike_items, uid="threads.items")
    people.user_joined.connect(_user_joined, uid="threads.first_channels")
    people.user_deactivated.connect(_leave_nothing_uncared, uid="threads.deactivated")
    people.schedule_changed.connect(_recount_asks, uid="threads.recount_asks")
    people.role_changed.connect(_leave_nothing_uncared, uid="threads.role_changed")


def _user_joined(event: people.UserJoined) -> None:
    user = event.user
    if user.role == Role.OWNER and not Channel.objects.exists() and _is_alone(user):
        _make_first_channels(user)
    elif not user.is_guest:
        for channel in Channel.objects.filter(for_newcomers=True, archived_at=None):
            enter(channel, user)


def _is_alone(user: User) -> bool:
    return not User.objects.exclude(pk=user.pk).exists()


def _make_first_channels(owner: User) -> None:
    for name, kind in FIRST_CHANNELS:
        make_channel(
            maker=owner,
            name=name,
            kind=kind,
            for_newcomers=kind != Channel.Kind.WATERCOOLER,
        )


def _recount_asks(event: people.ScheduleChanged) -> None:
    everyone = User.objects.filter(working_hours=None).values_list("pk", flat=True)
    recount_asks(everyone if event.user_ids is None else event.user_ids)


def _strike_items(event: events.MessageDeleted) -> None:
    """What was agreed on goes with the message that held it."""
    ActionItem.objects.filter(message=event.message).delete()


def _leave_nothing_uncared(event: people.UserDeactivated | people.RoleChanged) -> None:
    """Who is deactivated or became a guest manages no channel any more."""
    private = Channel.objects.filter(is_private=True, memberships__user=event.user)
    for channel in private.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        hand_over(channel)
