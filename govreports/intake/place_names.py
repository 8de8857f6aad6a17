"""Place names as somebody types them. Comes in: "成都市武侯区、**市"; goes out: names with their codes where one is meant."""
import re
from collections.abc import Mapping

from govreports.analysis.lexicon import divisions
from govreports.analysis.lexicon.divisions import Division
from govreports.analysis.records import PlaceName

_BETWEEN = re.compile(r"[、，,;；\s]+")


def place_names(text: str, known: Mapping[str, str | None]) -> tuple[PlaceName, ...]:
    """In the order typed, each once. ``known`` gives the code of names that are settled already.

    >>> place_names("成都市武侯区、**市", {})
    (PlaceName(name='成都市武侯区', code='510107'), PlaceName(name='**市', code=None))
    """
    names = dict.fromkeys(filter(None, _BETWEEN.split(text)))
    return tuple(PlaceName(name, known[name] if name in known else code_of(name)) for name in names)


def code_of(name: str) -> str | None:
    """The code of the one division that the name can mean, current ones first; None where none or several can be meant.

    >>> code_of("苏州"), code_of("江苏省苏州市"), code_of("杭州市下城区"), code_of("鼓楼区"), code_of("南京市鼓楼区"), code_of("永联村")
    ('320500', '320500', '330103', None, '320106', None)
    """
    for start in range(len(name) - 1):  # the longest ending that is a name: 鼓楼区 in 南京市鼓楼区
        if meant := [one for one in divisions.named(name[start:]) if _is_below(one, name[:start])]:
            codes = {one.code for one in meant if not one.is_former} or {one.code for one in meant}
            return codes.pop() if len(codes) == 1 else None
    return None


def _is_below(division: Division, above: str) -> bool:
    """Whether the words before a name are those of the divisions it belongs to: 江苏苏州 before 相城区."""
    for one in divisions.chain(division.parent):
        above = above.removeprefix(one.name) if above.startswith(one.name) else above.removeprefix(one.short_name)
    return not above
