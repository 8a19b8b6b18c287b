"""How much an import takes in before it says no."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    export_bytes: int = 200 * MEGABYTE
    page_bytes: int = 5 * MEGABYTE
    page_depth: int = 500
    page_seconds: float = 20.0
    pages: int = 20_000
    zip_members: int = 50_000
    zip_bytes: int = 4 * 1024 * MEGABYTE
    file_bytes: int = 50 * MEGABYTE
    image_pixels: int = 50_000_000
    download_seconds: float = 30.0


LIMITS = Limits()
