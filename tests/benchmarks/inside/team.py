"""Ten thousand people at work: each in 20 channels with 200 threads that something happened in,
20 of which they follow, on the last day before `morning`.

The morning lies weeks ahead, so that the stack's own worker, which goes by the wall clock, leaves
alone what is measured.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from notifications.digest.plans import FIRST_LOOK_BACK
from tests.benchmarks.inside.bulk import analyze, fill
from tests.benchmarks.inside.people import channels, crowd, join, plan_digests
from threads.markdown import RENDERER_VERSION
from threads.models import Message, ReadMark, Thread

CHANNELS, THREADS, READ, MESSAGES = 500, 10, 5, 8
STEP = CHANNELS // 20
TEXT = "The second run is through as well, and the numbers look right to me. I will write them up tomorrow."


def seed(count: int) -> dict[str, int]:
    """The first and last ids of `people`, of those who wrote, of channels and of threads."""
    people = crowd("p", count)
    writers = crowd("w", 50)
    places = channels("team", CHANNELS, writers[0])
    join(
        f"generate_series({people[0]}, {people[1]}) AS person, generate_series(0, 19) AS step",
        "person",
        f"{places[0]} + (person + step * {STEP}) %% {CHANNELS}",
    )
    threads = _threads(places, writers)
    _follow(people, places, threads)
    plan_digests()
    analyze()
    return {
        "people": people[0],
        "last_person": people[1],
        "writers": writers[0],
        "channels": places[0],
        "threads": threads[0],
    }


def morning() -> datetime:
    """A Monday at 10:00 UTC, when everybody works."""
    day = datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0) + 2 * FIRST_LOOK_BACK
    return day + timedelta(days=7 - day.weekday())


def _threads(places: tuple[int, int], writers: tuple[int, int]) -> tuple[int, int]:
    at = morning() - timedelta(hours=14)
    count = CHANNELS * THREADS
    thread = Thread(
        title="Which of the two",
        author_id=writers[0],
        last_activity_at=at,
        last_number=MESSAGES,
        change_seq=8,
    )
    fill(
        thread,
        f"generate_series(0, {count - 1}) AS n",
        title="'Which of the two ways for number ' || n",
        channel_id=f"{places[0]} + n / {THREADS}",
        author_id=f"{writers[0]} + n %% 50",
    )
    newest = Thread.objects.latest("pk").pk
    first = newest - count + 1
    message = Message(
        source=TEXT, html=f"<p>{TEXT}</p>", renderer_version=RENDERER_VERSION, created_at=at, author_id=1
    )
    fill(
        message,
        f"generate_series(0, {count * MESSAGES - 1}) AS n",
        client_id="gen_random_uuid()",
        thread_id=f"{first} + n / {MESSAGES}",
        number=f"1 + n %% {MESSAGES}",
        change_seq=f"1 + n %% {MESSAGES}",
        author_id=f"{writers[0]} + n %% 50",
        created_at=f"'{at.isoformat()}'::timestamptz"
        f" - CASE WHEN n %% {MESSAGES} < {READ} THEN interval '10 days' ELSE interval '0' END",
    )
    return first, newest


def _follow(people: tuple[int, int], places: tuple[int, int], threads: tuple[int, int]) -> None:
    fill(
        ReadMark(number=READ, following=True, read_at=morning() - timedelta(days=2)),
        f"generate_series({people[0]}, {people[1]}) AS person, generate_series(0, 19) AS step",
        user_id="person",
        thread_id=followed("person", "step", places[0], threads[0]),
    )


def followed(person: str, step: str, places: int, threads: int) -> str:
    """The thread that `person` follows in their channel number `step`, as an expression."""
    return (
        f"{threads} + ((({person}) + ({step}) * {STEP}) %% {CHANNELS}) * {THREADS} + ({person}) %% {THREADS}"
    )
