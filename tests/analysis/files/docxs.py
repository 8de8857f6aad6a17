"""Word documents made of bare XML, so that a test shows exactly what the reader meets."""
from xml.sax.saxutils import escape

from .zips import zip_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
PARTS = (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' + "".join(
             f'<Override PartName="/word/{part}.xml" ContentType="{WORDML}.{kind}+xml"/>'
             for part, kind in PARTS) + "</Types>").encode()
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS_HEAD = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
RELATIONS = (f'{RELATIONS_HEAD}<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>').encode()
STYLES = ('<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="Title"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="my"><w:name w:val="报告小标题"/><w:basedOn w:val="2"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>')


def p(text: str = "", *, style: str = "", number: str = "", depth: int = 0, properties: str = "") -> str:
    """A paragraph; ``text`` may hold ready-made runs."""
    runs = text if text.startswith("<w:") or text.startswith("<mc:") else f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    properties += f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


WIDTH = '<w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'


def table(*rows: tuple[str, ...]) -> str:
    """Cells are texts or ready-made paragraphs."""
    cell = lambda text: f"<w:tc>{WIDTH}{text if text.startswith('<w:') else p(text)}</w:tc>"  # noqa: E731
    grid = "<w:tblPr/><w:tblGrid>" + '<w:gridCol w:w="3000"/>' * len(rows[0]) + "</w:tblGrid>"
    return f"<w:tbl>{grid}" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def level(depth: int, kind: str, text: str, start: int = 1) -> str:
    return (f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>')


def docx_of(body: str, *, styles: str = STYLES, numbering: str = "", title: str = "", members: dict[str, bytes] | None = None,
            namespace: str = WORD) -> bytes:
    """The bytes of a docx with this body; ``members`` replaces or adds parts."""
    wrap = lambda tag, inner: f'<?xml version="1.0"?><w:{tag} xmlns:w="{namespace}" {SPACES}>{inner}</w:{tag}>'.encode()  # noqa: E731
    parts = {
        "[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS,
        "word/document.xml": wrap("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": wrap("styles", styles),
        "word/header1.xml": wrap("hdr", p("内部资料 注意保存")), "word/footnotes.xml": wrap("footnotes", p("脚注文字")),
    }
    kinds = ["styles", "numbering"] if numbering else ["styles"]
    parts["word/_rels/document.xml.rels"] = (RELATIONS_HEAD + "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for number, kind in enumerate(kinds))
        + "</Relationships>").encode()
    if numbering:
        parts["word/numbering.xml"] = wrap("numbering", numbering)
    if title:
        parts["docProps/core.xml"] = ('<?xml version="1.0"?><cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                                      f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>").encode()
    return zip_of(parts | (members or {}))
