"""Every kind of noise by name: a row of dressings, put on in turn."""
from collections.abc import Sequence
from random import Random

from govreports.training.gold import GoldReport

from . import around, within
from .draft import HEADING, Draft, Piece, draft

FULL = (around.titles, around.meta, around.leadin, around.header, around.paywall, around.advert, around.related, around.footer)
KINDS: dict[str, tuple[around.Dress, ...]] = {
    "plain": (within.plain,), "indented": (within.indented,), "table": (within.table,),
    "header": (around.header,), "meta": (around.meta,), "titles": (around.titles,), "leadin": (around.leadin,), "preview": (around.preview,),
    "outline": (around.outline,), "footer": (around.footer,), "related": (around.related,), "advert": (around.advert,),
    "paywall": (around.paywall,), "tagged": (around.tagged,), "running": (around.running,), "caption": (around.between("caption", 5),),
    "code": (around.between("code", 6),), "filler": (around.between("filler", 9),),
    "half_width": (within.half_width,), "spaces": (within.spaces,), "entities": (within.entities,), "wrapped": (within.wrapped,),
    "broken": (within.broken,), "glued": (within.glued,), "lost_brackets": (within.lost_brackets,), "one_line": (within.one_line,),
    "paged": (within.paged,), "traditional": (within.traditional,), "pinyin": (within.pinyin,), "anti_copy": (within.anti_copy,),
    "no_punctuation": (within.no_punctuation,), "mojibake": (within.mojibake,), "dropped": (within.dropped,), "masked": (within.masked,),
    "blanked": (within.blanked,),
    "site": FULL, "site wrapped": (within.wrapped, *FULL[:2], *FULL[3:]), "site paged": (within.paged, around.preview, around.related),
    "site traditional": (within.pinyin, *FULL), "site glued": (within.glued, *FULL), "site half": (within.half_width, around.preview, *FULL),
}
MARKS = {
    "tune": ["第{n}篇：{title}", "篇{n}：{title}", "【篇{n}】{title}", "范文{n}\n{title}", "{title}（{n}）", "精选考察报告（篇{n}）\n{title}"],
    "held": ["考察报告范文{n}：{title}", "（第{n}篇）{title}", "篇目{n}　{title}", "例文{n}\n{title}", "样本{n}：{title}", "◆第{n}篇◆\n{title}"],
}


def dress(report: GoldReport, kind: str, seed: str, half: str) -> Draft:
    """The report in noise of a kind; the same seed gives the same."""
    random = Random(f"{seed} {kind} {report.name}")
    new = draft(report)
    for step in KINDS[kind]:
        step(new, random, half)
    return new


def bundle(reports: Sequence[GoldReport], seed: str, half: str) -> tuple[str, list[dict]]:
    """Several reports on one page, and the annotation of each."""
    random = Random(f"{seed} {reports[0].name}")
    mark, digits = random.choice(MARKS[half]), random.choice(["一二三四五", "12345"])
    drafts = [draft(report) for report in reports]
    lines = [f"考察学习报告{random.choice(['三篇', '(精选3篇)', '（通用3篇）'])}"]
    for number, one in enumerate(drafts):
        lines.append(mark.format(n=digits[number], title=one.title))
        lines += [piece.text for piece in one.pieces[1:]]
    return "\n".join(lines) + "\n", [one.gold for one in drafts]


__all__ = ["HEADING", "KINDS", "Piece", "bundle", "dress"]
