"""What somebody should look at before a report is published. Comes in: what was understood; goes out: short Chinese phrases."""
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreports.analysis.records import Kind
from govreports.reports.wording import said_by_analysis


def doubts(
    *, kind: str, date: str, hosts: Sequence[tuple[str, str | None]], unsure: int, damage: Iterable[str],
) -> tuple[str, ...]:
    """``hosts`` are (name, code or None); ``unsure`` counts the passages with a role below ``UNSURE_BELOW``."""
    found = []
    if unsure:
        found.append(ngettext("%(count)s 段的角色拿不准", "%(count)s 段的角色拿不准", unsure) % {"count": unsure})
    if not date:
        found.append(_("没找到成文日期"))
    masked = [name for name, code in hosts if not code]
    if kind == Kind.STUDY_TOUR and not hosts:
        found.append(_("没认出去的地方"))
    elif masked:
        found.append(_("去的地方有的查不到：%(names)s") % {"names": "、".join(f"“{name}”" for name in masked[:3])})
    return (*found, *map(said_by_analysis, damage))
