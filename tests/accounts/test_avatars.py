from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from accounts.avatars import MAX_BYTES, NotAPicture, TooLarge, square_webp


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_becomes_a_square_webp(form: str) -> None:
    made = Image.open(BytesIO(remade(picture(form, (600, 400)))))
    assert (made.format, made.size) == ("WEBP", (256, 256))


def test_a_small_picture_is_not_blown_up() -> None:
    assert Image.open(BytesIO(remade(picture("PNG", (40, 60))))).size == (40, 40)


def test_transparency_stays() -> None:
    file = BytesIO()
    Image.new("RGBA", (64, 64), (200, 10, 10, 0)).save(file, "PNG")
    assert Image.open(BytesIO(remade(file.getvalue()))).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_what_a_camera_wrote_about_the_place_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "CAMERA-OF-MAYA"
    file = BytesIO()
    Image.new("RGB", (300, 300), "teal").save(file, "JPEG", exif=exif, comment=b"HOME-ADDRESS")
    assert b"CAMERA-OF-MAYA" in file.getvalue()
    made = remade(file.getvalue())
    assert b"CAMERA-OF-MAYA" not in made
    assert b"HOME-ADDRESS" not in made
    assert not Image.open(BytesIO(made)).getexif()


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = Image.new("RGB", (200, 100), "white")
    sideways.paste("black", (0, 0, 100, 100))
    file = BytesIO()
    sideways.save(file, "PNG", exif=exif)
    made = Image.open(BytesIO(remade(file.getvalue()))).convert("L")
    rows = [sum(made.crop((0, row, 100, row + 1)).tobytes()) // 100 for row in (5, 95)]
    assert rows[0] < 60 < 200 < rows[1]


def test_a_file_of_too_many_bytes_is_not_even_opened() -> None:
    with pytest.raises(TooLarge):
        square_webp(Unreadable(), MAX_BYTES + 1)


def test_a_bomb_is_refused_by_its_header() -> None:
    """A few hundred bytes that claim 40,000 by 40,000 pixels."""
    with pytest.raises(TooLarge):
        remade(png_of(40_000, 40_000))


def test_just_too_many_pixels_are_refused() -> None:
    with pytest.raises(TooLarge):
        remade(png_of(5_000, 5_001))


HOSTILE = {
    "nothing": b"",
    "text": b"hello",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    "svg with a prologue": b'<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "gif header before a script": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "png header alone": b"\x89PNG\r\n\x1a\n",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "pdf": b"%PDF-1.7\n1 0 obj<<>>endobj",
    "zip": b"PK\x03\x04" + b"\0" * 40,
    "icon": b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused(name: str) -> None:
    with pytest.raises(NotAPicture):
        remade(HOSTILE[name])


@pytest.mark.parametrize("form", ["BMP", "TIFF", "ICO", "PPM", "TGA"])
def test_formats_that_nobody_needs_are_refused(form: str) -> None:
    with pytest.raises(NotAPicture):
        remade(picture(form, (32, 32)))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_broken_file_is_refused(form: str, part: float) -> None:
    whole = noise(form)
    with pytest.raises(NotAPicture):
        remade(whole[: int(len(whole) * part)])


def test_a_second_file_behind_the_picture_does_not_survive() -> None:
    made = remade(picture("GIF", (100, 100)) + b"<script>alert(1)</script>PK\x03\x04")
    assert b"<script>" not in made
    assert b"PK\x03\x04" not in made


def remade(data: bytes) -> bytes:
    return square_webp(BytesIO(data), len(data))


def picture(form: str, size: tuple[int, int]) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, form)
    return file.getvalue()


def noise(form: str) -> bytes:
    """Large enough that a part of it is not already the whole picture."""
    file = BytesIO()
    Image.effect_noise((300, 300), 80).convert("RGB").save(file, form)
    return file.getvalue()


def png_of(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


class Unreadable(BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("It was read.")
