"""Small Word documents and PowerPoints, written by hand; the same words give the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from example_site.demo.office_parts import DRAWING_NAMESPACES, LAYOUT, MASTER, STYLES, THEME, WORD_NAMESPACE

PAGE_BREAK = "\f"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OOXML = "application/vnd.openxmlformats-officedocument."
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
Parts = dict[str, tuple[str, str]]


def docx(title: str, paragraphs: list[str]) -> bytes:
    """A Word document with a heading; the paragraph PAGE_BREAK starts a new page."""
    body = _paragraph(title, "Title") + "".join(map(_paragraph, paragraphs))
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    document = f"<w:document {WORD_NAMESPACE}><w:body>{body}{section}</w:body></w:document>"
    parts: Parts = {
        "word/document.xml": (f"{OOXML}wordprocessingml.document.main+xml", document),
        "word/styles.xml": (f"{OOXML}wordprocessingml.styles+xml", STYLES),
    }
    links = {"word/document.xml": ["styles.xml"]}
    return _package(parts, links, title, f"<Pages>{1 + paragraphs.count(PAGE_BREAK)}</Pages>")


def _paragraph(text: str, style: str = "") -> str:
    if text == PAGE_BREAK:
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def pptx(title: str, slides: list[list[str]]) -> bytes:
    """A PowerPoint with a slide for each list of lines, of which the first is the slide's heading."""
    names = [f"slides/slide{number}.xml" for number in range(1, len(slides) + 1)]
    ids = "".join(
        f'<p:sldId id="{255 + number}" r:id="rId{number + 1}"/>' for number in range(1, len(slides) + 1)
    )
    presentation = (
        f"<p:presentation {DRAWING_NAMESPACES}>"
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>"
    )
    kind = f"{OOXML}presentationml."
    parts: Parts = {
        "ppt/presentation.xml": (f"{kind}presentation.main+xml", presentation),
        "ppt/slideMasters/slideMaster1.xml": (f"{kind}slideMaster+xml", MASTER),
        "ppt/slideLayouts/slideLayout1.xml": (f"{kind}slideLayout+xml", LAYOUT),
        "ppt/theme/theme1.xml": (f"{OOXML}theme+xml", THEME),
    }
    links = {
        "ppt/presentation.xml": ["slideMasters/slideMaster1.xml", *names],
        "ppt/slideMasters/slideMaster1.xml": ["../slideLayouts/slideLayout1.xml", "../theme/theme1.xml"],
        "ppt/slideLayouts/slideLayout1.xml": ["../slideMasters/slideMaster1.xml"],
    }
    for name, lines in zip(names, slides, strict=True):
        parts[f"ppt/{name}"] = (f"{kind}slide+xml", _slide(lines))
        links[f"ppt/{name}"] = ["../slideLayouts/slideLayout1.xml"]
    return _package(parts, links, title, f"<Slides>{len(slides)}</Slides>")


def _slide(lines: list[str]) -> str:
    shapes = _shape(2, "Heading", 'type="title"', lines[:1]) + _shape(3, "Text", 'idx="1"', lines[1:])
    return (
        f"<p:sld {DRAWING_NAMESPACES}><p:cSld><p:spTree>"
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{shapes}</p:spTree></p:cSld></p:sld>"
    )


def _shape(number: int, name: str, place: str, lines: list[str]) -> str:
    text = "".join(f'<a:p><a:r><a:rPr lang="en-GB"/><a:t>{escape(line)}</a:t></a:r></a:p>' for line in lines)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr><p:ph {place}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{text or '<a:p/>'}</p:txBody></p:sp>"
    )


def _package(parts: Parts, links: dict[str, list[str]], title: str, counts: str) -> bytes:
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
    app = f'<Properties xmlns="{OFFICE}/extended-properties">{counts}</Properties>'
    main = next(iter(parts))
    everything: Parts = parts | {
        "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", core),
        "docProps/app.xml": (f"{OOXML}extended-properties+xml", app),
    }
    files = {"[Content_Types].xml": _types(everything)}
    files["_rels/.rels"] = _links([main, "docProps/core.xml", "docProps/app.xml"])
    for name, targets in links.items():
        folder, _slash, last = name.rpartition("/")
        files[f"{folder}/_rels/{last}.rels"] = _links(targets)
    return _zipped(files | {name: content for name, (_kind, content) in everything.items()})


def _types(parts: Parts) -> str:
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _xml) in parts.items()
    )
    links = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{PACKAGE}/content-types">{links}{rows}</Types>'


def _links(targets: list[str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_link_type(target)}" Target="{target}"/>'
        for number, target in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _link_type(target: str) -> str:
    name = target.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    known = {"document": "officeDocument", "presentation": "officeDocument", "app": "extended-properties"}
    if name == "core":
        return f"{PACKAGE}/relationships/metadata/core-properties"
    return f"{OFFICE}/relationships/{known.get(name, name)}"


def _zipped(files: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            # ZipInfo's own date, 1980, so that the bytes do not change from day to day.
            member = zipfile.ZipInfo(name)
            archive.writestr(member, XML + content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
