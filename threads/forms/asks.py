"""Promise, hand over, give more time, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.moments import write_moment
from threads.forms.moments import MomentField, MomentForm
from threads.models import Ask


class PromiseForm(MomentForm):
    def __init__(self, *args: Any, moments: Sequence[datetime], **kwargs: Any) -> None:
        """`moments` are offered, written in the active zone."""
        now = timezone.localtime()
        offered = [(m.isoformat(), write_moment(timezone.localtime(m), now)) for m in moments]
        super().__init__(*args, offered=offered, label=gettext("I’ll answer by"), **kwargs)


# The fields are generic for the type checker alone.
class AskChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Ask) -> str:
        return obj.person.name


class AsksChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Ask) -> str:
        return obj.person.name


class AsksForm(forms.Form):
    """Which of the people asked; all of them at first."""

    asks = AsksChoice(
        Ask.objects.none(),
        label=_("People"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one."),
            "invalid_choice": _("Choose among those who are still asked."),
            "invalid_pk_value": _("Choose among those who are still asked."),
        },
    )

    def __init__(self, *args: Any, asks: QuerySet[Ask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["asks"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = asks
        field.initial = [ask.pk for ask in asks]


class MoreTimeForm(AsksForm):
    due_at = MomentField(label=_("An answer is expected by"))


class HandOverForm(forms.Form):
    """Offers only people who can read the thread and are not asked yet."""

    ask = AskChoice(
        Ask.objects.none(),
        label=_("Instead of"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose among those who are still asked.")},
    )
    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Ask"), error_messages={"required": _("Choose somebody.")}
    )

    def __init__(self, *args: Any, asks: QuerySet[Ask], people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("ask", asks), ("to", people)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
