"""The demo's video, in a browser that has to show it."""

from __future__ import annotations

from base64 import b64encode

import pytest
from example_site.demo.lesson_files import BEATS
from example_site.demo.videos import COLOURS, mp4

pytestmark = pytest.mark.browser

LOOK = """async (second) => {
  const video = document.querySelector('video');
  await new Promise((done, fail) => {
    video.onerror = () => fail(new Error(video.error.message));
    video.onseeked = done;
    video.currentTime = second;
  });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext('2d').drawImage(video, 0, 0);
  const shown = [16, 48, 80].map(x => [...canvas.getContext('2d').getImageData(x, 16, 1, 1).data.slice(0, 3)]);
  return {size: [canvas.width, canvas.height], length: video.duration, shown};
}"""


def test_chromium_shows_the_counters_of_the_video_in_their_colours(browser):
    window = browser.new_page()
    source = b64encode(mp4("A note", beats=len(BEATS))).decode()
    window.set_content(f'<video muted preload="auto" src="data:video/mp4;base64,{source}"></video>')
    found = window.evaluate(LOOK, 2.5)
    window.close()
    assert (found["size"], found["length"]) == ([128, 96], len(BEATS))
    colours = [tuple(bytes.fromhex(COLOURS[kind][1:])) for kind in (0, 0, 1)]
    for shown, colour in zip(found["shown"], colours, strict=True):
        assert shown == pytest.approx(colour, abs=8)
