"""Who went where: the stage after the outline, from the body to origin and hosts with codes of GB/T 2260.

In come title, body and headings in Simplified; out come ``Places``. Read ``find_places`` first, then
``mentions`` (names in text), ``statements`` (titles and tour sentences), ``resolve`` (which of the
same-named), ``home`` and ``visited``. ``mark_places``, once roles and passages are known, tells which
hosts each passage speaks of: ``host_names`` and ``spoken``.
"""
import re
from collections import Counter
from collections.abc import Sequence

from ..lexicon.divisions import Division, Level, division
from ..records import Kind, PlaceName, Places
from .home import find_home, find_home_by_use, find_home_of_title
from .mentions import Mention, load_ordinary
from .resolve import Context, Report
from .spoken import mark_places
from .statements import Tour, read_received, read_title, tour_sentences
from .visited import (
    Host,
    find_hosts,
    hosts_by_use,
    hosts_of_headings,
    hosts_of_title,
    is_part_of,
    name_hosts,
    resolve_all,
    sites_of,
    stated_count,
    told_finer,
)

__all__ = ["find_places", "mark_places"]
_WITHIN_CITIES = ("街道", "社区")  # what is told of these is told of their district
_NEWS = 200  # characters in which a news item says that a delegation came
_LEAD = 1500  # characters in which a report says where it went; speeches may say so anywhere


def find_places(*, title: str, text: str, headings: Sequence[str], kind: Kind, signature: str = "") -> Places:
    """Origin and hosts of a report; both may be empty.

    ``text`` is the body, ``signature`` the lines under it if they are not part of it. The code of a place
    below county level (村, 镇, 开发区) is that of the division it lies in; masked names stay as they stand, without code.

    >>> find_places(title="下城区党政考察团赴成都青羊区学习考察报告", text="", headings=[], kind=Kind.STUDY_TOUR)
    Places(origin=(PlaceName(name='下城区', code='330103'),), hosts=(PlaceName(name='成都市青羊区', code='510105'),))
    """
    context = Context(Report(title, text, headings, kind, signature))
    titled = read_title(title) or next(filter(None, map(read_received, text[:_NEWS].splitlines())), None)
    lead = _lead_tours(text, kind, anywhere=kind == Kind.SPEECH or not titled, visits=not _names_hosts(titled))
    origin = find_home(titled, lead, context)
    home = _divisions(origin)
    if titled and titled.is_received:
        return Places(origin, _receiving(titled, context, home))
    hosts = [each for each in _hosts(titled, lead, context) if not is_part_of(each, home)]
    if not origin:
        away = [each.division for each in hosts if each.division]
        hidden = [each.mention.text for each in hosts if each.mention.is_masked]
        origin = find_home_by_use(context, away, hidden=hidden) or (find_home_of_title(context, away) if away else ())
        home = _divisions(origin)
    if titled or lead or kind == Kind.STUDY_TOUR:
        hosts = _completed(hosts, context, home)
    return Places(origin, name_hosts(told_finer(hosts, context), context))


def _divisions(names: Sequence[PlaceName]) -> list[Division]:
    return [found for name in names if name.code and (found := division(name.code))]


def _names_hosts(titled: Tour | None) -> bool:
    """Whether a title names more than provinces and masks."""
    return bool(titled) and any(place.level != Level.PROVINCE for each in titled.hosts for place in each.candidates)


def _lead_tours(text: str, kind: Kind, *, anywhere: bool, visits: bool) -> list[Tour]:
    """The first tour sentence and those that follow it in its paragraph; ``visits`` as in ``tour_sentences``."""
    visits = visits and kind != Kind.SPEECH  # there they are rounds within one's own area
    found = tour_sentences(text, within=_LEAD, visits=visits) or (tour_sentences(text, visits=visits) if anywhere else [])
    return [each for each in found if "\n" not in text[found[0].start:each.start]]


def _hosts(titled: Tour | None, lead: list[Tour], context: Context) -> list[Host]:
    in_lead = [each for tour in lead for each in tour.hosts]
    in_title = [each for each in titled.hosts if not (in_lead and _is_site(each, context))] if titled else []
    sure = [each.division for each in resolve_all(in_lead + in_title, context) if each.division]
    # a village stays when the title names it, or when the title names nothing
    villages = {each.below for each in in_title or in_lead if each.below and (in_title or not each.below.endswith(_WITHIN_CITIES))}
    toured = resolve_all(in_lead, context, sure, villages=villages)
    sites = resolve_all([site for tour in lead[:1] for site in sites_of(tour, context.report.text)], context, sure)
    return find_hosts(resolve_all(in_title, context, sure, villages=villages), toured, sites)


def _is_site(place: Mention, context: Context) -> bool:
    """龙门 of a title is a site, not 龙门县, when the text never says that name in full and mostly goes on with 石窟."""
    if place.text not in load_ordinary() or any(one.name in context.report.text for one in place.candidates):
        return False
    text = context.report.text
    following = Counter(text[each.end():each.end() + 2] for each in re.finditer(place.text, text))
    return max(following.values(), default=1) * 2 > following.total()


def _completed(hosts: list[Host], context: Context, home: list[Division]) -> list[Host]:
    """The hosts, or where they are hidden, missing or no more than provinces, what the rest of the report tells."""
    report = context.report
    provinces = [each.division for each in hosts if each.is_province]
    if provinces:
        finer = [each for each in hosts_of_headings(report.headings, context) if is_part_of(each, provinces)]
        return find_hosts(hosts, finer, [])
    hidden = [each for each in hosts if each.mention.is_masked]
    if len(hidden) < len(hosts):
        return hosts
    count = stated_count(report.title, report.text) or len(hidden) or None
    if hidden:  # names that slipped through the mask
        told = hosts_by_use(context, count=count, away=home)
        return told if len(told) == count or (hidden[0].is_bare_mask and told) else hosts
    told = hosts_of_headings(report.headings, context) or hosts_of_title(report.title, context, home)
    told = [each for each in told if each.division and not is_part_of(each, home)]
    if len(told) < (count or 1):
        told = hosts_by_use(context, count=count, away=home)
    return told or hosts


def _receiving(titled: Tour, context: Context, visitors: list[Division]) -> tuple[PlaceName, ...]:
    """The place that was come to: named in the title, or 我市, which the text names."""
    named = resolve_all(titled.hosts, context)
    return name_hosts(named, context) or find_home_by_use(context, visitors, is_told=True)
