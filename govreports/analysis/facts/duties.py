"""Duties: who is to do something at home, and by when. Read in passages of action, one for each clause that says either."""
import re
from collections.abc import Iterator
from functools import cache

from ..records import Duty, Whose
from .found import Found
from .lists import either, words
from .owners import Said

CLAUSE = re.compile(r"[^。；！？\n]+")
PAST = re.compile("去年|前年|已经?(?!有)")
NUMBER = r"(?:\d+|[一二两三四五六七八九十半]+)"
MONTH = rf"(?:(?:今|明|当|次)年|20\d\d年)?{NUMBER}月(?:{NUMBER}日|上旬|中旬|下旬)?"


@cache
def load_by() -> re.Pattern[str]:
    """The words that say by when; compiled once."""
    limits = (
        rf"{MONTH}(?:底|末)?(?:之?前|以前)",
        rf"{MONTH}(?:底|末)(?=[完拿出，、])",
        r"(?:今年|明年|年|本月|月|本?季度|[一二三四]季度|20\d\d年|[上下]半年|本周|周)(?:年)?(?:底|末)?(?:之?前|以前)",
        "(?:今|本)?年内|本月内|年底(?=[完拿出建])",
        rf"{NUMBER}个?(?:工作日|月|周|季度|天|日|年|小时)(?:之|以)?内",
        f"“?{either('duties.events')}”?节?前",
        r"(?:到|至)20\d\d年(?:底|末)?",
        rf"每(?:月|年|周|季度|半年|两周|两年)(?:\d+日|最后一周|底|末|初|(?=[^，。；]{{0,3}}{either('duties.rounds')}))",
    )
    return re.compile("|".join(limits))


@cache
def load_who() -> re.Pattern[str]:
    """由X牵头, X负责, 责任单位：X, 请X, X6月底前; compiled once."""
    bodies, lead = either("duties.bodies"), either("duties.lead")
    body = rf"[^，。；：、由请\d（）“”]{{0,10}}?{bodies}(?:[^，。；：、\d（）]?{bodies})*"
    several = rf"{body}(?:(?:、|和|与|及|会同|联合){body})*"
    return re.compile(
        rf"由(?P<by>{several})"
        rf"|(?:^|[，、（：])(?:请|责成)?(?P<lead>{several})(?=[^，。；]{{0,4}}{lead})"
        rf"|责任单位[：:](?P<unit>[^，。；]{{2,30}})"
        rf"|(?:^|，)(?:请|责成)(?P<ask>{several})"
        rf"|(?:^|[，．.])(?P<due>{several})(?=(?:{load_by().pattern}))"
    )


@cache
def _signs() -> tuple[str, ...]:
    """A clause without any of these, and without a limit, names no body: looking for them first saves most of the time."""
    return ("由", "请", "责成", "责任单位", *words("duties.lead"))


def find_duties(said: Said) -> Iterator[Found]:
    """Offsets cover the clause; one that names neither a body nor a limit gives nothing, nor does one that looks back."""
    for clause in CLAUSE.finditer(said.text):
        if PAST.match(clause[0]):
            continue
        by = load_by().search(clause[0])
        who = load_who().search(clause[0]) if by or any(sign in clause[0] for sign in _signs()) else None
        body = next((each for each in who.groups() if each), "") if who else ""
        if body or by:
            yield Found(clause.start(), clause.end(), Duty(body, by[0] if by else ""), Whose.HOME, said.owners.home)
