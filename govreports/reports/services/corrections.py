"""What staff mend by hand on the review page. Comes in: ``Corrections``; goes out: the changed report."""
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from govreports.analysis.records import PlaceName
from govreports.reports.models import Passage, PassageTheme, Report, Role, Theme, Visit

from .reports import visits_write
from .retelling import report_retell

MAX_THEMES = 3  # of one passage, as in the annotation guide


class CorrectionError(ValidationError):
    """A correction cannot be taken; ``message_dict`` names the field and says what is right. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Values to set; ``None`` and what is not named stay as they are. Dates are ISO, empty when not known."""

    title: str | None = None
    kind: str | None = None
    date: str | None = None
    visit_start: str | None = None
    visit_end: str | None = None
    origin: tuple[PlaceName, ...] | None = None
    hosts: tuple[PlaceName, ...] | None = None
    roles: Mapping[int, str] = field(default_factory=dict)  # by number of the passage
    themes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # slugs, by number of the passage


@transaction.atomic
def report_correct(report: Report, corrections: Corrections) -> Report:
    """Apply them; a passage whose role or themes changed is marked as corrected. Raises ``CorrectionError``."""
    _correct_facts(report, corrections)
    changes = [
        _correct_visits(report, Visit.Side.ORIGIN, corrections.origin),
        _correct_visits(report, Visit.Side.HOST, corrections.hosts),
        _correct_passages(report, corrections),
    ]
    if any(changes):
        report_retell(report)
    return report


def _correct_facts(report: Report, corrections: Corrections) -> None:
    before = {}
    for name in ("title", "kind", "date", "visit_start", "visit_end"):
        value = getattr(corrections, name)
        if value is not None:
            before[name] = getattr(report, name)
            setattr(report, name, value)
    try:
        report.clean_fields(exclude={"source", "newer", "damage"})
        if report.visit_start and report.visit_end and report.visit_end < report.visit_start:
            raise ValidationError({"visit_end": _("考察结束不能早于开始，例如 2024-05-20 到 2024-05-23。")})
    except ValidationError as error:
        for name, value in before.items():
            setattr(report, name, value)
        raise CorrectionError(error.message_dict) from error
    report.save()


def _correct_visits(report: Report, side: str, names: tuple[PlaceName, ...] | None) -> bool:
    """Whether anything changed."""
    stored = report.visits.filter(side=side)
    if names is None or [(visit.name, visit.place and visit.place.code) for visit in stored.select_related("place")] == [
        (place.name, place.code) for place in names
    ]:
        return False
    visits_write(report, side, names)
    return True


def _correct_passages(report: Report, corrections: Corrections) -> bool:
    """Whether a role changed: by it a passage is told to speak of a host, or of home."""
    passages = {passage.number: passage for passage in report.passages.prefetch_related("theme_marks__theme")}
    if unknown := (corrections.roles.keys() | corrections.themes.keys()) - passages.keys():
        raise CorrectionError({"passages": _("没有第 %(number)s 段。") % {"number": min(unknown)}})
    if wrong := set(corrections.roles.values()) - set(Role.values):
        raise CorrectionError({"passages": _("角色只能是学到、悟到、行动、背景，不是“%(role)s”。") % {"role": min(wrong)}})
    themes = _themes(corrections)
    changed = {number: passages[number] for number, role in corrections.roles.items() if passages[number].role != role}
    for number, passage in changed.items():
        passage.role, passage.role_score, passage.evidence = corrections.roles[number], 1, []
    has_other_role = bool(changed)
    other_themes = {
        number: slugs for number, slugs in corrections.themes.items()
        if {mark.theme.slug for mark in passages[number].theme_marks.all()} != set(slugs)
    }
    changed |= {number: passages[number] for number in other_themes}
    for passage in changed.values():
        passage.corrected = True
    Passage.objects.bulk_update(changed.values(), ["role", "role_score", "evidence", "corrected"])
    PassageTheme.objects.filter(passage__in=[passages[number] for number in other_themes]).delete()
    PassageTheme.objects.bulk_create(
        PassageTheme(passage=passages[number], theme=themes[slug])
        for number, slugs in other_themes.items()
        for slug in dict.fromkeys(slugs)
    )
    return has_other_role


def _themes(corrections: Corrections) -> dict[str, Theme]:
    slugs = {slug for chosen in corrections.themes.values() for slug in chosen}
    found = Theme.objects.in_bulk(slugs, field_name="slug")
    if unknown := slugs - found.keys():
        raise CorrectionError({"passages": _("没有“%(theme)s”这个主题。") % {"theme": min(unknown)}})
    for number, chosen in corrections.themes.items():
        if len(set(chosen)) > MAX_THEMES:
            raise CorrectionError({"passages": _("第 %(number)s 段最多选三个主题。") % {"number": number}})
    return found
