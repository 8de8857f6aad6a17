"""Sentences and titles that say who went where. Second step of the place stage.

A title names the traveller before its verb and the places after it; a tour sentence in the text
does the same with more detail. Lists of places are read item by item, sites between them skipped.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..lexicon.divisions import Level
from .abbreviations import read_abbreviations
from .mentions import VILLAGE, Mention, either, load_ordinary, read_place, words

_NOT_TRAVEL = f"(?<![{words('not_travel')[0]}])"
_TRAVEL = re.compile(rf"{_NOT_TRAVEL}{either('travel')}(?P<gap>[“\"‘ ]?)")
_VISIT = re.compile(rf"{_NOT_TRAVEL}{either('visit')}")
_TOUR, _PLAN, _NOT_PLAN = re.compile(either("tour")), re.compile(either("plan")), re.compile(either("not_plan"))
_STAY = re.compile("(?<![现存所实])在|(?<![面反应])对")
_HOST_OFFICE = r"(?:[^，。、；\s]{0,14}(?:局|委|办|院|中心|街道|镇))?"  # 在长沙岳麓高新区科技金融局跟班
_DOING = re.compile(rf"{_HOST_OFFICE}(?:[两三四五六七]?[省市县区地])?(?:进行了?|开展了?)?(?:为期.{{1,3}}天的?)?{either('tour')}")
_LOOKING = re.compile("[看学取问走转跑待]")  # right after the places: 到丹棱县、蒲江县看美丽乡村
_TITLE_VERB = re.compile(
    r"分赴|奔赴|赶赴|前往|赴|走进|(?<=[团组局委府会部员干于])到|^到|考察|访问|走访|参观|^在(?=[^赴到会]{2,12}(?:学习|考察|培训))"
    r"|^[一二三四五六七八九十]天看|(?<=[团组队])看|(?<=[县市区旗])学习|(?<=[团组队县市区旗])探访")
_RECEIVED = re.compile(r"(?<=[团组行局府委部会大协导员])(?:一行)?(?:[\d一二三四五六七八九十余多]+人)?"
                       rf"(?:{either('received')}|到(?=[我本][省市州盟县旗区镇乡村]))"
                       r"(?:到(?=[我本]))?(?P<own>我[省市州盟县旗区镇乡村]|本[省市县区])?")  # "来到昆山" tells of the way out
_TITLE_HEAD = re.compile(r"^(?:关于|中共|政协|共青团|在|跟着|跟随|随同?|记者随)+")
DELEGATION = "(?:代表|考察|学习|访问|调研|见学|观摩|研学|培训|参观|交流|招商|取经|党政)(?:团|组|队|班|小组|人员)"
_TRAVELLER = re.compile(r"(?:团|组|局|政府|委|专班|考察队|集团|公司|中心)$")  # a title that names no host still names who went
_TOLD_BY = "(?:[行纪随手日]记|[纪行]纪|纪行|之行|见闻|掠影|随感|札记|侧记|归来|行$)"
_DELEGATION = re.compile(rf"{DELEGATION}(?=\S{{2,30}}{_TOLD_BY})")  # 睢阳区考察团襄阳、潮州、临海行记
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_SEPARATOR = re.compile(r"[、，,；;/·和与及暨—]+(?:以及|再到|又到|再赴|转赴|到|赴)?|以及|再到|再赴")
_AFTER = re.compile(rf"$|[^\u4e00-\u9fff]|{either('after_place', 'tour', 'title_end')}")
_ANOTHER = re.compile(f"[、和与](?:{VILLAGE})")  # one of several villages: their county is the host
_DAYS = re.compile(r"\d[日号]?(?:至|到|-|—+)(?:\d{1,2}月)?\d{1,2}[日号]")  # who says from when to when tells of a tour
_LED = re.compile(r"组织|带着|率|带队|[我们局委]派|分[两三四]路|随\S{0,8}团")
_WE_WENT = re.compile("我们(?:先后|一行)?(?:[来去]?到了?|走进|去了)")
_QUOTED = re.compile("(?:“[^”]{1,12}”)?")  # 榕江“村超”、台江“村BA”
_GAP = 36  # characters a site may take between two places of one list: 安吉县的余村、鲁家村和淳安县


@dataclass(frozen=True, slots=True)
class Tour:
    """A statement that somebody went, or came, to places."""

    hosts: tuple[Mention, ...]
    before: str = ""  # what stands before the verb in its sentence or title
    sentence: str = ""
    start: int = 0
    is_received: bool = False  # they came to us: ``before`` is the visitor


def read_title(title: str) -> Tour | None:
    """What a title says of a journey; None when it tells of none.

    >>> tour = read_title("XX市**区赴宁波鄞州、苏州太仓考察优化营商环境的报告")
    >>> tour.before, [host.text for host in tour.hosts]
    ('XX市**区', ['宁波鄞州', '苏州太仓'])
    """
    for part in reversed(title_parts(title)):
        if (came := read_received(part)) and not came.hosts:  # 到我县 goes nowhere else
            return came
        for verb in (*_TITLE_VERB.finditer(part), *_DELEGATION.finditer(part)):
            hosts = read_list(part, verb.end(), sites=False, town=True) or read_abbreviations(part, verb.end())
            before = _TITLE_HEAD.sub("", part[:verb.end() if verb.re is _DELEGATION else verb.start()])
            if hosts or _TRAVELLER.search(before) or (verb[0] != "考察" and (home := read_place(before, 0)) and home.end == len(before)):
                return Tour(tuple(hosts), before, part)
        if came:
            return came
    return None


def read_received(sentence: str) -> Tour | None:
    """That a delegation came to a place: 全椒县考察团来我市考察. 我市 itself gives no host."""
    came = _RECEIVED.search(sentence)
    hosts = read_list(sentence, came.end(), sites=False) if came else []
    return Tour(tuple(hosts), sentence[:came.start()], sentence, is_received=True) if hosts or (came and came["own"]) else None


def title_parts(title: str) -> list[str]:
    """Main title and subtitle, in order."""
    return [part for part in re.split(r"—+|：|:|\s|_", title) if part]


def tour_sentences(text: str, *, within: int | None = None, visits: bool = True) -> list[Tour]:
    """What sentences tell of a journey made, in order; plans and other people's journeys are left out.

    Words for looking at something count only with ``visits``, and where none for travelling is found.
    """
    sentences = list(_SENTENCE.finditer(text, 0, within or len(text)))
    found = [tour for each in sentences for tour in _tours(text, each, _TRAVEL)]
    return found if found or not visits else [tour for each in sentences for tour in _tours(text, each, _VISIT)]


def _tours(text: str, sentence: re.Match, verbs: re.Pattern) -> Iterator[Tour]:
    is_tour = _TOUR.search(sentence[0]) or _DAYS.search(sentence[0]) or _WE_WENT.search(sentence[0])
    for verb in verbs.finditer(text, sentence.start(), sentence.end()):
        before = text[sentence.start():verb.start()]
        if before.count("“") > before.count("”"):
            continue  # "现在是北京的人到我们这里坐班": what somebody says
        hosts = read_list(text[:sentence.end()], verb.end()) or read_abbreviations(text, verb.end())
        if not hosts or not (is_tour or _LED.search(before[-40:]) or _LOOKING.match(text, hosts[-1].end)):
            continue
        if not _PLAN.search(_NOT_PLAN.sub("", before[-30:])):
            yield Tour(tuple(hosts), before, sentence[0], verb.start())
    yield from _stays(text, sentence)
    yield from _journeys(text, sentence)


def _stays(text: str, sentence: re.Match) -> Iterator[Tour]:
    """The list between 在 or 对 and the word for the tour: 在深圳市、佛山市学习考察."""
    for verb in _STAY.finditer(text, sentence.start(), sentence.end()):
        hosts = read_list(text[:sentence.end()], verb.end(), sites=False)
        if hosts and _DOING.match(text, hosts[-1].end):
            yield Tour(tuple(hosts), text[sentence.start():verb.start()], sentence[0], verb.start())


def _journeys(text: str, sentence: re.Match) -> Iterator[Tour]:
    """The list before 之行: 四天的上海、宁波、绍兴之行."""
    end = sentence[0].find("之行")
    for start in range(sentence.start(), sentence.start() + end):
        hosts = read_list(text[:sentence.start() + end], start, sites=False)
        if hosts and hosts[-1].end == sentence.start() + end:
            yield Tour(tuple(hosts), text[sentence.start():start], sentence[0], start)
            return


def visited_sites(text: str, start: int, end: int) -> Iterator[Mention]:
    """Places named right after a word for visiting."""
    for verb in _VISIT.finditer(text, start, end):
        yield from read_list(text[:end], verb.end())


def read_list(text: str, pos: int, *, sites: bool = True, town: bool = False) -> list[Mention]:
    """The places of a list that begins here; with ``sites`` their sights may stand between them.

    >>> [place.text for place in read_list("贵州省黎平县、雷山县和云南省大理市学习考察", 0)]
    ['贵州省黎平县', '雷山县', '云南省大理市']
    """
    found: list[Mention] = []
    while place := read_place(text, pos, town=town):
        if named := place if town and place.text not in load_ordinary() else _without_site(text, place):
            is_another = not named.readings and named.below and found and found[-1].readings and _ANOTHER.match(text, found[-1].end)
            if not is_another:  # 战旗村、先锋村 of one district
                found.append(replace(named, below="") if named.readings and _ANOTHER.match(text, place.end) else named)
        pos = _next_item(text, place.end, sites, town)
    return found


def _without_site(text: str, place: Mention) -> Mention | None:
    """A short name that goes on into the name of a site is not the place: 上海徐汇滨江 is only 上海, 徐汇滨江 nothing."""
    lowest = [reading[-1] for reading in place.readings]
    if place.is_masked or place.below or not place.readings or _AFTER.match(text, place.end) or not all(
            each.level == Level.COUNTY and not place.text.endswith(each.name) for each in lowest):
        return place
    return replace(place, readings=tuple(reading[:-1] for reading in place.readings)) if place.is_chain else None


def _next_item(text: str, pos: int, sites: bool, town: bool) -> int:
    """Where the next place of the list begins; past the end of the text when there is none."""
    pos = _QUOTED.match(text, pos).end()
    separator = _SEPARATOR.match(text, pos)
    if separator and read_place(text, separator.end(), town=town):
        return separator.end()
    if sites:
        gap = re.compile(r"[^。！？!?；;：:\n，,（(]*").match(text, pos, pos + _GAP)[0]
        gap = gap[:stop.start()] if (stop := _TOUR.search(gap)) else gap
        for separator in _SEPARATOR.finditer(text, pos, pos + len(gap)):
            if read_place(text, separator.end()):
                return separator.end()
    return len(text)
