"""Asks. Every address here has an entry in the permission matrix."""

from __future__ import annotations

from django.urls import path

from threads.views import asks, waiting

urlpatterns = [
    path("waiting/", waiting.waiting, name="waiting"),
    path("t/<int:thread_id>/asks/", asks.strip, name="asks"),
    path("m/<int:message_id>/promise/", asks.promise, name="ask-promise"),
    path("m/<int:message_id>/hand-over/", asks.hand_over, name="ask-hand-over"),
    path("m/<int:message_id>/more-time/", waiting.more_time, name="asks-more-time"),
    path("m/<int:message_id>/withdraw/", waiting.withdraw, name="asks-withdraw"),
]
