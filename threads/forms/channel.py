"""Making a channel, and its settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from threads.access import readers_of_channel
from threads.forms.cards import Card, CardField
from threads.models import Channel
from threads.models.channel import name_is_well_formed
from threads.queries.people import Home

EVERYONE, INVITED = "everyone", "invited"
NAME_LENGTH, PURPOSE_LENGTH = 40, 500

KINDS = (
    Card(Channel.Kind.REGULAR, _("Regular"), _("Everyone who reads it can start threads"), "hash"),
    Card(
        Channel.Kind.ANNOUNCEMENTS,
        _("Announcements"),
        _("Few start threads: admins and whoever is responsible"),
        "megaphone",
    ),
    Card(Channel.Kind.WATERCOOLER, _("Watercooler"), _("Off-topic; nobody has to keep up"), "coffee"),
)


class NameField(forms.CharField):
    """ "#Field Ops " becomes "field-ops"; what cannot be made a name is refused."""

    default_validators = [name_is_well_formed]

    def to_python(self, value: Any) -> str:
        return "-".join(str(value or "").strip().removeprefix("#").lower().split())


class ChannelForm(forms.Form):
    """For a new channel."""

    name = NameField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_("Small letters, digits and dashes, for example field-ops."),
        error_messages={"required": _("Give it a name.")},
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=PURPOSE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    readers = CardField((), label=_("Who can read"), initial=EVERYONE)
    kind = CardField(KINDS, label=_("Kind"), initial=Channel.Kind.REGULAR)

    def __init__(self, *args: Any, home: Home, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"] = CardField(_readers(home), label=_("Who can read"), initial=EVERYONE)

    @property
    def settings(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "purpose": data["purpose"],
            "kind": data["kind"],
            "is_private": data["readers"] == INVITED,
        }


class ChannelSettingsForm(ChannelForm):
    """For a channel that is there. Making a private one public asks for a second word."""

    responsible = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Responsible"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Answers when someone asks where a topic belongs."),
    )
    for_newcomers = forms.BooleanField(
        label=_("New members start in it"),
        required=False,
        help_text=_("Whoever joins later follows it from the first day. Public channels only."),
    )
    everyone_may_read = forms.BooleanField(required=False)

    def __init__(self, *args: Any, channel: Channel, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(channel), **kwargs)
        self.channel = channel
        self.asks_again = False
        self.fields["name"].help_text = _("Old links keep working.")
        responsible = self.fields["responsible"]
        assert isinstance(responsible, forms.ModelChoiceField)
        responsible.queryset = readers_of_channel(channel).exclude(role="guest").order_by("name", "pk")
        if not actor.is_admin:
            del self.fields["for_newcomers"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens = self.channel.is_private and data.get("readers") == EVERYONE
        if opens and not data.get("everyone_may_read"):
            self.asks_again = True
            self.add_error("everyone_may_read", gettext("Tick this first, or choose “Invited people”."))
        return data

    @property
    def settings(self) -> dict[str, Any]:
        more = {"responsible": self.cleaned_data["responsible"]}
        if "for_newcomers" in self.fields:
            more["for_newcomers"] = self.cleaned_data["for_newcomers"]
        return {**super().settings, **more}


def _readers(home: Home) -> tuple[Card, Card]:
    everyone = gettext("Everyone at %(organization)s") % {"organization": home.name}
    hint = ngettext(
        "%(count)d member; guests only by invitation",
        "%(count)d members; guests only by invitation",
        home.members,
    )
    return (
        Card(EVERYONE, everyone, hint % {"count": home.members}, "users"),
        Card(INVITED, _("Invited people"), _("Nobody else sees that it exists"), "lock"),
    )


def _initial(channel: Channel) -> dict[str, Any]:
    return {
        "name": channel.name,
        "purpose": channel.purpose,
        "readers": INVITED if channel.is_private else EVERYONE,
        "kind": channel.kind,
        "responsible": channel.responsible_id,
        "for_newcomers": channel.for_newcomers,
    }
