"""The parts that every Word document or PowerPoint needs besides its words: styles, theme, master and layout."""

from __future__ import annotations

WORD_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)

STYLES = (
    f"<w:styles {WORD_NAMESPACE}>"
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="24"/>'
    '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style></w:styles>'
)

_COLOURS = {
    **{"dk1": "1D2B36", "lt1": "FFFFFF", "dk2": "12436D", "lt2": "FCF9F3"},
    **{"accent1": "12436D", "accent2": "28A197", "accent3": "801650"},
    **{"accent4": "F46A25", "accent5": "3D3D3D", "accent6": "A285D1"},
    **{"hlink": "12436D", "folHlink": "801650"},
}
_SCHEME = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
_FONT = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"

THEME = (
    f'<a:theme {DRAWING_NAMESPACES.split(" ")[0]} name="Demo"><a:themeElements>'
    f'<a:clrScheme name="Demo">{_SCHEME}</a:clrScheme>'
    f'<a:fontScheme name="Demo"><a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont></a:fontScheme>'
    f'<a:fmtScheme name="Demo"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    "</a:fmtScheme></a:themeElements></a:theme>"
)


def _frame(number: int, name: str, place: str, top: int, height: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr><p:ph {place}/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="457200" y="{top}"/><a:ext cx="8229600" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/>'
        f"<a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


_TREE = (
    '<p:cSld{name}>{background}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    "</p:nvGrpSpPr><p:grpSpPr/>"
    + _frame(2, "Heading", 'type="title"', 457200, 1143000)
    + "{text}</p:spTree></p:cSld>"
)
_BACKGROUND = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def _level(size: int) -> str:
    return (
        f'<a:lvl1pPr><a:defRPr sz="{size}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    )


MASTER = (
    f"<p:sldMaster {DRAWING_NAMESPACES}>"
    + _TREE.format(
        name="", background=_BACKGROUND, text=_frame(3, "Text", 'type="body" idx="1"', 1828800, 4343400)
    )
    + f'{_MAP}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
    f"<p:txStyles><p:titleStyle>{_level(3600)}</p:titleStyle><p:bodyStyle>{_level(2400)}</p:bodyStyle>"
    f"<p:otherStyle>{_level(1800)}</p:otherStyle></p:txStyles></p:sldMaster>"
)
LAYOUT = (
    f'<p:sldLayout {DRAWING_NAMESPACES} type="obj">'
    + _TREE.format(
        name=' name="Heading and text"', background="", text=_frame(3, "Text", 'idx="1"', 1828800, 4343400)
    )
    + "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
)
