"""Themes are data: staff merge those that turned out to be one."""
from django.db import transaction

from govreports.reports.models import PassageTheme, Theme


@transaction.atomic
def theme_merge(themes: list[Theme], *, into: Theme) -> int:
    """Give every passage of ``themes`` the theme ``into`` and delete them. Returns how many marks moved."""
    others = [theme for theme in themes if theme.pk != into.pk]
    # A passage may carry several of them, or ``into`` already: it keeps one mark.
    has_it = PassageTheme.objects.filter(theme=into).values("passage")
    moved = 0
    for theme in others:
        marks = PassageTheme.objects.filter(theme=theme)
        marks.filter(passage__in=has_it).delete()
        moved += marks.update(theme=into)
    Theme.objects.filter(pk__in=[theme.pk for theme in others]).delete()
    return moved
