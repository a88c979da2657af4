"""What is compared of two servers' results."""

from __future__ import annotations

from typing import Any

Results = dict[str, Any]

# The scenario, what in its result, and how it is called.
ROWS: list[tuple[str, tuple[str, ...], str]] = [
    ("s1", ("post_ms", "p50"), "P1: post, p50, ms"),
    ("s1", ("post_ms", "p99"), "P1: post, p99, ms"),
    ("s1", ("receive_ms", "p50"), "P2: posted until seen, p50, ms"),
    ("s2", ("posts_per_s",), "P3: 8 senders, posts/s"),
    ("s2b", ("posts_per_s",), "P3: 8 senders who look on, posts/s"),
    ("s3", ("last_of_all_ms", "p50"), "P4: 200 sockets, until the last, p50, ms"),
    ("s3", ("last_of_all_ms", "p99"), "P4: 200 sockets, until the last, p99, ms"),
    ("s4", ("newest50", "ms", "p50"), "P7: newest 50, 4 clients, p50, ms"),
    ("s4", ("deep_page", "ms", "p50"), "P7: a deep page, 4 clients, p50, ms"),
    ("s5", ("one_word", "ms", "p50"), "P8: search, one word, p50, ms"),
    ("s5", ("two_words", "ms", "p50"), "P8: search, two words, p50, ms"),
    ("s6", ("idle", "pss"), "P6: memory, idle, MiB"),
    ("s6", ("subscribed_500", "pss"), "P6: memory, 500 sockets, MiB"),
    ("s7", ("react_ms", "p50"), "P16: a reaction, p50, ms"),
]


def table(ours: Results, theirs: Results) -> str:
    lines = ["| What | Bobbin | Peer | Ratio |", "|---|---|---|---|"]
    for scenario, path, what in ROWS:
        mine, other = _value(ours.get(scenario), path), _value(theirs.get(scenario), path)
        if mine is not None:
            ratio = f"{mine / other:.2f}" if other else ""
            lines.append(f"| {what} | {mine:g} | {'' if other is None else f'{other:g}'} | {ratio} |")
    return "\n".join([*lines, ""])


def is_whole(results: Results) -> bool:
    """Every scenario ran, and every post reached every subscriber exactly once."""
    for result in results.values():
        parts = [result] + [part for name, part in result.items() if name.startswith("correctness")]
        if any("error" in part or part.get("lost") or part.get("duplicated") for part in parts):
            return False
    return bool(results)


def _value(result: Any, path: tuple[str, ...]) -> float | None:
    for name in path:
        result = result.get(name) if isinstance(result, dict) else None
    return None if result is None else float(result)
