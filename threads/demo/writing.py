"""Sources and HTML of what is said, as `threads.directory` would make them, from memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from accounts.models import User
from threads.demo.company import rill
from threads.demo.pictures import PICTURES
from threads.demo.script import Script
from threads.demo.story_time import StoryTime
from threads.markdown import Directory, Person, Rendered, render
from threads.models import Channel, CustomEmoji, Thread

_LINK = re.compile(r"thread:(?P<key>[a-z0-9-]+)(?:#(?P<number>\d+))?")


@dataclass
class Writing:
    """Everything by the story's names: handles, channel names, script keys."""

    people: dict[str, User]
    channels: dict[str, Channel]
    threads: dict[str, Thread]
    story: StoryTime

    def source(self, text: str) -> str:
        """`text` with real dates and real links: "thread:seal-gateways#3" becomes what
        somebody would have copied from the address bar."""
        return _LINK.sub(self._address, self.story.told(text))

    def rendered(self, source: str, script: Script) -> Rendered:
        """`source` for those who read where `script` stands."""
        if script.channel:
            return render(source, self._directories[script.channel])
        return render(source, self._directory(script.people))

    def _address(self, link: re.Match[str]) -> str:
        anchor = f"#m{link['number']}" if link["number"] else ""
        return f"{settings.BOBBIN_URL}{self.threads[link['key']].get_absolute_url()}{anchor}"

    @cached_property
    def _directories(self) -> dict[str, Directory]:
        return {name: self._directory(rill().readers(name)) for name in self.channels}

    def _directory(self, readers: Iterable[str]) -> Directory:
        return Directory(
            people={handle: self._person(handle) for handle in readers},
            channels=self._public,
            emoji={name: CustomEmoji(name=name).get_absolute_url() for name in PICTURES},
            base_url=settings.BOBBIN_URL,
        )

    def _person(self, handle: str) -> Person:
        user = self.people[handle]
        return Person(id=user.pk, handle=handle, name=user.name)

    @cached_property
    def _public(self) -> dict[str, tuple[int, str]]:
        found = {}
        for place in rill().places.values():
            if not place.private:
                channel = self.channels[place.name]
                for name in filter(None, (place.former, place.name)):
                    found[name] = (channel.pk, channel.get_absolute_url())
        return found
