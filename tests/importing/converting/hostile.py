"""Fragments that try to run a script from an imported page. Each holds words that must not be lost.

In a template, KEEP stands for the words and RUN for a call that tells that a script ran.
"""

from __future__ import annotations

from typing import NamedTuple


class Fragment(NamedTuple):
    """Some HTML and the words in it that must be kept."""

    id: str
    html: str
    keep: str


_TEMPLATES = {
    "plain-script": "<p>KEEP</p><script>RUN</script>",
    "upper-script": "<p>KEEP</p><SCRIPT>RUN</SCRIPT>",
    "script-in-script": "<p>KEEP</p><scr<script>x</script>ipt>RUN</script>",
    "open-script": "<p>KEEP</p><script>RUN",
    "script-slash": "<p>KEEP</p><script/x>RUN</script>",
    "script-src-data": "<p>KEEP</p><script src='data:text/javascript,RUN'></script>",
    "script-type-module": "<p>KEEP</p><script type=module>RUN</script>",
    "script-in-list": "<ul><li>KEEP<script>RUN</script></li></ul>",
    "script-in-cell": "<table><tr><td>KEEP<script>RUN</script></td></tr></table>",
    "script-in-heading": "<h2>KEEP<script>RUN</script></h2>",
    "script-in-quote": "<blockquote>KEEP<script>RUN</script></blockquote>",
    "script-in-select": "<p>KEEP</p><select><option>a<script>RUN</script></select>",
    "image-error": '<p>KEEP<img src=none onerror="RUN"></p>',
    "image-error-quiet": "<p>KEEP<img src=none onerror=RUN></p>",
    "image-slashes": "<p>KEEP<img/src=none/onerror=RUN></p>",
    "image-upper": '<p>KEEP<IMG SRC=none ONERROR="RUN"></p>',
    "image-newline": '<p>KEEP<img src=none\nonerror\n=\n"RUN"></p>',
    "image-load": (
        '<p>KEEP<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" '
        'onload="RUN"></p>'
    ),
    "image-alt-breaks-out": "<p>KEEP<img alt='a\" onerror=\"RUN' src=none></p>",
    "image-title-breaks-out": "<p>KEEP<img title='\"><img src=none onerror=RUN>' src=none></p>",
    "image-srcset": '<p>KEEP<img srcset="none 1x" onerror="RUN"></p>',
    "picture-source": '<p>KEEP</p><picture><source srcset="x"><img src=none onerror="RUN"></picture>',
    "image-in-figure": '<figure><img src=none onerror="RUN"><figcaption>KEEP</figcaption></figure>',
    "image-in-link": '<p><a href="/x">KEEP<img src=none onerror="RUN"></a></p>',
    "image-in-button": '<button>KEEP<img src=none onerror="RUN"></button>',
    "image-in-label": '<label>KEEP<img src=none onerror="RUN"></label>',
    "image-in-ruby": '<ruby>KEEP<rt><img src=none onerror="RUN"></rt></ruby>',
    "image-legacy-name": '<p>KEEP</p><image src=none onerror="RUN">',
    "lazy-image": '<p>KEEP</p><img data-src="javascript:RUN" src=none onerror="RUN">',
    "noscript-image": '<p>KEEP</p><noscript><p title="</noscript><img src=none onerror=RUN>"></noscript>',
    "svg-load": '<p>KEEP</p><svg onload="RUN"></svg>',
    "svg-script": "<p>KEEP</p><svg><script>RUN</script></svg>",
    "svg-text": '<svg><text>KEEP</text><image href=none onerror="RUN"/></svg>',
    "svg-foreign": '<p>KEEP</p><svg><foreignObject><img src=none onerror="RUN"></foreignObject></svg>',
    "svg-style": "<p>KEEP</p><svg><style><img src=none onerror=RUN></style></svg>",
    "svg-title": "<p>KEEP</p><svg><title><img src=none onerror=RUN></title></svg>",
    "svg-desc": "<p>KEEP</p><svg><desc><img src=none onerror=RUN></desc></svg>",
    "svg-animate": '<p>KEEP</p><svg><animate onbegin="RUN" attributeName=x dur=1s></svg>',
    "svg-set": '<p>KEEP</p><svg><set onbegin="RUN" attributeName=x to=1></svg>',
    "svg-cdata": "<p>KEEP</p><svg><![CDATA[><img src=none onerror=RUN>]]></svg>",
    "math-text": '<p>KEEP</p><math><mtext><img src=none onerror="RUN"></mtext></math>',
    "math-style": (
        "<p>KEEP</p><math><mtext><table><mglyph><style><!--</style>"
        '<img title="--&gt;&lt;img src=none onerror=RUN&gt;">'
    ),
    "math-annotation": (
        '<p>KEEP</p><math><annotation-xml encoding="text/html"><img src=none onerror="RUN"></annotation-xml></math>'
    ),
    "math-link": '<p>KEEP</p><math href="javascript:RUN"><mi>x</mi></math>',
    "form-mutation": (
        "<p>KEEP</p><form><math><mtext></form><form><mglyph><style></math><img src=none onerror=RUN>"
    ),
    "link": '<p><a href="javascript:RUN">KEEP</a></p>',
    "link-mixed-case": '<p><a href="JaVaScRiPt:RUN">KEEP</a></p>',
    "link-tab": '<p><a href="java\tscript:RUN">KEEP</a></p>',
    "link-newline": '<p><a href="java\nscript:RUN">KEEP</a></p>',
    "link-entity": '<p><a href="javascript&colon;RUN">KEEP</a></p>',
    "link-number": '<p><a href="&#106;avascript:RUN">KEEP</a></p>',
    "link-space": '<p><a href=" \n javascript:RUN">KEEP</a></p>',
    "link-control": '<p><a href="\x01javascript:RUN">KEEP</a></p>',
    "link-data": '<p><a href="data:text/html,<script>RUN</script>">KEEP</a></p>',
    "link-vbscript": '<p><a href="vbscript:RUN">KEEP</a></p>',
    "link-hover": '<p><a href="/x" onmouseover="RUN" onfocus="RUN" autofocus>KEEP</a></p>',
    "link-wagtail": '<p><a linktype="page" id="1" onclick="RUN">KEEP</a></p>',
    "link-wagtail-document": '<p><a linktype="document" id="1" href="javascript:RUN">KEEP</a></p>',
    "embed-wagtail": '<p>KEEP</p><embed embedtype="image" id="1" alt=\'" onerror="RUN\'/>',
    "embed-wagtail-media": '<p>KEEP</p><embed embedtype="media" url="javascript:RUN"/>',
    "area": '<p>KEEP</p><map><area href="javascript:RUN" shape=default></map>',
    "frame-script": '<p>KEEP</p><iframe src="javascript:parent.RUN"></iframe>',
    "frame-srcdoc": '<p>KEEP</p><iframe srcdoc="<script>parent.RUN</script>"></iframe>',
    "frame-load": '<p>KEEP</p><iframe src="about:blank" onload="RUN"></iframe>',
    "frame-inside": "<p>KEEP</p><iframe><img src=none onerror=RUN></iframe>",
    "frame-breaks-out": '<p>KEEP</p><iframe src="https://a.invalid/"><img alt="</iframe><img src=none onerror=RUN>">',
    "frameset": '<p>KEEP</p><frameset onload="RUN"><frame src="javascript:RUN"></frameset>',
    "object-data": '<p>KEEP</p><object data="javascript:RUN"></object>',
    "object-error": '<object data="none" onerror="RUN"><p>KEEP</p></object>',
    "embed": '<p>KEEP</p><embed src="javascript:RUN">',
    "video-error": '<p>KEEP</p><video src=none onerror="RUN"></video>',
    "source-error": '<p>KEEP</p><video><source src=none onerror="RUN"></video>',
    "audio-error": '<p>KEEP</p><audio src=none onerror="RUN"></audio>',
    "video-poster": '<p>KEEP</p><video poster="javascript:RUN"></video>',
    "input-focus": '<p>KEEP</p><input autofocus onfocus="RUN">',
    "select-focus": '<p>KEEP</p><select autofocus onfocus="RUN"></select>',
    "textarea-focus": '<textarea autofocus onfocus="RUN">KEEP</textarea>',
    "textarea-breaks-out": '<p>KEEP</p><textarea><p title="</textarea><img src=none onerror=RUN>">',
    "title-breaks-out": '<p>KEEP</p><title><p title="</title><img src=none onerror=RUN>"></title>',
    "xmp-breaks-out": '<p>KEEP</p><xmp><p title="</xmp><img src=none onerror=RUN>"></xmp>',
    "noembed-breaks-out": '<p>KEEP</p><noembed><p title="</noembed><img src=none onerror=RUN>"></noembed>',
    "style-breaks-out": '<p>KEEP</p><style><a title="</style><img src=none onerror=RUN>"></style>',
    "style-load": '<p>KEEP</p><style onload="RUN">*{}</style>',
    "style-cover": '<p style="position:fixed;inset:0" onclick="RUN" class="mh-main">KEEP</p>',
    "comment-bang": "<p>KEEP</p><!-- a --!><img src=none onerror=RUN> -->",
    "comment-short": "<p>KEEP</p><!--><img src=none onerror=RUN> -->",
    "comment-condition": "<p>KEEP</p><!--[if gte IE 4]><script>RUN</script><![endif]-->",
    "doctype": '<p>KEEP</p><!DOCTYPE a "><img src=none onerror=RUN>',
    "processing": "<p>KEEP</p><?php ><img src=none onerror=RUN> ?>",
    "base": '<base href="https://elsewhere.invalid/"><p>KEEP <a href="/safe">there</a></p>',
    "meta-refresh": '<p>KEEP</p><meta http-equiv="refresh" content="0;url=javascript:RUN">',
    "stylesheet": '<p>KEEP</p><link rel="stylesheet" href="data:text/css,*{}" onload="RUN">',
    "form-action": '<p>KEEP</p><form action="javascript:RUN"><button autofocus onfocus="RUN">go</button></form>',
    "button-action": '<form><button formaction="javascript:RUN">KEEP</button></form>',
    "clobber": "<form id=document><input name=cookie></form><p>KEEP</p><img name=currentScript>",
    "marquee": '<marquee onstart="RUN">KEEP</marquee>',
    "details-toggle": '<details open ontoggle="RUN"><summary>KEEP</summary>more</details>',
    "dialog": '<dialog open onfocus="RUN" tabindex=1 autofocus>KEEP</dialog>',
    "editable": '<div contenteditable autofocus onfocus="RUN">KEEP</div>',
    "custom": '<x-card onfocus="RUN" tabindex=1 autofocus>KEEP</x-card>',
    "animation": "<style>@keyframes z{}</style><p style='animation:z 1s' onanimationstart=\"RUN\">KEEP</p>",
    "body-load": '<body onload="RUN"><p>KEEP</p>',
    "table-class": "<table><tr><td class='a\"><img src=none onerror=RUN>'>KEEP</td></tr></table>",
    "table-background": '<table background="javascript:RUN"><tr><td>KEEP</td></tr></table>',
    "nul": "<p>KEEP</p><img src=none one\x00rror=RUN><scr\x00ipt>RUN</scr\x00ipt>",
    "half-open": '<p>KEEP</p><img src=none onerror=RUN \n<p title=">"',
    "twice-escaped": "<p>KEEP &lt;script&gt;RUN&lt;/script&gt; &amp;lt;img src=none onerror=RUN&amp;gt;</p>",
    "template": '<p>KEEP</p><template><img src=none onerror="RUN"></template>',
    "template-shadow": '<div><template shadowrootmode=open><img src=none onerror="RUN"></template>KEEP</div>',
    "django": "<p>KEEP {{ settings.SECRET_KEY }} {% load x %}</p><img src=none onerror=RUN>",
    "block-comment": '<!-- wp:paragraph {"a":"--><img src=none onerror=RUN>"} --><p>KEEP</p><!-- /wp:paragraph -->',
    "block-embed": (
        '<!-- wp:embed {"url":"javascript:RUN"} /--><p>KEEP</p><!-- wp:cover {"url":"\\u0022 onerror=\\u0022RUN"} -->'
        "<div></div><!-- /wp:cover -->"
    ),
    "shortcode-caption": '[caption caption="<img src=none onerror=RUN>"]<img src=none>KEEP[/caption]',
    "shortcode-video": '<p>KEEP</p>[video src="javascript:RUN"][embed]javascript:RUN[/embed]',
    "latex": r"<p>KEEP $$\href{javascript:RUN}{x}$$ \(\text{<img src=none onerror=RUN>}\)</p>",
    "latex-image": '<p>KEEP<img class="latex" src=none alt="<img src=none onerror=RUN>" onerror="RUN"></p>',
    "marker-frame": '<p class="frame"><a href="javascript:RUN">KEEP</a></p><img src=none onerror=RUN>',
    "marker-film": '<p class="film"><a href="data:text/html,<script>RUN</script>">KEEP</a></p>',
}


def _fragment(name: str, template: str) -> Fragment:
    keep = f"KEEP-{name}-END"
    call = f"window.__xss&&__xss('{name}')"
    html = template.replace("parent.RUN", f"parent.__xss&&parent.__xss('{name}')").replace("RUN", call)
    return Fragment(name, html.replace("KEEP", keep), keep)


FRAGMENTS = [_fragment(name, template) for name, template in _TEMPLATES.items()]
