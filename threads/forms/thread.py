"""Starting a thread, in a channel or among named people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from threads.forms.cards import Card, CardField
from threads.forms.message import MarkdownField, UrgencyForm
from threads.forms.people import PeopleField
from threads.forms.thread_change import TitleForm
from threads.models import Channel, Thread
from threads.models.thread import TITLE_LENGTH

KINDS = (
    Card(Thread.Kind.DISCUSSION, _("Discussion"), _("A question or an idea"), "messages-square"),
    Card(Thread.Kind.DECISION, _("Decision"), _("Something to settle, with an outcome"), "scale"),
    Card(Thread.Kind.ANNOUNCEMENT, _("Announcement"), _("One to many; replies not expected"), "megaphone"),
    Card(Thread.Kind.MEETING, _("Meeting"), _("Topics before a call, notes after it"), "notebook-pen"),
    Card(Thread.Kind.CHECK_IN, _("Check-in"), _("How far everyone is"), "sun"),
)


class NewThreadForm(UrgencyForm, TitleForm):
    """What both sorts have. `draft_version` is of the draft that the text came from."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Give it a title.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = MarkdownField(
        label=_("First message"),
        help_text=_("Markdown works."),
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    draft_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    @property
    def common(self) -> dict[str, Any]:
        """What both actions take."""
        names = ("title", "text", "client_id", "urgency", "urgent_reason")
        return {name: self.cleaned_data[name] for name in names}


class ChannelThreadForm(NewThreadForm):
    """Offers channels and people that the author may name; the action checks that the
    responsible person can read the channel."""

    kind = CardField(KINDS, label=_("Start from"), initial=Thread.Kind.DISCUSSION)
    channel = forms.ModelChoiceField(Channel.objects.none(), label=_("Channel"), empty_label=None)
    responsible = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Responsible"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Writes down the outcome when it is settled."),
    )

    def __init__(
        self, *args: Any, channels: QuerySet[Channel] | None, people: QuerySet[User], **kwargs: Any
    ) -> None:
        """`channels` None: the page is for one channel and asks for none."""
        super().__init__(*args, **kwargs)
        _offer(self.fields["responsible"], people)
        if channels is None:
            del self.fields["channel"]
        else:
            _offer(self.fields["channel"], channels)


class DirectThreadForm(NewThreadForm):
    to = PeopleField(
        label=_("To"),
        help_text=_("Handles, for example asha, hemi. Only you and they will ever read it."),
        error_messages={"required": _("Name at least one other person.")},
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, PeopleField)
        to.among = people


def _offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
