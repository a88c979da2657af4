"""Rill's custom emoji, drawn here: a drop and a gauge."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from accounts.models import User
from threads.models import CustomEmoji

SIDE = 128
BLUE, PALE, RED = (38, 98, 158), (214, 229, 243), (176, 58, 46)


def fill_pictures(maker: User) -> None:
    """Stored like uploaded ones."""
    rows = []
    for name, draw in PICTURES.items():
        emoji = CustomEmoji(name=name, created_by=maker)
        emoji.image.save(f"{name}.webp", ContentFile(_webp(draw)), save=False)
        rows.append(emoji)
    CustomEmoji.objects.bulk_create(rows)


def _webp(draw: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    # Drawn four times as large, so that the edges come out smooth.
    large = Image.new("RGBA", (SIDE * 4, SIDE * 4))
    draw(ImageDraw.Draw(large))
    written = BytesIO()
    large.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(written, "WEBP", lossless=True)
    return written.getvalue()


def _drop(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon([(256, 16), (404, 268), (108, 268)], fill=BLUE)
    pen.ellipse((92, 168, 420, 496), fill=BLUE)
    pen.arc((150, 230, 362, 440), 95, 165, fill=PALE, width=28)


def _gauge(pen: ImageDraw.ImageDraw) -> None:
    pen.rounded_rectangle((176, 16, 336, 496), radius=24, fill=PALE)
    pen.rectangle((176, 300, 336, 430), fill=BLUE)
    for step in range(5):
        pen.line((176, 80 + step * 85, 236, 80 + step * 85), fill=RED, width=18)


PICTURES = {"rill": _drop, "gauge": _gauge}
"""By name, as in `:rill:`."""
