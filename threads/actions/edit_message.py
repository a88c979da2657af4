"""Edit a message, keeping what it said before; delete it to a tombstone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from threads import events, rights
from threads.actions.close_asks import withdraw_from, withdraw_message
from threads.actions.post_message import checked_text
from threads.actions.refusals import not_allowed
from threads.directory import render_for_thread
from threads.markdown import RENDERER_VERSION
from threads.models import Mention, Message, Revision
from threads.sequence import next_change


def edit_message(*, editor: User, message: Message, text: str) -> Message:
    """The message with its new text; the former one becomes a Revision.

    Unchanged text changes nothing. Raises Refused when `editor` may not, ValueError as
    `post_message` does.
    """
    source = checked_text(text)
    rendered = render_for_thread(source, message.thread)
    with transaction.atomic():
        seq = next_change(message.thread)
        message = _locked(message)
        if not rights.may_edit(editor, message):
            raise not_allowed()
        if source == message.source:
            transaction.set_rollback(True)
            return message
        now = timezone.now()
        Revision.objects.create(message=message, source=message.source, editor=editor, replaced_at=now)
        new, dropped = _store_mentions(message, rendered.mentions)
        if dropped and not message.thread.is_direct:
            # A direct thread asks its people, named or not.
            withdraw_from(message, dropped - _still_asked(message))
        message.source, message.html = source, rendered.html
        message.renderer_version = RENDERER_VERSION
        message.edited_at = now
        message.change_seq = seq
        message.save(update_fields=["source", "html", "renderer_version", "edited_at", "change_seq"])
        events.message_edited.send(events.MessageEdited(message, new))
    return message


def delete_message(*, actor: User, message: Message) -> Message:
    """The tombstone: the number stays; the text, its former texts, reactions and mentions go.

    Deleting twice is one deletion. Raises Refused when `actor` may not.
    """
    with transaction.atomic():
        seq = next_change(message.thread)
        message = _locked(message)
        if message.is_deleted:
            transaction.set_rollback(True)
            return message
        if not rights.may_edit(actor, message):
            raise not_allowed()
        withdraw_message(message)
        message.revisions.all().delete()
        message.reactions.all().delete()
        message.mentions.all().delete()
        message.source = message.html = message.urgent_reason = ""
        message.deleted_at = timezone.now()
        message.change_seq = seq
        message.save(update_fields=["source", "html", "urgent_reason", "deleted_at", "change_seq"])
        events.message_deleted.send(events.MessageDeleted(message))
    return message


def _store_mentions(message: Message, people: tuple[int, ...]) -> tuple[tuple[int, ...], set[int]]:
    """Those who were not named before, and those who no longer are; the author's own name is no
    mention."""
    before = set(Mention.objects.filter(message=message).values_list("user_id", flat=True))
    new = tuple(person for person in people if person not in before | {message.author_id})
    Mention.objects.filter(message=message).exclude(user__in=people).delete()
    Mention.objects.bulk_create(Mention(message=message, user_id=person) for person in new)
    return new, before - set(people)


def _still_asked(message: Message) -> set[int]:
    """Whom a thread's first message asks without naming them."""
    responsible = message.thread.responsible_id
    return {responsible} if responsible and message.number == 1 else set()


def _locked(message: Message) -> Message:
    """The message as it is now, with nobody else changing it until the transaction ends. The
    thread's row is locked before (`threads.sequence`)."""
    return (
        Message.objects.select_for_update(of=("self",))
        .select_related("author", "thread__channel", "thread__author", "thread__responsible")
        .get(pk=message.pk)
    )
