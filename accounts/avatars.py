"""Pure: somebody's picture, made anew from what they uploaded.

What comes out is our own encoding of the pixels alone: no EXIF, no comments, no second file
hidden behind the picture. Limits are looked at before anything is decoded, in the order of
what they cost: bytes, format, pixels.
"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 25_000_000
SIDE = 256
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class NotAPicture(Exception):
    """Not one of `FORMATS`, or broken."""


class TooLarge(Exception):
    """More than `MAX_BYTES` or `MAX_PIXELS`."""


def square_webp(file: BinaryIO, size: int) -> bytes:
    """The middle of the picture as a WEBP of at most 256 by 256. `size` is in bytes.

    Raises `TooLarge`, `NotAPicture`.
    """
    if size > MAX_BYTES:
        raise TooLarge
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise TooLarge
            return _encode(picture)
    except TooLarge:
        raise
    except Image.DecompressionBombError:
        raise TooLarge from None
    except Exception as error:  # A decoder raises anything on bytes made to hurt it.
        raise NotAPicture from error


def _encode(picture: Image.Image) -> bytes:
    side = min(SIDE, picture.width, picture.height)
    # A JPEG may be decoded at a fraction of its size; others ignore it.
    picture.draft("RGB", (2 * side, 2 * side))
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    square = ImageOps.fit(plain, (side, side), Image.Resampling.LANCZOS)
    output = BytesIO()
    square.save(output, "WEBP", quality=85, method=4)
    return output.getvalue()
