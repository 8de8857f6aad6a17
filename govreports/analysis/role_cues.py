"""What speaks for the role of each sentence: cues, headings above, who is spoken of, where it stands.

Part of the roles stage. Everything found is kept as evidence that a person can read; the points it
gives are also features of the learned model (``role_model.py``). Cues are in ``lexicon/roles.toml``.
"""
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from .heading_paths import open_headings
from .lexicon import load_list
from .records import Evidence, Heading, Paragraph, Role, Sentence

ROLES = tuple(Role)
CUE = {"settled": 5.0, "strong": 2.0, "normal": 1.0, "weak": 0.35}
HEADING = 3.0  # points from the nearest heading that says something
OUTER_HEADING = 1.5  # from one further up, where the nearest says nothing
MIXED_HEADING = 1.0
HOST_SUBJECT = 1.6  # a host opens the sentence
HOST_NAMED = 0.7
HOME_SUBJECT = 0.8  # home opens the sentence: anything but learned
HOME_PAST, HOME_LACK, HOME_WILL = 1.8, 2.2, 1.5  # home has done, home lacks, home is to do
LEAD = 2.0  # what the sentence that opens a list announces
APHORISM = 0.9  # a short general sentence without figures or names
MAX_CUES = 3.0  # points a role can get from cues of one strength, so that long sentences do not shout
HOME = re.compile(r"^(?:[^，。]{0,6})(?:我们|我[市县区镇村局省旗校院]|我集团|全[市县区镇]|本[市县区])")
# "主要体现在四个方面：一是", "有四点突出感受一是", "还存在一些问题：从思想认识看"
_COUNT = r"[几两三四五六七八九十\d](?:个方面|个问题|点|条|项|个[“《])"
LIST_OPENS = re.compile(
    rf"{_COUNT}[^。]{{0,14}}?(?=[：。；，]|[一第]是|第一)|[：:](?=一是|第一|从|首先|$)|尤其值得[^。]{{0,20}}$"
)
LABEL = re.compile(r"(?P<learned>(?:主要|先进)?(?:经验|做法))[：:]|(?:几点)?(?:启示|体会|思考|感悟)[：:]")
TOURING = re.compile(r"(?:考察|参观|走访|察看|调研)(?:了|团|组)|代表团")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the report before its sentences are read."""

    is_speech: bool = False
    hosts: tuple[str, ...] = ()  # short names, as the text uses them: 徐州, 武侯
    home: tuple[str, ...] = ()
    title: str = ""


Cues = dict[Role, list[tuple[re.Pattern[str], str]]]  # patterns with their strength


@cache
def _cues() -> Cues:
    known = load_list("roles")["cues"]
    return {role: [(re.compile(pattern), strength) for strength in CUE for pattern in known[role][strength]] for role in ROLES}


@cache
def _heading_cues() -> dict[str, re.Pattern[str]]:
    known = load_list("roles")["headings"]
    return {name: re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) for name, patterns in known.items()}


@cache
def _leads() -> dict[Role, re.Pattern[str]]:
    known = load_list("roles")["leads"]
    return {role: re.compile("|".join(known[role])) for role in ROLES}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A sentence with all that speaks for its role."""

    sentence: Sentence
    paragraph: Paragraph
    number: int  # within its paragraph, from 0
    share: float  # how far into the report it stands, 0 to 1
    above: tuple[Heading, ...]  # headings open at it, nearest first
    evidence: tuple[tuple[Role, Evidence], ...]
    points: dict[Role, float]
    host_is_subject: bool = False


def gather(paragraphs: Sequence[Paragraph], headings: Sequence[Heading], *, setting: Setting) -> list[Gathered]:
    """Every sentence in reading order."""
    total = max((paragraph.end for paragraph in paragraphs), default=1)
    rows: list[Gathered] = []
    cues = _cues_in(sentence.text for paragraph in paragraphs for sentence in paragraph.sentences)
    paths = open_headings([paragraph.start for paragraph in paragraphs], headings)
    for paragraph, path in zip(paragraphs, paths, strict=True):
        above = tuple(headings[index] for index in reversed(path))
        announced, label = _from_headings(above, setting), _from_label(paragraph)
        led_by: tuple[Role, Evidence] | None = None
        for number, sentence in enumerate(paragraph.sentences):
            text, share = sentence.text, sentence.start / total
            evidence = [*announced, *_from_cues(text, cues), *_from_subject(text, setting), *_from_tense(text, setting)]
            evidence += label if number else []
            led_by = _lead(text) or led_by
            if led_by and not (led_by[0] is Role.LEARNED and _is_of_home(text, setting)):
                evidence.append(led_by)
            evidence += _from_place(share, bool(above), setting)
            points = {role: sum(e.weight for r, e in evidence if r is role) for role in ROLES}
            by_host = any(e.kind == "place" and e.weight == HOST_SUBJECT for _, e in evidence)
            rows.append(Gathered(sentence, paragraph, number, share, above, tuple(evidence), points, by_host))
    return rows


def heading_role(text: str, setting: Setting) -> Role | None:
    """What a heading announces, or None where it says nothing of it.

    >>> heading_role("三、下一步打算", Setting())
    <Role.ACTION: 'action'>
    """
    if _heading_cues()["mixed"].search(text) or (setting.is_speech and _heading_cues()["review"].search(text)):
        return None
    found = [role for role in (Role.ACTION, Role.REALIZED, Role.LEARNED, Role.CONTEXT) if _heading_cues()[role].search(text)]
    if found:
        return found[0]
    return Role.LEARNED if any(name in text for name in setting.hosts) else None


def _from_headings(above: Sequence[Heading], setting: Setting) -> list[tuple[Role, Evidence]]:
    for distance, heading in enumerate(above):
        if role := heading_role(heading.text, setting):
            return [(role, Evidence("heading", heading.text, HEADING if distance == 0 else OUTER_HEADING))]
        if _heading_cues()["mixed"].search(heading.text):
            return [(role, Evidence("heading", heading.text, MIXED_HEADING)) for role in (Role.LEARNED, Role.REALIZED)]
        if _heading_cues()["review"].search(heading.text):
            return [(role, Evidence("heading", heading.text, MIXED_HEADING)) for role in (Role.CONTEXT, Role.REALIZED)]
    return []


def _cues_in(sentences: Iterable[str]) -> Cues:
    """The cues that can be found in any of these: most are in none, and one look at the whole text tells it."""
    text = "\n".join(sentences)
    return {
        role: [(pattern, strength) for pattern, strength in cues if pattern.pattern[0] in "^(" or pattern.search(text)]
        for role, cues in _cues().items()
    }


def _from_cues(text: str, known: Cues) -> list[tuple[Role, Evidence]]:
    found = []
    for role, cues in known.items():
        spent = dict.fromkeys(CUE, 0.0)
        for pattern, strength in cues:
            if (match := pattern.search(text)) and spent[strength] < MAX_CUES:
                spent[strength] += CUE[strength]
                found.append((role, Evidence("cue", match.group()[:30], CUE[strength])))
    return found


def _from_subject(text: str, setting: Setting) -> list[tuple[Role, Evidence]]:
    opening = text[:14]
    host = next((name for name in setting.hosts if name in opening), None)
    if host and not TOURING.search(text[:30]) and not opening.startswith(("学习", "借鉴", "与", "同", "跟", "对照", "赴", "到")):
        return [(Role.LEARNED, Evidence("place", host, HOST_SUBJECT))]
    found = []
    if named := next((name for name in setting.hosts if name in text), None):
        found.append((Role.LEARNED, Evidence("place", named, HOST_NAMED)))
    if HOME.search(opening) or any(name in opening for name in setting.home):
        found += [(role, Evidence("place", opening[:6], HOME_SUBJECT)) for role in (Role.REALIZED, Role.ACTION)]
    return found


def _is_of_home(text: str, setting: Setting) -> bool:
    return bool(HOME.search(text[:24])) or any(name in text[:16] for name in setting.home)


def _from_tense(text: str, setting: Setting) -> list[tuple[Role, Evidence]]:
    """Home's own past is context, what home lacks is realized, a short general sentence is a thought."""
    is_home = _is_of_home(text, setting)
    if setting.is_speech and not any(name in text for name in setting.hosts):
        is_home = True
    will = _tense("will").search(text)
    if is_home and will and not _tense("lacks").search(text[: will.start()]):
        return [(Role.ACTION, Evidence("cue", will.group(), HOME_WILL))]
    if is_home and not will:
        if lack := _tense("lacks").search(text):
            return [(Role.REALIZED, Evidence("cue", lack.group(), HOME_LACK))]
        if done := _tense("done").search(text):
            return [(Role.CONTEXT, Evidence("cue", done.group(), HOME_PAST))]
    if len(text) < 32 and not re.search(r"\d|“|月|日|：", text) and not will and not any(n in text for n in setting.hosts):
        return [(Role.REALIZED, Evidence("cue", "概括的短句", APHORISM))]
    return []


def _from_label(paragraph: Paragraph) -> list[tuple[Role, Evidence]]:
    """What a label (经验：, 启示：) at the head of a paragraph says of its later sentences.

    启示 opens with the insight and goes on to what home will do; it never goes back to the host.
    """
    label = LABEL.match(paragraph.sentences[0].text) if paragraph.sentences else None
    if not label:
        return []
    roles = (Role.LEARNED,) if label["learned"] else (Role.REALIZED, Role.ACTION)
    return [(role, Evidence("label", label.group(), LEAD)) for role in roles]


@cache
def _tense(name: str) -> re.Pattern[str]:
    """``done``, ``lacks`` or ``will``."""
    return re.compile("|".join(load_list("roles")["tense"][name]))


def _lead(text: str) -> tuple[Role, Evidence] | None:
    """What a sentence that opens a list announces for the rest of its paragraph."""
    opening = LIST_OPENS.search(text)
    if not opening:
        return None
    said = text[: opening.end()]
    for role in (Role.CONTEXT, Role.REALIZED, Role.LEARNED, Role.ACTION):
        if match := _leads()[role].search(said):
            return role, Evidence("lead", match.group(), LEAD)
    return None


def _from_place(share: float, has_heading: bool, setting: Setting) -> list[tuple[Role, Evidence]]:
    """Where a sentence stands: reports open with the trip, look in the first half and act in the last."""
    points = {
        Role.CONTEXT: 3.0 * max(0.0, 1 - share * 14) + (0.0 if has_heading else 0.4 if share < 0.08 else 0.0),
        Role.LEARNED: 0.0 if setting.is_speech else 1.2 * max(0.0, 1 - abs(share - 0.3) / 0.35),
        Role.REALIZED: 0.6 * max(0.0, 1 - abs(share - 0.55) / 0.3),
        Role.ACTION: 1.4 * max(0.0, (share - 0.5) / 0.5) + (0.5 if setting.is_speech and share > 0.2 else 0.0),
    }
    name = "开头" if share < 0.15 else "结尾" if share > 0.85 else "中段"
    return [(role, Evidence("position", name, round(value, 2))) for role, value in points.items() if value > 0.05]
