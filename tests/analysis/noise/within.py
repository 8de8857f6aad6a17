"""What happens to the text of a report itself on its way through converters, copies and forums."""
import re
from random import Random

from opencc import OpenCC

from .draft import HEADING, NOISE, TEXT, TITLE, Draft, Piece

HALF = str.maketrans("，：；（）！？", ",:;()!?")
SYLLABLES = ["dé", "xiàng", "mù", "zhèn", "guó", "jiā", "lǜ", "yuán", "shì", "diào"]


def plain(draft: Draft, random: Random, half: str) -> None:
    """Nothing: what the rules must leave alone."""


def indented(draft: Draft, random: Random, half: str) -> None:
    draft.indent, draft.gap = "　　", random.randint(0, 1)


def half_width(draft: Draft, random: Random, half: str) -> None:
    for piece in draft.pieces:
        piece.text = piece.text.translate(HALF)


def spaces(draft: Draft, random: Random, half: str) -> None:
    rate = random.choice([0.04, 0.1])
    for piece in draft.pieces:
        if piece.kind != TITLE:
            piece.text = "".join(c + " " * (random.random() < rate) for c in piece.text).strip()


def entities(draft: Draft, random: Random, half: str) -> None:
    signs = {"“": "&ldquo;", "”": "&rdquo;", "·": "&middot;", "——": "&mdash;&mdash;", "……": "&hellip;"}
    for piece in draft.pieces:
        for sign, entity in signs.items():
            piece.text = piece.text.replace(sign, entity)
        if piece.kind == TEXT:
            piece.text = random.choice(["&nbsp;&nbsp;&nbsp;&nbsp;", "&emsp;&emsp;", "&#12288;&#12288;"]) + piece.text


def wrapped(draft: Draft, random: Random, half: str) -> None:
    """Hard line ends at one width; paragraphs are told by an indent, an empty line, or not at all."""
    width, how = random.randint(28, 40), random.choice(["indent", "gap", "none"])
    lines = []
    for piece in draft.pieces:
        text = ("　　" if how == "indent" and piece.kind != TITLE else "") + piece.text
        lines += [text[i : i + width] for i in range(0, len(text), width)] + [""] * (how == "gap")
    draft.raw = "\n".join(lines)


def broken(draft: Draft, random: Random, half: str) -> None:
    """Line ends behind semicolons, or before a mark in the middle of sentences."""
    at = random.choice([r"(?<=；)", r"(?=，)", r"(?<=，)"])
    for piece in draft.pieces:
        if piece.kind == TEXT:
            parts = re.split(at, piece.text)
            keep = 1.0 if "；" in at else 0.25
            piece.text = parts[0] + "".join(("\n" if random.random() < keep else "") + part for part in parts[1:])


def glued(draft: Draft, random: Random, half: str) -> None:
    """Numbered headings run into the text below them."""
    pieces: list[Piece] = []
    for piece in draft.pieces:
        last = pieces[-1] if pieces else None
        if last and last.kind == HEADING and piece.kind == TEXT and re.match(r"[一二三四五六七八九十（(\d]", last.text):
            pieces[-1] = Piece(last.text + piece.text, NOISE)
        else:
            pieces.append(piece)
    draft.pieces = pieces


def lost_brackets(draft: Draft, random: Random, half: str) -> None:
    for piece in draft.pieces:
        if piece.kind == HEADING:
            piece.text = re.sub(r"^[（(]([一二三四五六七八九十]+)[）)]", r"\1", piece.text)


def one_line(draft: Draft, random: Random, half: str) -> None:
    """Every line end lost."""
    draft.raw = "".join(piece.text for piece in draft.pieces)


def paged(draft: Draft, random: Random, half: str) -> None:
    """A preview that lost its line ends and starts each page with its number, in the middle of words."""
    text = "".join(piece.text for piece in draft.pieces)
    size = random.randint(500, 900)
    pages = [text[i : i + size] for i in range(0, len(text), size)]
    draft.raw = "\n\n".join(f"{number}、{page}" for number, page in enumerate(pages, 1))


def traditional(draft: Draft, random: Random, half: str) -> None:
    convert = OpenCC(random.choice(["s2t", "s2tw", "s2hk"])).convert
    for piece in draft.pieces:
        piece.text = convert(piece.text)


def pinyin(draft: Draft, random: Random, half: str) -> None:
    traditional(draft, random, half)
    simplify = OpenCC("t2s").convert
    for piece in draft.pieces:
        piece.text = "".join(
            c + (f"({random.choice(SYLLABLES)}" + (")" if random.random() < 0.97 else "") if simplify(c) != c and random.random() < 0.5 else "")
            for c in piece.text
        )


def anti_copy(draft: Draft, random: Random, half: str) -> None:
    signs = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789!#$%&*()_+-=[]{};:'|,.<>?/~ "

    def string() -> str:
        return random.choice(";:!,. ") + " " + "".join(random.choice(signs) for _ in range(random.randint(10, 26))).strip()

    pieces: list[Piece] = []
    for piece in draft.pieces:
        if piece.kind == TEXT and random.random() < 0.5:
            piece.text += string()
        pieces.append(piece)
        if piece.kind == TEXT and random.random() < 0.4:
            pieces.append(Piece(string(), NOISE))
    draft.pieces = pieces


def no_punctuation(draft: Draft, random: Random, half: str) -> None:
    for piece in draft.pieces:
        if piece.kind != TITLE:
            piece.text = re.sub(r"[，。、：；（）“”！？《》%]", "", piece.text)


def mojibake(draft: Draft, random: Random, half: str) -> None:
    draft.change(lambda text: "".join("?" if "一" <= c <= "鿿" and random.random() < 0.02 else c for c in text))


def dropped(draft: Draft, random: Random, half: str) -> None:
    """A set of common characters missing everywhere, with digits and marks."""
    lost = set(random.sample(list("的和在了有为一是上中业区发展"), 5) + random.sample(list("3456"), 2) + ["，"])
    draft.change(lambda text: "".join(c for c in text if c not in lost) or text)


def masked(draft: Draft, random: Random, half: str) -> None:
    sign = random.choice({"tune": ["XX", "*", "××"], "held": ["某某", "##", "__"]}[half])
    draft.change(lambda text: re.sub(r"[一-鿿]{2}(?=[市县区])", sign, text))


def blanked(draft: Draft, random: Random, half: str) -> None:
    sign = random.choice({"tune": ["", "==", "*"], "held": ["__", "○", "  "]}[half])
    draft.change(lambda text: re.sub(r"\d+(?=[亿万个家项公亩%])", lambda m: sign if random.random() < 0.5 else m.group(), text))


def table(draft: Draft, random: Random, half: str) -> None:
    """A table of the report itself, which stays."""
    rows = random.choice({
        "tune": [["序号 | 事项 | 牵头单位 | 完成时限", "1 | 摸清底数 | 城管局 | 6月底前", "2 | 修订办法 | 司法局 | 9月底前"],
                 ["指标　2021年　2022年　甲市　乙市", "产值　182　203　415　388", "研发　2.1　2.3　3.9　3.6"]],
        "held": [["项目\t投资（亿元）\t进度", "中试基地\t3.2\t主体封顶", "物流园\t5.6\t正在征地"],
                 ["附表：三地对照", "地区 户数 收费率", "甲区 1200 92%", "本区 980 61%"]],
    }[half])
    at = len(draft.pieces) * 2 // 3
    while at < len(draft.pieces) and draft.pieces[at - 1].kind == HEADING:
        at += 1
    blocks = draft.gold["blocks"]
    block = draft.pieces[at - 1].block
    draft.pieces[at:at] = [Piece(row) for row in rows]
    blocks[block + 1 : block + 1] = [{"type": "para", "spans": [{"role": "context", "themes": [], "text": row}]} for row in rows]
