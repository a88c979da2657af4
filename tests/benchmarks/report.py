"""The table and the JSON file of a run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure

HEAD = "| # | What | Measured | Beside it, same run | Ratio | Goal | Met |"


def table(figures: Sequence[Figure]) -> str:
    """As Markdown, for the README."""
    return "\n".join([HEAD, "|---|---|---|---|---|---|---|", *(_row(one) for one in figures)])


def write(path: Path, machine: dict[str, Any], figures: Sequence[Figure]) -> None:
    rows = [{**asdict(one), "ratio": one.ratio, "is_met": one.is_met} for one in figures]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"machine": machine, "figures": rows}, indent=1, default=str) + "\n")


def _row(one: Figure) -> str:
    beside = f"{one.reference.name} {_number(one.reference.value)} {one.unit}" if one.reference else ""
    ratio = _number(one.ratio) if one.ratio is not None else ""
    met = {True: "yes", False: "no", None: ""}[one.is_met]
    cells = [one.id, one.what, f"{_number(one.value)} {one.unit}", beside, ratio, _goal(one), met]
    return f"| {' | '.join(cells)} |"


def _goal(one: Figure) -> str:
    if one.goal is None:
        return ""
    sign = "≤" if one.goal.bound == "at most" else "≥"
    name = one.reference.name if one.goal.is_ratio and one.reference else one.unit
    return f"{sign} {_number(one.goal.amount)} {name}"


def _number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
