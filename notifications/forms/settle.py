"""What becomes of a question that somebody wants off their desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from threads.markdown import MAX_LENGTH


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write an answer.")},
    )


class DeclineForm(forms.Form):
    text = forms.CharField(
        label=_("A word that says why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a word why not; they read it in the thread.")},
    )
