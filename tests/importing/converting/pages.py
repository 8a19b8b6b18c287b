"""Texts of invented old pages, with everything that such pages hold."""

from __future__ import annotations

EVERYTHING = """
<h1>Corners and edges</h1>
<p>A first look at <strong>solids</strong> for <em>Year&nbsp;4</em>, H<sub>2</sub>O and m<sup>2</sup>.
<a href="/about/">About us</a>, <a href="mailto:hub@old.example.org">write to us</a>.</p>
<h3>What you need</h3>
<ul><li>Card<ol><li>thick</li><li>thin<ul><li>white</li></ul></li></ol></li><li>Scissors</li></ul>
<blockquote><p>They could not stop counting.</p><cite>A teacher</cite></blockquote>
<table><caption>Solids</caption><tr><th>Solid</th><th>Corners</th></tr><tr><td>Cube</td><td>8</td></tr></table>
<table><tr><td>Monday</td><td><a href="/hall/">Hall</a></td></tr><tr><td>Friday</td><td>Gym</td></tr></table>
<figure><img src="/files/cube-300x200.jpg" alt="A cube of card"><figcaption>Made in class</figcaption></figure>
<p><img src="/files/none.jpg"><img src="/files/line.gif" alt=""></p>
<div class="gallery"><img src="/files/one.jpg" alt="One"><img src="/files/two.jpg" alt="Two"></div>
<iframe src="https://www.youtube.com/embed/abc123" title="Folding a net"></iframe>
<iframe src="https://www.geogebra.org/m/nets12" title="Nets to fold"></iframe>
<iframe src="https://forms.example.org/sign-up"></iframe>
<video src="/files/net.mp4"></video><audio src="/files/song.mp3"></audio>
<p><a href="/files/nets.pdf">Nets to cut out</a></p>
<ul><li><a href="/files/a.docx">Notes</a></li><li><a href="/files/b.pptx">Slides</a></li></ul>
<p>Euler found \\(V - E + F = 2\\), and</p><p>$$a^2 + b^2 = c^2$$</p><p>but \\(\\nonsense{x}\\) and $5 or $10 stay.</p>
<details><summary>Answers</summary><p>8 corners</p><ul><li>12 edges</li></ul></details>
<details><summary>A picture</summary><img src="/files/one.jpg" alt="One"></details>
<pre>for n in 1..3
  say n</pre>
<h4>Words</h4>
<dl><dt>vertex</dt><dd>a corner</dd></dl>
<p dir="rtl" lang="ar">هندسة الأجسام</p>
<form action="https://forms.example.org/1"><label>Your name <input name="n"></label><button>Send</button></form>
"""

LONG_WORDS = (
    f"<h2>{'heading ' * 40}</h2><blockquote>{'quoted ' * 200}<cite>{'someone ' * 40}</cite></blockquote>"
    f"<table><caption>{'caption ' * 40}</caption><tr><th>a</th><th>b</th></tr>"
    f"<tr><td>{'cell ' * 80}</td><td>c</td></tr></table>"
    f"<details><summary>{'summary ' * 40}</summary>inside</details>"
    f'<div class="gallery"><img src="/a.png" alt="{"alt " * 100}"><img src="/b.png"><p>{"title " * 40}</p></div>'
    f'<figure><img src="/c.png"><figcaption>{"words " * 80}</figcaption></figure>'
    f'<p><a href="/files/a.pdf">{"file " * 60}</a></p>'
    f'<iframe src="https://www.youtube.com/embed/a" title="{"film " * 60}"></iframe>'
    f'<iframe src="https://www.geogebra.org/m/a" title="{"activity " * 60}"></iframe>'
)
"""Words too long for the fields of blocks."""
