"""Response norms: the admins' page, and the agreement that everybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Role, User
from accounts.queries import schedules_for
from accounts.requests import admins_only
from threads.actions.set_norms import set_norms
from threads.forms.norms import LimitsForm, RuleForm
from threads.models import Urgency
from threads.norm_examples import cast, examples
from threads.norms import DEFAULTS, Norm
from threads.queries.agreement import own_words
from threads.queries.norms import UrgentLimits, channel_rules, norms_of, urgent_limits, used_last_month
from threads.requests import MemberRequest, number_of

PEOPLE_LOOKED_AT = 200
MOST_TURNS = 1000


@dataclass(frozen=True)
class Rules:
    """All that the page lets change. Each form has a name of its own as its prefix."""

    forms: dict[str, RuleForm]
    limits: LimitsForm

    @classmethod
    def of(cls, data: QueryDict | None) -> Rules:
        """Two queries."""
        norms = norms_of(None)
        forms: dict[str, RuleForm] = {
            urgency: RuleForm(data, prefix=urgency, norm=norms[urgency], label=str(Urgency(urgency).label))
            for urgency in (Urgency.RELAXED, Urgency.NORM, Urgency.URGENT)
        }
        return cls(forms, LimitsForm(data, prefix="limits", limits=urgent_limits(None)))

    def are_valid(self) -> bool:
        return not any(form.errors for form in (*self.forms.values(), self.limits))

    @property
    def norms(self) -> dict[str, Norm]:
        return DEFAULTS | {urgency: form.norm for urgency, form in self.forms.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def manage(request: MemberRequest) -> HttpResponse:
    rules = Rules.of(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, rules, norms_of(None), urgent_limits(None))
    if rules.are_valid():
        set_norms(actor=request.user, norms=rules.norms, limits=rules.limits.limits)
        messages.success(request, _("Saved. The norms count for whatever is asked from now on."))
        return redirect("norms-manage")
    return _page(request, rules, norms_of(None), urgent_limits(None), status=422)


@require_POST
@admins_only
def preview(request: MemberRequest) -> HttpResponse:
    """What the rules in the form would mean; nothing is saved. For htmx only that part."""
    rules = Rules.of(request.POST)
    if not rules.are_valid():
        if request.htmx:
            return HttpResponse(status=204)
        return _page(request, rules, norms_of(None), urgent_limits(None), status=422)
    norms, limits = rules.norms, rules.limits.limits
    if request.htmx:
        return render(request, "threads/norms/_practice.html", _practice(request, norms, limits))
    return _page(request, rules, norms, limits)


def _page(
    request: MemberRequest, rules: Rules, norms: dict[str, Norm], limits: UrgentLimits, status: int = 200
) -> HttpResponse:
    used = used_last_month(timezone.now())
    context = {
        **_practice(request, norms, limits),
        "levels": [
            (urgency, rules.forms.get(urgency), used[urgency] if used else None) for urgency in Urgency.values
        ],
        "limits_form": rules.limits,
        "has_usage": used is not None,
    }
    return render(request, "threads/norms/manage.html", context, status=status)


def _practice(request: MemberRequest, norms: dict[str, Norm], limits: UrgentLimits) -> dict[str, Any]:
    active = User.objects.filter(is_active=True).exclude(role=Role.GUEST)
    people = cast(list(active.order_by("joined_at", "pk")[:PEOPLE_LOOKED_AT]))
    turn = (number_of(request, "turn") or 0) % MOST_TURNS
    told = examples(
        norms,
        people,
        schedules_for(people),
        timezone.now(),
        turn=turn,
        may_be_urgent=limits.is_allowed,
    )
    return {
        "norms": norms,
        "limits": limits,
        "channel_rules": channel_rules(request.user),
        "own_words": own_words(),
        "examples": told,
        "turn": turn,
        "next_turn": turn + 1,
    }
