from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from notifications.views import unsubscribe

urlpatterns: list[URLPattern | URLResolver] = [
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
]
