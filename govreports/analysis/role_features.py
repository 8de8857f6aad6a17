"""What the learned model knows of a sentence: its wording and openings, what stands around it, whom it speaks of.

Part of the roles stage; ``make train`` and the running program both ask here, so that they see the same.
Features come in blocks. Those of wording are runs of characters with the times they stand there, weighted
as usual for text (TF-IDF) and scaled to length 1 by the model; ``facts`` are single values from 0 to about 1.
"""
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .lexicon import load_list
from .role_cues import ROLES, Gathered, Setting, heading_role
from .run_table import Runs

OPENING, ENDING, CLAUSE = 4, 3, 2  # characters at the beginning and end of a sentence and at the beginning of a clause
LEAD = 30  # characters of the paragraph's first sentence that its later ones know of
PARTS = 8  # stretches of the report that have a weight of their own
FULL_WIDTH = str.maketrans(",:;!?()%", "，：；！？（）％")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
HOST_KIND = re.compile("主[市区县州]")
OUR_PLACE = re.compile("我[市县区镇村局省旗]|全[市县区镇]")
CLAUSE_START = re.compile("[，：；、“]")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as the model reads it."""

    text: str  # figures, hosts and home made alike
    edges: Runs  # how it opens and ends, how its clauses open
    tags: tuple[str, ...]  # names of the word lists of ``lexicon/roles.toml`` that speak in it
    host_at: int  # where the first host stands, -1 for none
    home_at: int


@dataclass(frozen=True, slots=True)
class Features:
    """All of one report; the rows of ``wordings`` and ``facts`` are its sentences."""

    wordings: list[Wording]
    leads: dict[int, str]  # how the first sentence of a paragraph begins, by start of the paragraph
    headings: list[tuple[str, str]]  # of each sentence: the nearest, and those further up joined
    title: str
    facts: list[dict[str, float]]


def read_features(rows: Sequence[Gathered], setting: Setting) -> Features:
    make_alike = neutral_form(setting)
    wordings = [read_wording(make_alike(row.sentence.text)) for row in rows]
    leads = {row.paragraph.start: word.text[:LEAD] for row, word in zip(rows, wordings, strict=True) if row.number == 0}
    known = cache(make_alike)
    headings = [(known(row.above[0].text) if row.above else "", " ".join(known(h.text) for h in row.above[1:])) for row in rows]
    announced = cache(lambda text: heading_role(text, setting) or "unknown")
    facts = [
        _place_and_points(rows, number, setting, announced) | whom | _manner(row, word, is_quoted)
        for number, (row, word, whom, is_quoted) in enumerate(
            zip(rows, wordings, _spoken_of(rows, wordings, headings), _quoted(rows), strict=True))
    ]
    return Features(wordings, leads, headings, make_alike(setting.title), facts)


def neutral_form(setting: Setting) -> Callable[[str], str]:
    """A function that makes figures, hosts, home and the width of marks alike.

    >>> neutral_form(Setting(hosts=("徐州",)))("徐州市建成12处湿地,我市只有3处")
    '主建成0处湿地，我市只有0处'
    """
    names = dict.fromkeys(setting.home, "我") | dict.fromkeys(setting.hosts, "主")
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))) if names else None

    def make_alike(text: str) -> str:
        text = text.translate(FULL_WIDTH)
        if pattern:
            text = HOST_KIND.sub("主", pattern.sub(lambda match: names[match.group()], text))
        return FIGURE.sub("0", text)

    return make_alike


def read_wording(text: str) -> Wording:
    we, ours = _lists()["we"].search(text), text.find("我")
    return Wording(
        text, Counter(_edges(text)), tuple(name for name, words in _tags().items() if words.search(text)),
        text.find("主"), we.start() if we else ours,
    )


def _edges(text: str) -> Iterable[str]:
    ending = text.rstrip("。；！”’")
    yield from ("^" + text[:length] for length in range(1, OPENING + 1))
    yield from (ending[-length:] + "$" for length in range(1, ENDING + 1))
    yield "end" + text[-1:]
    for match in CLAUSE_START.finditer(text):
        yield from ("|" + text[match.end() : match.end() + length] for length in range(1, CLAUSE + 1))


@cache
def _lists() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(patterns)) for name, patterns in load_list("roles")["manner"].items()}


@cache
def _tags() -> dict[str, re.Pattern[str]]:
    return {name: words for name, words in _lists().items() if name != "we"}


def _spoken_of(rows: Sequence[Gathered], wordings: Sequence[Wording], headings: Sequence[tuple[str, str]]) -> Iterator[dict[str, float]]:
    """Whether host or home is named in a sentence, and which of them was named last before it."""
    last, since = "nobody", 0
    for number, (row, word) in enumerate(zip(rows, wordings, strict=True)):
        if row.number == 0 and number and headings[number] != headings[number - 1]:
            last = "nobody"
        host, home = word.host_at, word.home_at
        known = {f"last {last}", f"last {last} since {min(since, 3)}", f"names {_named(word)}"}
        if row.number == 0:
            known.add(f"opens, last {last}")
        if host >= 0 and home >= 0:
            known.add("host before home" if host < home else "home before host")
        if 0 <= host < 3:
            known.add("host first")
        if 0 <= home < 3:
            known.add("home first")
        if host >= 0 or home >= 0:
            last, since = ("host" if host > home else "home"), 0
        else:
            since += 1
        if number + 1 < len(rows) and rows[number + 1].number:
            known.add(f"next names {_named(wordings[number + 1])}")
        near, outer = headings[number]
        known.add(f"heading names host {'主' in near} home {'我' in near}")
        known.add(f"outer heading names host {'主' in outer}")
        yield dict.fromkeys(known, 1.0)


def _named(word: Wording) -> str:
    return f"host {word.host_at >= 0} home {word.home_at >= 0}"


def _quoted(rows: Sequence[Gathered]) -> Iterator[bool]:
    """Whether a sentence begins inside a quotation that an earlier one of its paragraph opened."""
    depth = 0
    for row in rows:
        if row.number == 0:
            depth = 0
        yield depth > 0
        text = row.sentence.text
        depth = min(1, max(0, depth + text.count("“") - text.count("”")))


def _manner(row: Gathered, word: Wording, is_quoted: bool) -> dict[str, float]:
    """Tense, want, saying, general truth: each alone, with whom it is said of, and in pairs."""
    text, subject = row.sentence.text, "host" if word.host_at >= 0 else "home" if word.home_at >= 0 else "other"
    known = {f"quoted {is_quoted} opens {text[:1] == '“'} quotes {'“' in text}"}
    for number, tag in enumerate(word.tags):
        known |= {f"tag {tag}", f"tag {tag} {subject}"}
        known |= {f"tags {tag} {other}" for other in word.tags[number + 1 :]}
    known |= {f"tags {subject} " + ",".join(word.tags), f"figure {'0' in word.text} {subject}"}
    known.add(f"long {min(len(word.text) // 8, 10)} {subject}")
    if "0" in word.text:
        known.add("figure")
    return dict.fromkeys(known, 1.0)


def _place_and_points(
    rows: Sequence[Gathered], number: int, setting: Setting, announced: Callable[[str], str]
) -> dict[str, float]:
    """Where the sentence stands, what headings announce, and the points of ``role_cues`` for it and its neighbours."""
    row = rows[number]
    text, size = row.sentence.text, len(row.paragraph.sentences)
    known = {
        "host named": float(any(name in text for name in setting.hosts)),
        "home named": float(any(name in text for name in setting.home)),
        "we": float("我们" in text),
        "our place": float(bool(OUR_PLACE.search(text))),
        "first": float(row.number == 0),
        "last": float(row.number == size - 1),
        f"number {min(row.number, 4)}": 1.0,
        f"length {min(len(text) // 12, 8)}": 1.0,
        f"size {min(size, 6)}": 1.0,
        "figures": min(3, len(FIGURE.findall(text))) / 3,
        f"speech {setting.is_speech}": 1.0,
        f"speech {setting.is_speech} quarter {int(row.share * 4)}": 1.0,
    }
    part, beyond = divmod(row.share * PARTS, 1)
    known[f"part {int(part)}"] = 1 - beyond
    known[f"part {int(part) + 1}"] = beyond
    if not row.above:
        known["no heading"] = 1.0
        known[f"no heading part {int(row.share * PARTS)}"] = 1.0
    for distance, heading in enumerate(row.above[:3]):
        known[f"heading {min(distance, 1)} {announced(heading.text)}"] = 1.0
    for name, other, scale in (("", 0, 4), ("before ", -1, 8), ("after ", 1, 8)):
        if 0 <= number + other < len(rows):
            for role in ROLES:
                known[f"{name}points {role}"] = rows[number + other].points[role] / scale
    return known
