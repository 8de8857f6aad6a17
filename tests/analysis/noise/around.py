"""Noise beside the text of a report, in the words of wordings.toml."""
import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random

from .draft import HEADING, NOISE, Draft, Piece

WORDINGS = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text("utf-8"))
Dress = Callable[[Draft, Random, str], None]


def words(kind: str, draft: Draft, random: Random, half: str, page: int | None = None) -> str:
    """One wording of a kind, its gaps filled."""
    names = WORDINGS["names"]
    text = random.choice(WORDINGS[kind][half])
    while "{other}" in text:
        text = text.replace("{other}", random.choice(names["others"]), 1)
    date = draft.gold["date"] or "2023-06-01"
    date = date if len(date) == 10 else date[:7] + "-01" if len(date) >= 7 else date[:4] + "-06-01"
    filled = text.format(title=draft.title, short=draft.title[:16], date=date, slash=date.replace("-", "/"), site=random.choice(names["sites"]),
                       n=random.randint(1000, 9999), m=random.randint(4, 60), p=page or 1, person=random.choice(names["persons"]))
    return filled


def header(draft: Draft, random: Random, half: str) -> None:
    draft.above.insert(0, words("header", draft, random, half))


def meta(draft: Draft, random: Random, half: str) -> None:
    at = random.choice(["above", "under the title"])
    text = words("meta", draft, random, half)
    if at == "above":
        draft.above.append(text)
    else:
        draft.pieces.insert(1, Piece(text, NOISE))


def leadin(draft: Draft, random: Random, half: str) -> None:
    draft.pieces.insert(1, Piece(words("leadin", draft, random, half), NOISE))


def preview(draft: Draft, random: Random, half: str) -> None:
    draft.above.append(words("preview", draft, random, half))


def footer(draft: Draft, random: Random, half: str) -> None:
    draft.below.append(words("footer", draft, random, half))


def related(draft: Draft, random: Random, half: str) -> None:
    draft.below.append(words("related", draft, random, half))


def advert(draft: Draft, random: Random, half: str) -> None:
    text = words("advert", draft, random, half)
    draft.above.append(text) if random.random() < 0.3 else draft.below.append(text)


def paywall(draft: Draft, random: Random, half: str) -> None:
    draft.below.insert(0, words("paywall", draft, random, half))


def tagged(draft: Draft, random: Random, half: str) -> None:
    """A column's word behind the last stop, and related links below."""
    if draft.pieces[-1].text.endswith("。"):
        draft.pieces[-1].text += words("tagged", draft, random, half)
    draft.below.append(words("related", draft, random, half))


def between(kind: str, every: int) -> Dress:
    """Lines of a kind put between the paragraphs."""
    def dress(draft: Draft, random: Random, half: str) -> None:
        pieces: list[Piece] = []
        page = 0
        for number, piece in enumerate(draft.pieces):
            pieces.append(piece)
            if number > 2 and number % every == every - 1 and piece.kind != HEADING:
                page += 1
                pieces.append(Piece(words(kind, draft, random, half, page), NOISE))
        draft.pieces = pieces
    return dress


def running(draft: Draft, random: Random, half: str) -> None:
    """Page numbers of one form, through paragraphs in the middle of sentences."""
    form = random.choice(WORDINGS["running"][half])
    total, site = random.randint(9, 14), random.choice(WORDINGS["names"]["sites"])
    pieces: list[Piece] = []
    count = page = 0
    for piece in draft.pieces:
        count += len(piece.text)
        if count < 450 or piece.kind == HEADING or len(piece.text) < 60:
            pieces.append(piece)
            continue
        count, page = 0, page + 1
        cut = random.randint(20, len(piece.text) - 20)
        number = form.format(p=page, m=total, short=draft.title[:16], site=site)
        pieces += [Piece(piece.text[:cut], piece.kind), Piece(number, NOISE), Piece(piece.text[cut:], NOISE)]
    draft.pieces = pieces


def outline(draft: Draft, random: Random, half: str) -> None:
    """Its headings as a table of contents above the text."""
    headings = [piece.text for piece in draft.pieces if piece.kind == HEADING]
    if len(headings) < 3:
        return
    leaders = {"tune": ["", "……{p}", " {p}"], "held": ["", "\t{p}", "........{p}"]}[half]
    leader = random.choice(leaders)
    label = random.choice({"tune": ["目录", "提纲：", "目　录"], "held": ["本文目录", "内容概览", "CONTENTS 目录"]}[half])
    rows = [heading + leader.format(p=number // 2 + 1) for number, heading in enumerate(headings)]
    draft.pieces[1:1] = [Piece(text, NOISE) for text in [label, *rows]]


def titles(draft: Draft, random: Random, half: str) -> None:
    """The title again: cut short, with what sites add, glued to the first words."""
    title = draft.title
    added = {"tune": ["（精选）", ".docx", "_秘书在线", " - 公文驿站", "【最新】"], "held": ["(热门12篇)", ".doc", "|文汇屋", "（全文）", "-笔杆子家园"]}[half]
    for _ in range(random.randint(1, 3)):
        draft.above.append(random.choice([title, title[: max(8, len(title) * 2 // 3)] + "...", title + random.choice(added)]))
    if random.random() < 0.3:
        draft.pieces[1].text = title + draft.pieces[1].text if draft.pieces[1].kind != HEADING else draft.pieces[1].text
