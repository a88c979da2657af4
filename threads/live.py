"""What happened, told to the open browsers that may see it.

The only place that publishes. Each receiver runs inside the transaction of the event and
publishes after it commits. HTML is rendered once, the same for every viewer, from the
partial that the page itself uses.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from accounts import events as people
from accounts.models import User
from threads import events, frames
from threads.carrier import Audience, Frame, Order, publish
from threads.models import Channel, Membership, Participant, Thread
from threads.queries.messages import loaded_message
from threads.watching import channel_group, page_group, thread_group, user_group


def connect() -> None:
    """Called once, when the app is ready."""
    events.message_posted.connect(_message_posted, uid="live")
    events.message_edited.connect(_message_changed, uid="live")
    events.message_deleted.connect(_message_changed, uid="live")
    events.action_items_changed.connect(_items_changed, uid="live")
    events.reaction_changed.connect(_reaction_changed, uid="live")
    events.thread_changed.connect(_thread_changed, uid="live")
    events.thread_moved.connect(_thread_moved, uid="live")
    events.thread_started.connect(_thread_started, uid="live")
    events.thread_read.connect(_thread_read, uid="live")
    events.channel_read.connect(_sidebar_of_one, uid="live")
    events.level_changed.connect(_sidebar_of_one, uid="live")
    events.channel_changed.connect(_channel_changed, uid="live")
    events.member_joined.connect(_member_changed, uid="live")
    events.member_left.connect(_member_changed, uid="live")
    people.user_deactivated.connect(_end_of_user, uid="live")
    people.role_changed.connect(_role_changed, uid="live")
    people.sessions_ended.connect(_sessions_ended, uid="live")


def audience_of(thread: Thread) -> Audience:
    """Who may have frames about `thread`, as the database says now; one query."""
    if thread.channel is None:
        people_of = Participant.objects.filter(thread=thread.pk, user__is_active=True)
        return Audience(False, tuple(people_of.values_list("user_id", flat=True)))
    return audience_of_channel(thread.channel)


def audience_of_channel(channel: Channel) -> Audience:
    members = Membership.objects.filter(channel=channel.pk, user__is_active=True)
    if not channel.is_private:
        members = members.filter(user__role="guest")
    return Audience(not channel.is_private, tuple(members.values_list("user_id", flat=True)))


def _message_posted(event: events.MessagePosted) -> None:
    message, thread, audience = event.message, event.message.thread, event.audience

    def tell() -> None:
        parcels = [Frame.of([thread_group(thread.pk)], audience, frames.message(message))]
        mark = frames.mark(message)
        if thread.channel_id is None:
            groups = [user_group(person) for person in audience.people]
        else:
            groups = [channel_group(thread.channel_id)]
            row = frames.row(thread, message)
            parcels.append(Frame.of([page_group(thread.channel_id)], audience, row))
        publish(*parcels, Frame.of(groups, audience, mark))

    _after_commit(tell)


def _message_changed(event: events.MessageEdited | events.MessageDeleted) -> None:
    message = event.message
    _tell_thread(message.thread, lambda: frames.message(message))


def _items_changed(event: events.ActionItemsChanged) -> None:
    message = event.message
    _tell_thread(message.thread, lambda: frames.loaded(loaded_message(message)))


def _reaction_changed(event: events.ReactionChanged) -> None:
    _tell_thread(event.message.thread, lambda: frames.reactions(event.message, event.seq))


def _thread_changed(event: events.ThreadChanged) -> None:
    thread = event.thread

    def tell() -> None:
        audience = audience_of(thread)
        parcels = [Frame.of([thread_group(thread.pk)], audience, frames.entry(thread, event.entry))]
        if thread.channel_id:
            row = frames.row(thread)
            parcels.append(Frame.of([page_group(thread.channel_id)], audience, row))
        publish(*parcels)

    _after_commit(tell)


def _thread_moved(event: events.ThreadMoved) -> None:
    def tell() -> None:
        gone = {"type": "row-gone", "thread": event.thread.pk}
        before = audience_of_channel(event.before)
        publish(Frame.of([page_group(event.before.pk)], before, gone))

    _after_commit(tell)


def _thread_started(event: events.ThreadStarted) -> None:
    for person in event.people:
        _refresh_sidebar(person.pk)


def _thread_read(event: events.ThreadRead) -> None:
    read = {
        "type": "read",
        "thread": event.thread.pk,
        "channel": event.thread.channel_id,
        "number": event.number,
    }
    group = user_group(event.user.pk)
    _after_commit(lambda: publish(Frame.of([group], Audience(False, (event.user.pk,)), read)))


def _sidebar_of_one(event: events.ChannelRead | events.LevelChanged) -> None:
    _refresh_sidebar(event.user.pk)


def _channel_changed(event: events.ChannelChanged) -> None:
    channel = event.channel

    def tell() -> None:
        audience = audience_of_channel(channel)
        publish(Frame.of([channel_group(channel.pk)], audience, frames.SIDEBAR))

    _after_commit(tell)
    # Made private: whoever only looked on must leave.
    watchers = User.objects.filter(is_active=True).values_list("pk", flat=True)
    if channel.is_private:
        outside = watchers.exclude(memberships__channel=channel)
        _after_commit(lambda: publish(*(Order("recheck", pk) for pk in outside)))


def _member_changed(event: events.MemberJoined | events.MemberLeft) -> None:
    _recheck(event.user.pk)
    _refresh_sidebar(event.user.pk)


def _end_of_user(event: people.UserDeactivated) -> None:
    _after_commit(lambda: publish(Order("end", event.user.pk)))


def _role_changed(event: people.RoleChanged) -> None:
    _recheck(event.user.pk)


def _sessions_ended(event: people.SessionsEnded) -> None:
    order = Order("end", event.user_id, event.session_keys)
    if event.session_keys:
        _after_commit(lambda: publish(order))


def _after_commit(tell: Callable[[], None]) -> None:
    """A fault in telling is logged and never turns what was saved into an error."""
    transaction.on_commit(tell, robust=True)


def _tell_thread(thread: Thread, payload: Callable[[], dict[str, object]]) -> None:
    def tell() -> None:
        publish(Frame.of([thread_group(thread.pk)], audience_of(thread), payload()))

    _after_commit(tell)


def _recheck(user_id: int) -> None:
    _after_commit(lambda: publish(Order("recheck", user_id)))


def _refresh_sidebar(user_id: int) -> None:
    frame = Frame.of([user_group(user_id)], Audience(False, (user_id,)), frames.SIDEBAR)
    _after_commit(lambda: publish(frame))
