"""Is a report already in the library, word for word or as an earlier version?

Comes in: an analysis; goes out: the stored report it repeats, or the one it is a later version of.
"""
import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Q

from govreports.analysis.records import Analysis
from govreports.reports.models import Report, State, Visit
from govreports.reports.services import text_hash

# Share of sentences that two texts with the same title must have in common to be versions of one report. A fresh
# report on the same trip by another office shares a few set phrases (under 0.2); a revised one keeps most (over 0.7).
SAME_REPORT = 0.5

_VERSION_NOTE = re.compile(r"[(（\[【](?:修[订改].?|定稿|终稿|初稿|送审稿|征求意见稿|讨论稿|修订稿|最终版|第.稿)[)）\]】]$")
_SENTENCE_END = re.compile(r"[。！？；!?;\n]")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stored report that a new text is a later version of."""

    report: Report
    added: int  # paragraphs that only the new text has
    dropped: int  # paragraphs that only the old one has


def letters(text: str) -> str:
    """Without layout, punctuation, digits and masks, which differ most between copies of a text.

    >>> letters("迎泽区赴**市考察报告（2023年）")
    '迎泽区赴市考察报告年'
    """
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalpha() and char not in "xX×")


def title_key(title: str) -> str:
    """
    >>> title_key("赴苏州考察报告（修订稿）") == title_key("赴苏州 考察报告")
    True
    """
    return letters(_VERSION_NOTE.sub("", title.strip()))


def share_in_common(one: str, other: str) -> float:
    """Share of sentences that two texts have in common, weighted by length, 0 to 1 (Dice's measure).

    >>> share_in_common("他们抓规划。我们要学。", "他们抓规划！我们也要学。")
    0.53
    """
    first, second = (set(filter(None, map(letters, _SENTENCE_END.split(text)))) for text in (one, other))
    total = sum(map(len, first)) + sum(map(len, second))
    return round(2 * sum(map(len, first & second)) / total, 2) if total else 0.0


def twin(analysis: Analysis) -> Report | None:
    """The stored report with the same letters and digits, whatever its file or state."""
    return Report.objects.filter(text_hash=text_hash(analysis.clean.text)).only("id", "title", "state").first()


def earlier_version(analysis: Analysis) -> Earlier | None:
    """The stored report with the same title, kind and origin and a similar text; the most similar one."""
    masthead, key = analysis.masthead, title_key(analysis.masthead.title)
    if not key:
        return None
    titles = Report.objects.filter(kind=masthead.kind).exclude(state=State.SUPERSEDED)
    if date := masthead.date or masthead.visit_start:
        titles = titles.filter(Q(year=int(date[:4])) | Q(year=None))
    ids = [pk for pk, title in titles.order_by().values_list("id", "title") if title_key(title) == key]
    origin, text = {place.name for place in analysis.places.origin}, analysis.clean.text
    best, best_share = None, 0.0
    for report in Report.objects.filter(pk__in=ids).prefetch_related("visits"):
        names = {visit.name for visit in report.visits.all() if visit.side == Visit.Side.ORIGIN}
        share = share_in_common(report.text, text)
        if share >= SAME_REPORT and share > best_share and (not origin or not names or origin & names):
            best, best_share = report, share
    return best and _compared(best, text)


def _compared(report: Report, text: str) -> Earlier:
    old, new = ({key for line in each.split("\n") if (key := letters(line))} for each in (report.text, text))
    return Earlier(report, added=len(new - old), dropped=len(old - new))
