"""Start a direct thread among named people."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import resolve_url

from accounts.acquaintances import people_known_to
from accounts.models import User
from threads.actions.start_thread import start_direct_thread
from threads.directory import directory
from threads.forms.people import handles_in
from threads.forms.thread import DirectThreadForm, NewThreadForm
from threads.markdown import render
from threads.models import Draft, Thread
from threads.queries.drafts import draft_of_thread
from threads.requests import MemberRequest
from threads.views.writing import Page
from threads.written import Written


def direct_page(request: MemberRequest) -> Page:
    """`?to=asha,hemi` are handles; whom the author does not know is left out of them."""
    user = request.user
    known = people_known_to(user).filter(is_active=True)
    people = _named(request, known)

    def make_form(*args: object, **options: object) -> DirectThreadForm:
        return DirectThreadForm(*args, people=known, **options)

    def start(form: NewThreadForm, draft: Draft | None) -> Thread:
        return start_direct_thread(author=user, people=form.cleaned_data["to"], draft=draft, **form.common)

    def written(form: NewThreadForm) -> Written:
        return Written(
            people=form.cleaned_data["to"], draft_version=form.cleaned_data["draft_version"], **form.common
        )

    return Page(
        make_form=make_form,
        initial={"to": ", ".join(person.handle for person in people)},
        draft=draft_of_thread(user, None, people),
        place={"people": people},
        start=start,
        written=written,
        html_of=lambda text: render(text, directory(text, known)).html,
        done=resolve_url("home"),
        context={"direct": True, "people": people},
    )


def _named(request: MemberRequest, known: QuerySet[User]) -> list[User]:
    """On a form that was sent, whom it names; else whom the address names."""
    handles = handles_in(request.POST.get("to") or request.GET["to"])
    return list(known.filter(handle__in=handles).exclude(pk=request.user.pk).order_by("name", "pk"))
