"""Named projects, sites and firms, and honours: a name before 项目, 产业园, 公司; what follows 荣获."""
import re
from collections.abc import Iterator
from functools import cache

from ..records import Project
from .found import Found
from .lists import either, words
from .owners import Said

SHORTEST = 3  # characters of the name of a 项目: with two it is mostly a verb (强化项目)
LONGEST = 14  # characters of a name before its sort
EDGES = "，。；：！？、（）“”《》\n ·"


@cache
def load_patterns() -> dict[str, re.Pattern[str]]:
    honour, honours = either("projects.honour_verbs"), either("projects.honour_ends")
    return {
        "project": re.compile(either("projects.sorts")),
        "firm": re.compile("(?:集团|股份|科技|实业|控股|食品)?(?:有限|股份|有限责任)?(?:公司|集团)"),
        "left": re.compile(either("projects.left")),
        "generic": re.compile(
            f"(?:{either('projects.generic')}|[一二三四五六七八九十两几\\d.]+(?:个|家|处|座|项|条|期)?|[省市县区乡镇村])*"),
        "honour": re.compile(rf"{honour}了?(?P<name>“?[^，。；“”、\d]{{2,22}}?”?(?:{honours})”?)(?=[，。；、等）]|称号)"),
    }


def find_projects(said: Said) -> Iterator[Found]:
    """Projects of a passage; a name told again is given once."""
    text, seen = said.text, set()
    for sort in ("project", "firm"):
        for found in load_patterns()[sort].finditer(text):
            start = _name_start(text, found.start())
            name = text[start:found.end()].strip("“”")
            if name not in seen and _is_name(text, start, found):
                seen.add(name)
                yield Found(start, found.end(), Project(name, sort), *said.whose(start + 1))
    for found in load_patterns()["honour"].finditer(text):
        start, end = found.span("name")
        yield Found(start, end, Project(found["name"].strip("“”"), "honour"), *said.whose(start))


def _name_start(text: str, end: int) -> int:
    """Where the name begins that ends here: behind the last edge or the last word that cannot be part of it."""
    if text[end - 1:end] == "”":
        return max(text.rfind("“", 0, end), 0)
    low = max(end - LONGEST, max((text.rfind(edge, 0, end) for edge in EDGES), default=-1) + 1)
    for found in load_patterns()["left"].finditer(text, low, end):
        low = found.end()
    return low


def _is_name(text: str, start: int, found: re.Match[str]) -> bool:
    body = text[start:found.start()].strip("“”")
    if set(body) & set(words("projects.not_in_name")[0]):
        return False
    if found[0] == "项目" and len(body) < SHORTEST:
        return False
    return len(body) >= 2 and not load_patterns()["generic"].fullmatch(body) and not body[0].isdigit() and found.start() - start < LONGEST \
        and text[found.end():found.end() + 1] not in {"化", "部", "法", "学", "师", "量"}
