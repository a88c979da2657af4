from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from notifications.views import delivery, unsubscribe

urlpatterns: list[URLPattern | URLResolver] = [
    path("t/<int:thread_id>/delivery/", delivery.of_reply, name="delivery"),
    path("delivery/", delivery.of_thread, name="delivery-new"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
]
