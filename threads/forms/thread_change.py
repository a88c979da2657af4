"""Renaming, moving, handing a thread to somebody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from threads.access import readers_of, visible_channels
from threads.markdown import clean_title
from threads.models import Channel, Thread
from threads.models.thread import TITLE_LENGTH
from threads.rights import may_start_thread


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)

    def clean_title(self) -> str:
        title = clean_title(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("A title has letters that people can read."))
        return title


class ResponsibleForm(forms.Form):
    """Offers only people who can read the thread."""

    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Responsible"), required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: object, thread: Thread, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = readers_of(thread).order_by("name")


class MoveForm(forms.Form):
    """Offers only channels that the person may start threads in."""

    channel = forms.ModelChoiceField(Channel.objects.none(), label=_("Channel"), empty_label=None)

    def __init__(self, *args: object, user: User, thread: Thread, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        channels = visible_channels(user).filter(archived_at=None)
        allowed = [
            channel.pk
            for channel in channels
            if channel.pk != thread.channel_id and may_start_thread(user, channel)
        ]
        field = self.fields["channel"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = channels.filter(pk__in=allowed).order_by("name")
