"""A small video of counters that appear one by one, and captions for it, made without a video encoder.

Every frame is H.264 whose blocks hold their pixels as they are (I_PCM), which any browser plays.
"""

from __future__ import annotations

import struct

from PIL import Image as Pillow
from PIL import ImageDraw

from example_site.demo.video_boxes import mp4_file

WIDTH, HEIGHT, COLUMNS, ROWS, BLOCK = 128, 96, 4, 3, 16
PAPER, COLOURS = "#FCF9F3", ("#F2B705", "#B3261E")


def mp4(note: str, pattern: tuple[int, ...] = (0, 0, 1), beats: int = 9) -> bytes:
    """A video of `beats` seconds: each second shows one more counter, coloured by `pattern` again and again."""
    kinds = [COLOURS[pattern[beat % len(pattern)]] for beat in range(beats)]
    pictures = [_picture(kinds[: beat + 1]) for beat in range(beats)]
    frames = [nal(0x65, _slice(picture, number % 2)) for number, picture in enumerate(pictures)]
    return mp4_file(frames, nal(0x67, _sequence()), nal(0x68, _picture_settings()), (WIDTH, HEIGHT), note)


def vtt(lines: list[str], note: str = "") -> bytes:
    """Captions, each line for one second; the note is for who opens the file, not for who watches."""
    shown = [f"{_clock(second)} --> {_clock(second + 1)}\n{line}\n" for second, line in enumerate(lines)]
    return "\n".join(["WEBVTT\n", *([f"NOTE {note}\n"] if note else []), *shown]).encode()


def _clock(second: int) -> str:
    return f"{second // 60:02}:{second % 60:02}.000"


def _picture(colours: list[str]) -> Pillow.Image:
    canvas = Pillow.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(canvas)
    for place, colour in enumerate(colours):
        x, y = place % COLUMNS * WIDTH // COLUMNS, place // COLUMNS * HEIGHT // ROWS
        draw.ellipse((x + 4, y + 4, x + WIDTH // COLUMNS - 5, y + HEIGHT // ROWS - 5), fill=colour)
    return canvas.convert("YCbCr")


class _Bits:
    """Writes numbers bit by bit, as H.264's headers do."""

    def __init__(self) -> None:
        self.text = ""

    def fixed(self, number: int, length: int) -> _Bits:
        self.text += f"{number:0{length}b}"
        return self

    def counts(self, *numbers: int) -> _Bits:
        """Exp-Golomb codes: as many noughts as digits follow the first one."""
        for number in numbers:
            digits = f"{number + 1:b}"
            self.text += "0" * (len(digits) - 1) + digits
        return self

    def filled(self) -> bytes:
        text = self.text + "0" * (-len(self.text) % 8)
        return int(text, 2).to_bytes(len(text) // 8, "big")


def _sequence() -> bytes:
    # Baseline, level 3; order of pictures as they come; frames, not fields; no cropping.
    bits = _Bits().fixed(66, 8).fixed(0xC0, 8).fixed(30, 8).counts(0, 0, 2, 1).fixed(0, 1)
    bits.counts(WIDTH // BLOCK - 1, HEIGHT // BLOCK - 1)
    return bits.fixed(0b11001, 5).filled()


def _picture_settings() -> bytes:
    # Plain codes, one group of slices, and slices that say themselves that edges are not smoothed.
    return (
        _Bits().counts(0, 0).fixed(0, 2).counts(0, 0, 0).fixed(0, 3).counts(0, 0, 0).fixed(0b1001, 4).filled()
    )


def _slice(picture: Pillow.Image, turn: int) -> bytes:
    # Two whole pictures in a row must not have the same number.
    bits = _Bits().counts(0, 7, 0).fixed(0, 4).counts(turn).fixed(0, 2).counts(0, 1)
    # The first block's type ends in the byte in which the header does.
    first, later = bits.counts(25).filled(), _Bits().counts(25).filled()
    return first + later.join(_blocks(picture)) + b"\x80"


def _blocks(picture: Pillow.Image) -> list[bytes]:
    """The pixels of each block of 16 by 16: its light, and its two colours at half the size."""
    light, blue, red = picture.split()
    # Video leaves room below black and above white.
    planes = [(light.point([16 + value * 219 // 255 for value in range(256)]), BLOCK)]
    narrow = [16 + value * 224 // 255 for value in range(256)]
    planes += [(plane.reduce(2).point(narrow), BLOCK // 2) for plane in (blue, red)]
    return [
        b"".join(
            plane.crop((x * size, y * size, (x + 1) * size, (y + 1) * size)).tobytes()
            for plane, size in planes
        )
        for y in range(HEIGHT // BLOCK)
        for x in range(WIDTH // BLOCK)
    ]


def nal(kind: int, payload: bytes) -> bytes:
    """A unit of H.264: its kind, and its bytes so that none of them look like the start of the next."""
    # Three bytes that look like the start of a unit are told apart by a 3 between them.
    out, noughts = bytearray(struct.pack("B", kind)), 0
    for byte in payload:
        if noughts == 2 and byte <= 3:
            out.append(3)
            noughts = 0
        out.append(byte)
        noughts = noughts + 1 if byte == 0 else 0
    return bytes(out)
