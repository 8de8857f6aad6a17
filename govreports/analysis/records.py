"""The frozen records every stage speaks.

Offsets are code points in the cleaned text, start included, end not; the Simplified and the
original script of the cleaned text have the same length, so an offset holds in both.
Scores are 0 to 1. Dates are ISO strings that may stop at year or month.
"""
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Role(StrEnum):
    """What a passage tells the reader: 学到, 悟到, 行动 or 背景."""

    LEARNED = "learned"
    REALIZED = "realized"
    ACTION = "action"
    CONTEXT = "context"


class Kind(StrEnum):
    STUDY_TOUR = "study_tour"
    SPEECH = "speech"
    OTHER = "other"


class LineKind(StrEnum):
    """What the file format itself said of a line; plain text says nothing and gives TEXT."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line or paragraph of a source, without its line end."""

    text: str
    kind: LineKind = LineKind.TEXT
    level: int = 0  # of a heading: 1 is the top


@dataclass(frozen=True, slots=True)
class RawText:
    """What a file says before any cleaning."""

    lines: tuple[RawLine, ...]
    format: str  # txt, md, html, docx, pdf, ofd, doc, wps, rtf, odt
    encoding: str = ""  # of text formats: utf-8, gb18030, big5 …
    title: str = ""  # what the file's own metadata calls it: html title, docx core title

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Fix:
    """One cleaning step that changed a text."""

    name: str
    count: int  # of places changed
    sample: str  # the first thing removed or mended, shortened


@dataclass(frozen=True)  # without slots: the text is joined once and kept
class CleanText:
    """The report without noise: one line a paragraph or heading."""

    lines: tuple[RawLine, ...]  # in Simplified
    original: str  # the lines as written, joined by a line feed; as long as ``text``
    fixes: tuple[Fix, ...] = ()
    site_date: str | None = None  # date given by the site or newspaper that carried the text
    titles: tuple[str, ...] = ()  # what sites and the file itself call the report
    damage: tuple[str, ...] = ()  # reasons why the source is taken to be damaged

    @cached_property
    def text(self) -> str:
        """In Simplified; every offset of the analysis points into it."""
        return "\n".join(line.text for line in self.lines)

    @property
    def script(self) -> str:
        return "simplified" if self.original == self.text else "traditional"


@dataclass(frozen=True, slots=True)
class Masthead:
    title: str
    kind: Kind
    date: str | None = None
    visit_start: str | None = None
    visit_end: str | None = None
    body_start: int = 0  # offset where the body begins, after titles and their dates
    body_end: int = 0  # offset where it ends, before signature and date


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading block. Level 1 is the top of this report."""

    start: int
    end: int
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in reading order; joined they are the paragraph."""

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a role or theme was given: a cue in the text, a heading above it, its neighbours."""

    kind: str  # cue, heading, place, neighbour, default
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class RoleMark:
    """The role of one sentence."""

    role: Role
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeMark:
    slug: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as the report names it; code is GB/T 2260, or None where masked or unknown."""

    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A host that a passage speaks of."""

    place: PlaceName  # as among the hosts of the report
    code: str | None  # of what is named: the host, or a division around it, such as 杭州 for the host 杭州市拱墅区
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one paragraph that share a role and themes."""

    start: int
    end: int
    text: str
    paragraph: int  # number of the paragraph, from 0; passages of one paragraph share it
    section: int | None  # index of the nearest heading above among the headings, or None
    role: Role
    score: float
    evidence: tuple[Evidence, ...] = ()
    themes: tuple[ThemeMark, ...] = ()
    places: tuple[PlaceMark, ...] = ()  # hosts it speaks of, in the order of the report's hosts


@dataclass(frozen=True, slots=True)
class Places:
    origin: tuple[PlaceName, ...] = ()
    hosts: tuple[PlaceName, ...] = ()


class FactKind(StrEnum):
    """What sort of thing a fact is: 数据, 做法, 项目, 任务 or 借鉴."""

    FIGURE = "figure"
    MEASURE = "measure"
    PROJECT = "project"
    DUTY = "duty"
    BORROWING = "borrowing"


class Whose(StrEnum):
    """Whom a fact speaks of; UNTOLD where the text does not settle it."""

    HOST = "host"
    HOME = "home"
    OTHER = "other"
    UNTOLD = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit. What the text does not say is empty, what is damaged stays damaged."""

    number: str  # as written, with 万 and 亿: 9.2亿, 三百万, 16. (damaged), ×× (masked)
    value: float | None  # counted in ``unit``: 920000000.0; None for a range, 十几, or a damaged number
    unit: str  # 立方米, 元, %, 个百分点, 家; 位 of a rank
    what: str = ""  # what is counted or measured, as written
    bound: str = ""  # the words that make it no exact number: 约, 近, 超过, 多, 以上
    change: str = ""  # up, down: by this much; to: up or down to this; from-to; rank
    before: str = ""  # the number it came from, as written, of a change from-to
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A way of doing things that has a nickname: 一网统管, 13710, “管委会+公司”."""

    name: str  # without quotation marks
    sort: str = ""  # the word behind it: 机制, 模式, 工作法


@dataclass(frozen=True, slots=True)
class Project:
    name: str
    sort: str  # project, firm, honour


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is to do something, by when; one of the two may be empty. The text of the fact says what."""

    who: str = ""  # as written; several stand joined as in the text
    by: str = ""  # as written: 年底前, 11月底前, 十个工作日内


@dataclass(frozen=True, slots=True)
class Borrowing:
    """What is to be done at home as somebody else does it."""

    source: str = ""  # place or site as written, empty where only the measure is named
    measure: str = ""  # what is borrowed, as written; empty for a bare 借鉴昆山做法


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a report says that can be counted, followed up or cited, with the place where it says so."""

    kind: FactKind
    start: int
    end: int
    text: str  # as the report has it
    passage: int  # index of its passage among the passages
    detail: Figure | Measure | Project | Duty | Borrowing
    whose: Whose = Whose.UNTOLD  # of a borrowing: whose measure it is
    place: str = ""  # the name of that place, where it can be told


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything known of one report."""

    masthead: Masthead
    clean: CleanText
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    places: Places = field(default_factory=Places)
    facts: tuple[Fact, ...] = ()  # in order of passage and start
    format: str = "txt"
    encoding: str = ""
    part: int = 1  # number of the report within its file, from 1
    parts: int = 1  # how many reports the file holds
