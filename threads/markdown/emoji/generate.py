"""Makes `table.json` anew from the picker's own data and the names that GitHub adds.

    python -m threads.markdown.emoji.generate PICKER_DATA EMOJIBASE

`PICKER_DATA` is `static/vendor/emoji-data/en.json` (emoji-picker-element-data), `EMOJIBASE` the
`en` folder of the npm package `emojibase-data` of the same version. The picker's names win: a
person who has learnt a name there gets the same character by typing it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

VARIATION = "\ufe0f"
COLOURFUL_BY_DEFAULT = 1  # `type` of an emoji that needs no variation selector


def table(picker: list[dict[str, Any]], every: list[dict[str, Any]], github: dict[str, Any]) -> Any:
    """`{"shortcodes": {name: emoji}, "variants": [emoji with a skin tone, …]}`"""
    plain = {
        entry["emoji"]
        for entry in every
        if entry["type"] == COLOURFUL_BY_DEFAULT and len(entry["emoji"].replace(VARIATION, "")) == 1
    }
    by_hexcode = {entry["hexcode"]: entry["emoji"] for entry in every}

    def qualified(emoji: str) -> str:
        return emoji.replace(VARIATION, "") if emoji in plain else emoji

    shortcodes = {name: qualified(entry["emoji"]) for entry in picker for name in entry.get("shortcodes", ())}
    for hexcode, names in github.items():
        for name in [names] if isinstance(names, str) else names:
            if hexcode in by_hexcode:
                shortcodes.setdefault(name, qualified(by_hexcode[hexcode]))
    variants = [qualified(skin["emoji"]) for entry in picker for skin in entry.get("skins", ())]
    return {"shortcodes": dict(sorted(shortcodes.items())), "variants": variants}


def main(picker_data: Path, emojibase: Path) -> None:
    made = table(
        json.loads(picker_data.read_text("utf-8")),
        json.loads((emojibase / "data.json").read_text("utf-8")),
        json.loads((emojibase / "shortcodes" / "github.json").read_text("utf-8")),
    )
    target = Path(__file__).with_name("table.json")
    target.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
