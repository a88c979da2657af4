"""What the components page shows its parts with: people and a form that no database knows."""

from __future__ import annotations

from django import forms

from accounts.models import User

# Name and hue, as in the drawings.
CAST = [
    ("Asha Raman", 8),
    ("Brian Otieno", 3),
    ("Hemi Walker", 2),
    ("Inês Duarte", 7),
    ("Lena Ortiz", 6),
    ("Maya Ferreira", 1),
    ("Sam Whitaker", 2),
    ("Tom Abernathy", 3),
    ("Vikram Shetty", 4),
    ("Wanjiru Kamau", 5),
]


def people() -> dict[str, User]:
    """The cast by first name in plain small letters; never saved."""
    return {
        name.split()[0].lower().replace("ê", "e"): User(name=name, hue=hue, handle=name.split()[0].lower())
        for name, hue in CAST
    }


class SampleForm(forms.Form):
    """A field to fill in, one with an error, a choice, one that can't be changed."""

    title = forms.CharField(
        required=False,
        help_text="People search for this next year.",
        widget=forms.TextInput(attrs={"placeholder": "One topic, one thread"}),
    )
    digest_time = forms.TimeField(error_messages={"invalid": "Hours go from 00 to 23. Try 08:45."})
    responsible = forms.ChoiceField(choices=[("asha", "Asha Raman")])
    address = forms.CharField(label="Workspace address", initial="rill.example", disabled=True)


def sample_form() -> SampleForm:
    return SampleForm({"digest_time": "25:00", "responsible": "asha"}, auto_id="sample_%s")
