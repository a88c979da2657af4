from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from notifications import inbox_urls, later_urls
from notifications.views import delivery, held, hours, people, unsubscribe

urlpatterns: list[URLPattern | URLResolver] = [
    *inbox_urls.urlpatterns,
    *later_urls.urlpatterns,
    path("settings/hours/", hours.hours, name="hours"),
    path("settings/hours/edit/", hours.edit, name="hours-edit"),
    path("settings/hours/preview/", hours.preview, name="hours-preview"),
    path("people/", people.people, name="people"),
    path("t/<int:thread_id>/delivery/", delivery.of_reply, name="delivery"),
    path("held/", held.held, name="held"),
    path("delivery/", delivery.of_thread, name="delivery-new"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
]
