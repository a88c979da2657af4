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
from threads.models import Ask

OTHER = "other"


class MomentField(forms.DateTimeField):
    """A day and a time in the active zone, still to come."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        errors = {"invalid": _("Say a day and a time."), "required": _("Say a day and a time.")}
        super().__init__(widget=widget, error_messages=errors, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value <= timezone.now():
            raise forms.ValidationError(_("Choose a time that is still to come."))


class PromiseForm(forms.Form):
    until = forms.ChoiceField(
        label=_("I’ll answer by"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a time."), "invalid_choice": _("Choose a time.")},
    )
    custom = MomentField(label=_("At another time"), required=False)

    def __init__(self, *args: Any, moments: Sequence[datetime], **kwargs: Any) -> None:
        """`moments` are offered, written in the active zone."""
        super().__init__(*args, **kwargs)
        now = timezone.localtime()
        offered = [(m.isoformat(), write_moment(timezone.localtime(m), now)) for m in moments]
        until = self.fields["until"]
        assert isinstance(until, forms.ChoiceField)
        until.choices = [*offered, (OTHER, gettext("At another time"))]
        until.initial = offered[0][0] if offered else OTHER

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("until") == OTHER and not data.get("custom") and "custom" not in self.errors:
            self.add_error("custom", gettext("Say a day and a time."))
        return data

    @property
    def moment(self) -> datetime:
        """Of a valid form."""
        data = self.cleaned_data
        chosen: datetime = data["custom"] if data["until"] == OTHER else datetime.fromisoformat(data["until"])
        return chosen


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
