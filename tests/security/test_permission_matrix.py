"""Every address × every role × a public, a private and a direct object.

Whoever may not read gets, byte for byte, what they get for something that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.cast import person
from tests.factories import make_channel, make_direct, make_thread
from tests.security.matrix import MATRIX, Entry
from threads.models import Channel, CustomEmoji, Message, Thread

ABSENT = 987_654
# allauth's own pages: they act on the session alone and name no object of ours.
THEIRS = ("account_", "usersessions_")

pytestmark = pytest.mark.django_db


@dataclass
class World:
    people: dict[str, User | None]
    threads: dict[str, Thread]
    readers: dict[str, set[str]]

    def key_of(self, entry: Entry, where: str) -> int:
        thread = self.threads[where]
        if entry.about == "channel":
            assert thread.channel_id
            return thread.channel_id
        if entry.about == "message":
            return Message.objects.get(thread=thread, number=1).pk
        return thread.pk


@pytest.fixture
def world(olga: User, alice: User, bob: User, dave: User, gina: User) -> World:
    public = make_channel(alice, name="public", members=[bob, gina])
    private = make_channel(bob, name="private", is_private=True)
    CustomEmoji.objects.create(name="ours", image="emoji/none.webp", created_by=olga)
    return World(
        people={
            "owner": olga,
            "admin": alice,
            "member": bob,
            "outsider": dave,
            "guest": gina,
            "new guest": person("Greta Gast", role="guest"),
            "nobody": None,
        },
        threads={
            "public": make_thread(bob, channel=public),
            "private": make_thread(bob, channel=private),
            "direct": make_direct(bob, [gina]),
        },
        readers={
            "public": {"owner", "admin", "member", "outsider", "guest"},
            "private": {"member"},
            "direct": {"member", "guest"},
        },
    )


def routes() -> Iterator[URLPattern]:
    def walk(patterns: list[Any]) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern

    yield from walk(get_resolver().url_patterns)


def test_every_address_has_an_entry() -> None:
    names = {route.name for route in routes()}
    ours = {name for name in names if name and not name.startswith(THEIRS)}
    assert None not in names
    assert ours - MATRIX.keys() == set()
    assert MATRIX.keys() - ours == set()


@pytest.mark.parametrize(
    "name", [n for n, e in MATRIX.items() if e.about in {"channel", "thread", "message"}]
)
def test_what_may_not_be_read_looks_like_what_is_not_there(name: str, world: World) -> None:
    entry, tried = MATRIX[name], 0
    for where, readers in world.readers.items():
        if entry.about == "channel" and where == "direct":
            continue
        for role, user in world.people.items():
            for method in entry.methods:
                answer = ask(user, name, entry, method, world.key_of(entry, where))
                if role in readers:
                    refusals = {403, 404, 422} if entry.narrow else set()
                    allowed = {200, 201, 204, 302} | refusals
                    assert answer.status_code in allowed, (role, where, method, answer.status_code)
                    assert "/accounts/login" not in answer.headers.get("Location", "")
                    continue
                absent = ask(user, name, entry, method, ABSENT)
                expected = 302 if role == "nobody" else 404
                assert answer.status_code == absent.status_code == expected, (role, where, method)
                assert normal(answer) == normal(absent)
                tried += 1
    assert tried >= 8


@pytest.mark.parametrize("name", [n for n, e in MATRIX.items() if e.about == "admins"])
def test_what_is_for_admins_is_for_nobody_else(name: str, world: World) -> None:
    entry = MATRIX[name]
    for role, user in world.people.items():
        for method in entry.methods:
            status = ask(user, name, entry, method, ABSENT).status_code
            if role in {"owner", "admin"}:
                assert status < 500
                assert status not in {401, 403, 405}
            else:
                assert status == 302 if role == "nobody" else status in {403, 404}, (role, method)


@pytest.mark.parametrize("name", [n for n, e in MATRIX.items() if e.about != "anyone"])
def test_nobody_gets_anything_without_signing_in(name: str, world: World) -> None:
    entry = MATRIX[name]
    for method in entry.methods:
        answer = ask(None, name, entry, method, 1)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/login/")


def ask(user: User | None, name: str, entry: Entry, method: str, key: int) -> HttpResponse:
    """The answer; whatever it changed is taken back."""
    client = Client()
    if user:
        client.force_login(user)
    data = dict(entry.data)
    if entry.query:
        data[entry.query] = str(key)
    ask_by = client.get if method == "GET" else client.post
    with transaction.atomic():
        answer: Any = ask_by(address(name, entry, key), data)
        transaction.set_rollback(True)
    return cast("HttpResponse", answer)


def address(name: str, entry: Entry, key: int) -> str:
    """The route with `key` for what it is about, and something harmless for the rest."""
    route = next(r for r in routes() if r.name == name)
    fillers: dict[str, object] = {"slug": "x", "name": "ours", "handle": "bob", "number": 1, "secret": "x"}
    kwargs = {part: fillers.get(part, key) for part in route.pattern.converters}
    return reverse(name, kwargs=kwargs)


def normal(answer: HttpResponse) -> str:
    """The body without what differs between any two requests."""
    text = answer.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return re.sub(rf"\b{ABSENT}\b|/(t|m|c)/\d+/", "", text)


def test_the_sidebar_and_references_name_nothing_private(world: World) -> None:
    """What is asked for by nothing that stands in the address."""
    private, direct = world.threads["private"], world.threads["direct"]
    assert private.channel
    channel: Channel = private.channel
    query = {"t": f"{private.pk},{direct.pk}", "c": str(channel.pk), "n": channel.name}
    for role, user in world.people.items():
        if user is None or role in world.readers["private"]:
            continue
        client = Client()
        client.force_login(user)
        references = client.get(reverse("references"), query).json()
        assert not {f"t{private.pk}", f"c{channel.pk}", f"n:{channel.name}"} & references.keys()
        assert (f"t{direct.pk}" in references) == (role in world.readers["direct"])
        assert channel.name not in client.get(reverse("sidebar")).content.decode().replace("is_private", "")
        listed = client.get(reverse("complete"), {"kind": "channels", "q": "priv"}).json()
        assert listed["items"] == []
