"""Changing what goes out later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from threads.forms.message import MarkdownField, UrgencyForm
from threads.forms.thread_change import TitleForm
from threads.models import Channel
from threads.models.thread import TITLE_LENGTH


class ScheduledForm(UrgencyForm, TitleForm):
    """`version` is the one that was read, so that two devices do not overwrite each other."""

    title = forms.CharField(
        label=_("Title"), max_length=TITLE_LENGTH, error_messages={"required": _("Give it a title.")}
    )
    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label=_("Channel"),
        empty_label=None,
        error_messages={
            "required": _("Choose a channel."),
            "invalid_choice": _("Choose a channel that you can write in."),
        },
    )
    text = MarkdownField(label=_("Message"), error_messages={"required": _("Write something first.")})
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    field_order = ["channel", "title", "text"]

    def __init__(
        self, *args: Any, channels: QuerySet[Channel] | None, has_title: bool, **kwargs: Any
    ) -> None:
        """`channels` None: it stands in no channel of its own."""
        super().__init__(*args, **kwargs)
        if not has_title:
            del self.fields["title"]
        field = self.fields["channel"]
        assert isinstance(field, forms.ModelChoiceField)
        if channels is None:
            del self.fields["channel"]
        else:
            field.queryset = channels
