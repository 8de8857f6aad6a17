"""What can be counted, followed up or cited: the stage after the passages, from passages and places to ``Fact``s.

Read ``find_facts`` first, then a module a kind: ``figures``, ``measures``, ``projects``, ``duties``, ``borrowings``.
``owners`` tells whose a fact is, ``numerals`` what a number is worth, ``lists`` reads the words from lexicon/facts.toml.
Nothing is claimed that the text does not say: what cannot be told is left empty.
"""
from collections.abc import Iterable, Sequence

from ..records import Fact, FactKind, Passage, Places, Role
from .borrowings import find_borrowings
from .duties import find_duties
from .figures import find_figures
from .found import Found
from .measures import find_measures
from .owners import Owners, Said
from .projects import find_projects


def find_facts(passages: Sequence[Passage], places: Places) -> tuple[Fact, ...]:
    """The facts of a report in order of passage and start; offsets as those of the passages.

    >>> text = "昆山市建成污水厂17座。"
    >>> [fact] = find_facts([Passage(40, 52, text, 0, None, Role.LEARNED, 1.0)], Places())
    >>> fact.text, fact.start, fact.detail.value, fact.detail.unit, fact.detail.what
    ('17座', 48, 17.0, '座', '污水厂')
    """
    owners = Owners(places)
    facts: list[Fact] = []
    paragraph, carried = None, None
    for index, passage in enumerate(passages):
        said = owners.read(passage.text, passage.role, carried if passage.paragraph == paragraph else None)
        paragraph, carried = passage.paragraph, said.last_host
        facts += [
            Fact(each.kind, passage.start + each.start, passage.start + each.end, passage.text[each.start:each.end], index,
                 each.detail, each.whose, each.place)
            for each in sorted(_of_passage(said), key=lambda each: (each.start, each.end, FACT_ORDER[each.kind]))
        ]
    return tuple(facts)


FACT_ORDER = {kind: number for number, kind in enumerate(FactKind)}


def _of_passage(said: Said) -> Iterable[Found]:
    yield from find_figures(said)
    yield from find_measures(said)
    yield from find_projects(said)
    yield from find_borrowings(said)
    if said.role is Role.ACTION:
        yield from find_duties(said)
