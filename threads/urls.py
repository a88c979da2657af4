"""Addresses of channels and threads."""

from __future__ import annotations

from threads import ask_urls, channel_urls, draft_urls, memory_urls, norm_urls, thread_urls

urlpatterns = [
    *channel_urls.urlpatterns,
    *thread_urls.urlpatterns,
    *draft_urls.urlpatterns,
    *ask_urls.urlpatterns,
    *norm_urls.urlpatterns,
    *memory_urls.urlpatterns,
]
