"""``/compare/``: the comparison, or the page where one chooses what to compare."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from govreports.reports.models import Theme
from govreports.reports.paging import page_of, pager
from govreports.reports.wording import theme_name

from .columns import page_size, read_column, read_pages
from .picking import offer
from .selection import NO_THEME, read_selection
from .subjects import read_subjects
from .table import table


def compare(request: HttpRequest) -> HttpResponse:
    """Raises ``BadParameter`` and ``NotHere`` for what cannot be compared."""
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    selection = read_selection(request.GET, themes)
    subjects = read_subjects(selection)
    chosen = [(subject, selection.without(subject.key)) for subject in subjects]
    shared = {"selection": selection, "chosen": chosen, "theme_choices": [(slug, theme_name(theme)) for slug, theme in themes.items()]}
    if selection.is_picking:
        clear_url = selection.address(theme="", pick=selection.kind)
        return render(request, "comparison/pick.html", shared | {"offer": offer(selection, request.GET), "clear_url": clear_url})
    columns = [read_column(selection, subject) for subject in subjects]
    page = page_of(range(max(column.longest for column in columns)), request.GET, page_size(selection))
    roles = table(selection, columns, read_pages(columns, page.number, page.paginator.per_page), themes)
    return render(request, "comparison/compare.html", shared | {
        "subjects": subjects, "roles": roles, "pager": pager(page, request.GET), "no_theme": NO_THEME,
        "more_url": "" if selection.is_full else selection.address(pick=selection.kind),
    })
