"""Notes on saved messages, action items, and what the decision log is narrowed by."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from threads.access import readers_of, visible_channels
from threads.models import Channel, Thread
from threads.models.action_item import TEXT_LENGTH
from threads.models.saved import NOTE_LENGTH


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Your note"),
        help_text=_("Why you keep it. Nobody else sees it."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ActionItemForm(forms.Form):
    """Offers only people who can read the thread."""

    text = forms.CharField(
        label=_("What is to be done?"),
        max_length=TEXT_LENGTH,
        error_messages={"required": _("Say in a few words what is to be done.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who does it?"), empty_label=None)
    due = forms.DateField(
        label=_("By which day?"),
        help_text=_("By the end of that working day of theirs. Empty: when they can."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: object, thread: Thread, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = readers_of(thread).order_by("name", "pk")

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        # Somebody's today may still be another's yesterday.
        if due and due < timezone.localdate() - timedelta(days=1):
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return due


PERIODS = (
    ("", _("Any time")),
    ("month", _("This month")),
    ("quarter", _("This quarter")),
    ("year", _("This year")),
)


class DecisionsForm(forms.Form):
    """What is none of the choices narrows nothing. Offers only channels that the person may read
    and people who resolved or are responsible there."""

    q = forms.CharField(required=False, max_length=200)
    channel = forms.ModelChoiceField(Channel.objects.none(), required=False, empty_label=_("Any channel"))
    person = forms.ModelChoiceField(User.objects.none(), required=False, empty_label=_("Anyone"))
    period = forms.ChoiceField(choices=PERIODS, required=False)
    open = forms.BooleanField(required=False)

    def __init__(self, *args: object, user: User, people: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        channel, person = self.fields["channel"], self.fields["person"]
        assert isinstance(channel, forms.ModelChoiceField)
        assert isinstance(person, forms.ModelChoiceField)
        channel.queryset = visible_channels(user).order_by("name", "pk")
        person.queryset = User.objects.filter(pk__in=people).order_by("name", "pk")
        for field, label in (("q", _("Words in the outcome")), ("channel", _("Channel"))):
            self.fields[field].widget.attrs["aria-label"] = label
        person.widget.attrs["aria-label"] = _("Responsible")
        self.fields["period"].widget.attrs["aria-label"] = _("Period")
        for field in ("channel", "person", "period"):
            self.fields[field].widget.attrs["class"] = "input input--small input--auto"
        self.fields["q"].widget.attrs |= {
            "class": "input input--small",
            "placeholder": _("Words in the outcome"),
            "type": "search",
        }
