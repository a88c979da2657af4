"""Rill's channels and who is in them. How far each has read comes with `fill_reading`."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from threads.demo.company import Company, Place
from threads.demo.fill_people import morning
from threads.demo.story_time import StoryTime
from threads.models import Channel, ChannelName


def fill_channels(company: Company, story: StoryTime, people: dict[str, User]) -> dict[str, Channel]:
    """By name."""
    began = morning(story.real(company.founded), company.time_zone)
    channels = {
        channel.name: channel
        for channel in Channel.objects.bulk_create(
            _channel(place, story, people, began) for place in company.places.values()
        )
    }
    ChannelName.objects.bulk_create(
        ChannelName(name=place.former, channel=channels[place.name])
        for place in company.places.values()
        if place.former
    )
    return channels


def _channel(place: Place, story: StoryTime, people: dict[str, User], began: datetime) -> Channel:
    responsible = people[place.responsible]
    archived = place.archived and morning(story.real(place.archived), responsible.time_zone)
    return Channel(
        name=place.name,
        purpose=place.purpose,
        kind=place.kind,
        is_private=place.private,
        for_newcomers=place.for_newcomers,
        responsible=responsible,
        created_by=responsible,
        created_at=began,
        archived_at=archived,
    )
