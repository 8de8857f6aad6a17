"""The first page: how much the library holds, of what, about which cities, and what came in last."""
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from govreports.reports.models import Passage, Place, Report, State, Theme, Visit
from govreports.reports.selectors.cities import CITY, visits_counted
from govreports.reports.selectors.rows import ReportRow, RoleCount, published, report_rows, role_counts
from govreports.reports.wording import ROLE_QUESTIONS, theme_name

NEWEST = 10
CITIES = 14
CORE_THEMES = 3  # the themes of the product itself; they stand first


@dataclass(frozen=True, slots=True)
class Tally:
    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class RoleEntry:
    role: str
    question: str
    count: int
    url: str  # of a search for passages of this role


@dataclass(frozen=True, slots=True)
class Home:
    total: int  # published reports
    roles: tuple[RoleEntry, ...]
    core_themes: tuple[Tally, ...]  # passages each
    themes: tuple[Tally, ...]
    cities: tuple[Tally, ...]  # reports each, the most visited first
    newest: tuple[ReportRow, ...]


def home() -> Home:
    """Eight queries, whatever is stored."""
    themes = _theme_tallies()
    return Home(
        total=Report.objects.filter(state=State.PUBLISHED).count(),
        roles=tuple(_role_entry(item) for item in _roles()),
        core_themes=tuple(themes[:CORE_THEMES]),
        themes=tuple(themes[CORE_THEMES:]),
        cities=tuple(_city_tallies()),
        newest=tuple(report_rows(published().order_by("-created_at", "-id")[:NEWEST])),
    )


def _roles() -> tuple[RoleCount, ...]:
    return role_counts(dict(Passage.objects.filter(report__state=State.PUBLISHED).order_by().values_list("role").annotate(Count("id"))))


def _role_entry(item: RoleCount) -> RoleEntry:
    return RoleEntry(item.role, str(ROLE_QUESTIONS[item.role]), item.count, f"{reverse('search')}?role={item.role}")


def _theme_tallies() -> list[Tally]:
    """All themes in their order, those without passages too."""
    counted = Theme.objects.annotate(count=Count("passage_marks", filter=Q(passage_marks__passage__report__state=State.PUBLISHED)))
    return [Tally(theme_name(theme), theme.get_absolute_url(), theme.count) for theme in counted.order_by("position", "slug")]


def _city_tallies() -> list[Tally]:
    """A visit to a county or district counts for the city it belongs to; a report counts once for a city."""
    counted = visits_counted(Visit.Side.HOST).values(city=CITY).annotate(count=Count("report", distinct=True)).order_by("-count", "city")
    counts = {row["city"]: row["count"] for row in counted[:CITIES]}
    places = Place.objects.in_bulk(counts, field_name="code")
    return [Tally(places[code].name, places[code].get_absolute_url(), count) for code, count in counts.items()]
