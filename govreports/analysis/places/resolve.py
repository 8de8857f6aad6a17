"""Which division a mention means, and its name as full as the report gives it. Third step of the place stage."""
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from ..lexicon.divisions import Division, Level, chain, division
from ..records import Kind, PlaceName
from .mentions import Mention, lies_in, load_areas, scan, words


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to read."""

    title: str
    text: str
    headings: Sequence[str]
    kind: Kind
    signature: str = ""


class Context:
    """What the whole report says of places: read once, asked for every mention.

    ``stated`` counts divisions that are named beyond doubt, ``chains`` holds those named together with
    what they lie in. Nothing here changes after the start.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.mentions = (*scan(report.title, bare=True), *scan(report.text), *scan(report.signature))
        sure = [each.candidates[0] for each in self.mentions if len(each.candidates) == 1]
        self.stated = Counter(each.code for each in sure)
        self.chains = {each.candidates[0].code for each in self.mentions if each.is_chain and len(each.candidates) == 1}
        self.above = {step.code for each in self.mentions for reading in each.readings[:1] for step in reading[:-1]}

    def resolve(self, mention: Mention, beside: Iterable[Division] = ()) -> Division | None:
        """The division meant, or None when several fit and nothing decides."""
        found = mention.candidates
        if len(found) < 2:
            return found[0] if found else None
        near = [step for place in beside for step in chain(place.code)]
        highest = min((each.level for each in found), key=list(Level).index)
        for fits in (
            [each for each in found if each.code in self.chains],
            [each for each in found if each.code in self.stated],
            [each for each in found if any(lies_in(each, step) for step in near if step.level == Level.PREFECTURE)],
            [each for each in found if any(lies_in(each, step) for step in near)],
            [each for each in found if any(lies_in(each, division(code)) for code in self.above)],
            [each for each in found if each.level == highest != Level.COUNTY],
        ):
            if len(fits) == 1:
                return fits[0]
        if all(each.is_former and (each.name, each.code[:2]) == (found[0].name, found[0].code[:2]) for each in found):
            return max(found, key=lambda each: each.until)  # 南和县 under two codes
        return None

    def name(self, mention: Mention, meant: Division | None, *, below: bool = False, carried: Set[str] = frozenset()) -> PlaceName:
        """The name with all levels the report states. The code is that of the place, or of the
        division it lies in when the place is below county level; None where masked or unsure. ``carried`` are codes
        of levels above that the list named before."""
        if mention.is_masked or (below and meant is None):
            return PlaceName(mention.text)
        if meant is None:
            names = {each.name for each in mention.candidates}
            return PlaceName(names.pop() if len(names) == 1 and not mention.is_chain else mention.text)
        if below and mention.below.endswith(words("zones")):
            return PlaceName(mention.text, meant.code)  # 石嘴山高新区 is not in 石嘴山市高新区
        stated = self._levels(mention, meant) | carried
        if meant.name.endswith("区") and meant.parent in self.stated:
            stated |= {meant.parent}  # a district goes by its city wherever the report names that
        levels = [each.name for each in chain(meant.parent) if each.code in stated]
        if below and mention.below in load_areas():  # 深圳前海
            levels += [meant.name] if len(mention.text) > len(mention.below) else []
            return PlaceName("".join([*levels, mention.below]), meant.code)
        return PlaceName("".join([*levels, meant.name, mention.below if below else ""]), meant.code)

    def _levels(self, mention: Mention, meant: Division) -> set[str]:
        """Codes of the levels above that are named together with the division somewhere."""
        return {step.code for each in (mention, *self.mentions) for reading in each.readings if reading[-1].code == meant.code
                for step in reading[:-1]}
