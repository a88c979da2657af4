"""Finding again: search, decisions, action items, saved messages. Every address here has an entry
in the permission matrix."""

from __future__ import annotations

from django.urls import path

from threads.views import action_items, decisions, saved, search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/complete/", search.complete, name="search-complete"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/export/", decisions.export, name="decisions-export"),
    path("actions/", action_items.mine, name="actions"),
    path("actions/calendar/", action_items.calendar, name="actions-calendar"),
    path("saved/", saved.saved, name="saved"),
    path("m/<int:message_id>/save/", saved.save, name="save-message"),
    path("m/<int:message_id>/forget/", saved.forget, name="forget-message"),
    path("m/<int:message_id>/items/", action_items.add, name="items"),
    path("m/<int:message_id>/items/done/", action_items.finish, name="items-done"),
    path("m/<int:message_id>/items/strike/", action_items.strike, name="items-strike"),
]
