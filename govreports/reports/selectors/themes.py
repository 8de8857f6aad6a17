"""All themes of the library, the core three of the product first with the newest lesson on each."""
from dataclasses import dataclass, replace

from django.db.models import Count

from govreports.reports.models import PassageTheme, Role, State, Theme
from govreports.reports.selectors.about import passages_of_readers
from govreports.reports.selectors.gathering import Hit, newest_hits
from govreports.reports.selectors.narrowing import Option
from govreports.reports.wording import theme_name

CORE = 3  # themes of the product itself, by position


@dataclass(frozen=True, slots=True)
class ThemeRow:
    name: str
    url: str
    counts: tuple[Option, ...]  # passages of 学 悟 行 景, each with its address
    reports: int
    newest: Hit | None = None  # of what was learned


@dataclass(frozen=True, slots=True)
class ThemeList:
    core: tuple[ThemeRow, ...]
    others: tuple[ThemeRow, ...]


def theme_list() -> ThemeList:
    """Nine queries, whatever is stored."""
    marks = PassageTheme.objects.filter(passage__report__state=State.PUBLISHED).order_by()
    passages = {(theme, role): count for theme, role, count in marks.values_list("theme", "passage__role").annotate(Count("id"))}
    reports = dict(marks.values_list("theme").annotate(Count("passage__report", distinct=True)))
    themes = list(Theme.objects.order_by("position", "slug"))
    newest = newest_hits([passages_of_readers().filter(theme_marks__theme=theme, role=Role.LEARNED) for theme in themes[:CORE]])
    rows = [_row(theme, passages, reports.get(theme.pk, 0)) for theme in themes]
    return ThemeList(tuple(replace(row, newest=hit) for row, hit in zip(rows[:CORE], newest, strict=True)), tuple(rows[CORE:]))


def _row(theme: Theme, passages: dict[tuple[int, str], int], reports: int) -> ThemeRow:
    url = theme.get_absolute_url()
    counts = tuple(Option(str(role.label), f"{url}?role={role}", passages.get((theme.pk, role), 0), role=str(role)) for role in Role)
    return ThemeRow(theme_name(theme), url, counts, reports)
