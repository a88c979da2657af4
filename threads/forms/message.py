"""What is checked of a message before any action sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from threads.actions.refusals import Refused
from threads.actions.urgent import REASON_LENGTH, UrgentRefused
from threads.addressing import AUTO
from threads.markdown import MAX_LENGTH, clean_source
from threads.models import Urgency


class MarkdownField(forms.CharField):
    """Markdown of 1 to MAX_LENGTH characters; line ends become plain newlines first, so that
    what a browser counts and what is stored agree."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_source(super().to_python(value) or "").strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        too_many = len(value) - MAX_LENGTH
        if too_many > 0:
            raise forms.ValidationError(
                ngettext(
                    "A message has at most %(most)s characters. Shorten it by %(count)d.",
                    "A message has at most %(most)s characters. Shorten it by %(count)d.",
                    too_many,
                )
                % {"most": f"{MAX_LENGTH:,}", "count": too_many},
                code="too_long",
            )


class MessageForm(forms.Form):
    text = MarkdownField(
        label=gettext_lazy("Your reply, markdown works"),
        error_messages={"required": gettext_lazy("Write something first.")},
    )
    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)


class UrgencyForm(forms.Form):
    """How soon an answer is wanted. Who chose nothing gets what is usual."""

    urgency = forms.ChoiceField(
        label=gettext_lazy("When do you need a reply?"),
        choices=[(AUTO, ""), *Urgency.choices],
        required=False,
    )
    urgent_reason = forms.CharField(
        label=gettext_lazy("Why can’t it wait?"),
        help_text=gettext_lazy("They see this sentence with the notification."),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_urgency(self) -> str:
        return self.cleaned_data["urgency"] or AUTO

    def refuse(self, refusal: Refused, otherwise: str | None) -> None:
        """What the action said, at the reason where urgent was refused, else at `otherwise`."""
        field = "urgent_reason" if isinstance(refusal, UrgentRefused) else otherwise
        self.add_error(field, str(refusal))


class ReplyForm(UrgencyForm, MessageForm):
    """A message that is new."""


class OutcomeForm(forms.Form):
    outcome = MarkdownField(
        label=gettext_lazy("What was the outcome?"),
        help_text=gettext_lazy("One or two sentences that somebody can find next year."),
        error_messages={"required": gettext_lazy("Say in a sentence how it ended.")},
    )


def first_error(form: forms.Form) -> str:
    """One sentence for a place with room for one."""
    for errors in form.errors.values():
        return str(errors[0])
    return _("Something is missing.")
