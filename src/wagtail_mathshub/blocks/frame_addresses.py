"""From the address in a browser's address bar to the one that the same website made for frames."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, urlencode

YOUTUBE = ("www.youtube.com", "youtube.com", "m.youtube.com", "www.youtube-nocookie.com")
KEY = r"(?P<key>[\w-]+)"


def frame_address(parts: SplitResult) -> str:
    """The address for a frame: of another path where the website needs that, otherwise the same."""
    rule = RULES.get(parts.hostname or "")
    return (rule(parts) if rule else "") or parts.geturl()


def _youtube(parts: SplitResult) -> str:
    query = parse_qs(parts.query)
    found = re.fullmatch(rf"/(?:embed|shorts|live|v)/{KEY}", parts.path)
    key = found["key"] if found else query.get("v", [""])[0]
    return _youtube_film(key, query) if parts.path == "/watch" or found else ""


def _youtu_be(parts: SplitResult) -> str:
    return _youtube_film(parts.path.removeprefix("/"), parse_qs(parts.query))


def _youtube_film(key: str, query: dict[str, list[str]]) -> str:
    if not re.fullmatch(KEY, key):
        return ""
    start = (query.get("start") or query.get("t") or [""])[0].removesuffix("s")
    begins = f"?{urlencode({'start': start})}" if start.isascii() and start.isdecimal() else ""
    # This host of YouTube's sets no cookies before the film is played.
    return f"https://www.youtube-nocookie.com/embed/{key}{begins}"


def _vimeo(parts: SplitResult) -> str:
    found = re.fullmatch(r"/(?:video/)?(?P<number>[0-9]+)(?:/(?P<hash>[0-9a-f]+))?", parts.path)
    if not found:
        return ""
    unlisted = found["hash"] or parse_qs(parts.query).get("h", [""])[0]
    query = ({"h": unlisted} if unlisted else {}) | {"dnt": "1"}
    return f"https://player.vimeo.com/video/{found['number']}?{urlencode(query)}"


def _geogebra(parts: SplitResult) -> str:
    found = re.fullmatch(rf"/m/{KEY}", parts.path.removesuffix("/"))
    path = f"/material/iframe/id/{found['key']}" if found else parts.path
    return parts._replace(netloc="www.geogebra.org", path=path).geturl()


def _desmos(parts: SplitResult) -> str:
    is_graph = re.fullmatch(rf"/(?:calculator|geometry|3d)/{KEY}", parts.path)
    query = "embed" if is_graph and not parts.query else parts.query
    return parts._replace(netloc="www.desmos.com", query=query).geturl()


def _polypad(parts: SplitResult) -> str:
    found = re.fullmatch(rf"/p/{KEY}", parts.path)
    return parts._replace(path=f"/embed/{found['key']}").geturl() if found else ""


RULES: dict[str, Callable[[SplitResult], str]] = {
    **dict.fromkeys(YOUTUBE, _youtube),
    "youtu.be": _youtu_be,
    **dict.fromkeys(("vimeo.com", "www.vimeo.com", "player.vimeo.com"), _vimeo),
    **dict.fromkeys(("geogebra.org", "www.geogebra.org"), _geogebra),
    **dict.fromkeys(("desmos.com", "www.desmos.com"), _desmos),
    "polypad.amplify.com": _polypad,
}
