"""Who may come in, and as what (the members page)."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name, validate_email
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.roles import may_give, may_invite_as

MAX_ADDRESSES = 50
MAX_DOMAINS = 50
# Where everybody may have an address, an allowed domain would open the door to everybody.
ANYBODYS = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com"),
        *("me.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "aol.com", "mail.com"),
        *("mail.ru", "yandex.ru", "qq.com", "163.com"),
    )
)


class InviteForm(forms.Form):
    """Several addresses at once, with commas, spaces or lines between them."""

    emails = forms.CharField(label=_("E-mail addresses"), max_length=5000)
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, inviter_role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = invitable_roles(inviter_role)  # type: ignore[attr-defined]

    def clean_emails(self) -> list[str]:
        emails = list(dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["emails"].lower().strip(" ,;\n"))))
        if len(emails) > MAX_ADDRESSES:
            raise ValidationError(_("Up to 50 addresses at a time, please."))
        for email in emails:
            try:
                validate_email(email)
            except ValidationError:
                raise ValidationError(
                    _("“%(email)s” is no e-mail address."), params={"email": email[:80]}
                ) from None
        return emails


class LinkForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=[(1, _("1 day")), (7, _("7 days")), (30, _("30 days"))],
        initial=7,
    )
    max_uses = forms.TypedChoiceField(
        label=_("Uses"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(1, _("once")), (10, _("10 times")), ("", _("any number of times"))],
        initial=1,
    )

    def __init__(self, *args: Any, inviter_role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = invitable_roles(inviter_role)  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices)


class DomainsForm(forms.Form):
    domains = forms.CharField(
        label=_("Addresses that may join without an invitation"),
        required=False,
        max_length=5000,
        help_text=_(
            "Domains such as rill.example, with commas between them. "
            "Whoever has an address there can join as a member."
        ),
    )

    def clean_domains(self) -> list[str]:
        words = re.split(r"[\s,;]+", self.cleaned_data["domains"].lower())
        domains = sorted({word.lstrip("@") for word in words} - {""})
        if len(domains) > MAX_DOMAINS:
            raise ValidationError(_("Up to 50 domains, please."))
        for domain in domains:
            _check_domain(domain)
        return domains


def invitable_roles(inviter_role: str) -> list[tuple[str, Any]]:
    roles = (Role.MEMBER, Role.GUEST, Role.ADMIN)
    labels = {Role.GUEST: _("Guest, chosen channels only")}
    return [(role.value, labels.get(role, role.label)) for role in roles if may_invite_as(inviter_role, role)]


def givable_roles(actor_role: str) -> list[tuple[str, Any]]:
    return [(role.value, role.label) for role in Role if may_give(actor_role, role)]


def _check_domain(domain: str) -> None:
    try:
        validate_domain_name(domain)
    except ValidationError:
        raise ValidationError(_("“%(domain)s” is no domain."), params={"domain": domain[:80]}) from None
    if "." not in domain:
        raise ValidationError(_("“%(domain)s” is no domain."), params={"domain": domain[:80]})
    if domain in ANYBODYS:
        raise ValidationError(
            _("Anybody can have an address at %(domain)s. Send invitations to those."),
            params={"domain": domain},
        )
