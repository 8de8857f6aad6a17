"""What of a passage goes into the index: haystack's side of ``schema.py``. Only passages of published reports."""
from hashlib import blake2b

from django.db.models import Prefetch, QuerySet
from haystack import indexes

from govreports.analysis.folding import fold, units
from govreports.analysis.lexicon import divisions
from govreports.reports.models import Passage, Report, State, Visit
from govreports.search.schema import ExactField, date_number

SHORTEST_COPY = 25  # characters; shorter passages may be alike without one being taken from the other
LONG_TEXTS = ("report__text", "report__original", "report__fixes")


class PassageIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, model_attr="text")
    headings = indexes.CharField()  # above the passage; the first passage also stands for the title of its report
    about = indexes.CharField()  # title, hosts and year of the report
    passage = indexes.IntegerField(model_attr="pk")
    report = indexes.IntegerField(model_attr="report_id")
    of_report = ExactField(model_attr="report_id")
    copy_key = indexes.IntegerField()  # the same for the same text, however it is set; 0 where the text is too short to tell
    section = indexes.IntegerField()  # 0 where the passage stands before the first heading
    number = indexes.IntegerField(model_attr="number")
    date = indexes.IntegerField()
    added = indexes.IntegerField()  # when the report was taken in, seconds since 1970
    role = ExactField(model_attr="role")
    kind = ExactField(model_attr="report__kind")
    year = ExactField()
    theme = indexes.MultiValueField()  # slugs
    city = indexes.MultiValueField()  # GB/T 2260 codes of the hosts it speaks of and of the divisions above them

    def get_model(self) -> type[Passage]:
        return Passage

    def get_updated_field(self) -> str:
        return "report__updated_at"

    def index_queryset(self, using: str | None = None) -> QuerySet[Passage]:
        passages = Passage.objects.filter(report__state=State.PUBLISHED).select_related("report", "section").defer(*LONG_TEXTS)
        visits = Prefetch("report__visits", Visit.objects.select_related("place"))
        return passages.prefetch_related("themes", "place_marks", visits)

    def prepare_headings(self, passage: Passage) -> str:
        title = passage.report.title if passage.number == 1 else ""
        section = passage.section
        return "\n".join(filter(None, [title, section and section.path, section and section.heading]))

    def prepare_about(self, passage: Passage) -> str:
        report = passage.report
        hosts = [f"{visit.name}\n{visit.place.full_name if visit.place else ''}" for visit in _hosts(report)]
        return "\n".join([report.title, *hosts, f"{report.year}年" if report.year else ""])

    def prepare_copy_key(self, passage: Passage) -> int:
        said = "".join(unit for unit, _ in units(fold(passage.text)))
        return int.from_bytes(blake2b(said.encode(), digest_size=8).digest()) if len(said) >= SHORTEST_COPY else 0

    def prepare_section(self, passage: Passage) -> int:
        return passage.section_id or 0

    def prepare_date(self, passage: Passage) -> int:
        return date_number(passage.report.date or passage.report.visit_start)

    def prepare_added(self, passage: Passage) -> int:
        return int(passage.report.created_at.timestamp())

    def prepare_year(self, passage: Passage) -> str:
        return str(passage.report.year or "")

    def prepare_theme(self, passage: Passage) -> list[str]:
        return [theme.slug for theme in passage.themes.all()]

    def prepare_city(self, passage: Passage) -> list[str]:
        codes = {mark.code for mark in passage.place_marks.all() if mark.code}
        return sorted({above.code for code in codes for above in divisions.chain(code)} | codes)


def _hosts(report: Report) -> list[Visit]:
    return [visit for visit in report.visits.all() if visit.side == Visit.Side.HOST]
