"""Norms. Every address here has an entry in the permission matrix."""

from __future__ import annotations

from django.urls import path

from threads.views import agreement, channel_norms, norms

urlpatterns = [
    path("norms/", agreement.agreement, name="norms"),
    path("admin/norms/", norms.manage, name="norms-manage"),
    path("admin/norms/wording/", agreement.wording, name="norms-wording"),
    path("admin/norms/preview/", norms.preview, name="norms-preview"),
    path("admin/norms/channels/", channel_norms.add, name="norms-channel-add"),
    path("admin/norms/channels/<int:channel_id>/", channel_norms.edit, name="norms-channel"),
    path("admin/norms/channels/<int:channel_id>/remove/", channel_norms.remove, name="norms-channel-remove"),
]
