"""Channels and starting threads. Every address here has an entry in the permission matrix.

What is done to a channel stands under `channels/`, so that no channel's name (`c/3/settings/`)
is ever in its way.
"""

from __future__ import annotations

from django.urls import path

from threads.views import channel, channel_people, channel_settings, channels, new_thread, unread

urlpatterns = [
    path("unread/", unread.unread, name="everything-unread"),
    path("c/<int:channel_id>/", channel.page, name="channel"),
    path("c/<int:channel_id>/<slug:slug>/", channel.page, name="channel"),
    path("channels/", channels.browse, name="channels"),
    path("channels/new/", channels.new, name="channel-new"),
    path("channels/<int:channel_id>/read/", channel.read, name="channel-read"),
    path("channels/<int:channel_id>/level/", channel_people.level, name="channel-level"),
    path("channels/<int:channel_id>/leave/", channel_people.leave, name="channel-leave"),
    path("channels/<int:channel_id>/people/", channel_people.people, name="channel-people"),
    path("channels/<int:channel_id>/people/remove/", channel_people.remove, name="channel-person-remove"),
    path("channels/<int:channel_id>/settings/", channel_settings.settings, name="channel-settings"),
    path("channels/<int:channel_id>/archive/", channel_settings.archive, name="channel-archive"),
    path("channels/<int:channel_id>/bring-back/", channel_settings.bring_back, name="channel-bring-back"),
    path("threads/new/", new_thread.new_thread, name="thread-new"),
]
