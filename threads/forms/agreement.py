"""The words before the rules."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from threads.markdown import clean_source

LONGEST = 4000


class AgreementForm(forms.Form):
    text = forms.CharField(
        required=False,
        label=_("In your own words"),
        max_length=LONGEST,
        help_text=_(
            "Markdown works. It stands before the rules, which follow from the norms. Empty: only the rules."
        ),
        error_messages={"max_length": _("At most %(limit_value)d characters, these are %(show_value)d.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_text(self) -> str:
        return clean_source(self.cleaned_data["text"]).strip()
