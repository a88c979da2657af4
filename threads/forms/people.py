"""People, named by their handles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User


class PeopleField(forms.CharField):
    """ "@asha, hemi" cleaned to users; `among` are the active people who may be named.

    A handle of somebody outside `among` is as unknown as one of nobody.
    """

    widget = forms.TextInput(
        attrs={
            "autocapitalize": "none",
            "autocomplete": "off",
            "spellcheck": "false",
            "data-complete": "people",
        }
    )
    among: QuerySet[User] = User.objects.none()

    def clean(self, value: Any) -> list[User]:
        handles = handles_in(super().clean(value))
        found = {person.handle: person for person in self.among.filter(handle__in=handles)}
        unknown = [handle for handle in handles if handle not in found]
        if unknown:
            raise forms.ValidationError(
                _("Nobody here has the handle @%(handle)s.") % {"handle": unknown[0]}, code="unknown"
            )
        return [found[handle] for handle in handles]


def handles_in(text: str) -> list[str]:
    """In lower case and in order, once each."""
    words = text.replace(",", " ").replace(";", " ").split()
    handles = [word.removeprefix("@").lower() for word in words]
    return list(dict.fromkeys(handle for handle in handles if handle))
