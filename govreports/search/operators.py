"""What the signs in a reader's line mean. Comes in: the folded line; goes out: pieces in order. No line is an error.

“…” "…" 「…」 『…』 《…》 words as they stand; AND 且 & both must be there; OR 或 | one of them will do;
NOT 不含 - must not be there; + must be there; city: 城市： theme: 主题： role: 角色： year: 年份： kind: 文种：
narrow; in: 范围： says how near words must be. Signs in places where they mean nothing are left out.
"""
import re
from dataclasses import dataclass

QUOTES = (("“", "”"), ('"', '"'), ("「", "」"), ("『", "』"), ("《", "》"))
GROUPS = {
    "city": "city", "城市": "city", "地区": "city", "theme": "theme", "主题": "theme", "role": "role", "角色": "role",
    "year": "year", "年份": "year", "kind": "kind", "文种": "kind", "in": "in", "范围": "in",
}
AND, OR, NOT = ({"and", "且", "并且", "&", "&&"}, {"or", "或", "或者", "|", "||"}, {"not", "不含", "不包含", "排除"})

_QUOTED = "|".join(f"{opening}[^{opening}{closing}]+{closing}" for opening, closing in QUOTES)
_CHUNK = r"[^\W_](?:[\w.%·-]*[^\W_%]%?)?"  # what stands between spaces and punctuation: 5a级景区, 93.5%
_TOKEN = re.compile(
    rf"(?<!\w)(?P<group>{'|'.join(GROUPS)})\s*:\s*(?P<value>{_QUOTED}|[^\s,;()]+)"
    rf"|(?P<quoted>{_QUOTED})"
    rf"|(?<![^\s()])(?P<sign>{'|'.join(re.escape(sign) for sign in sorted(AND | OR | NOT, key=len, reverse=True))})(?![^\s()])"
    r"|(?P<bar>[|&]+)"
    r"|(?<![^\s()])(?P<mark>[-+])(?=[\w“\"「『《])"
    rf"|(?P<chunk>{_CHUNK})",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line with its place in it."""

    text: str
    start: int
    group: str = ""  # what it narrows; empty for words
    is_quoted: bool = False
    is_required: bool = False
    is_excluded: bool = False
    is_choice: bool = False  # it or the piece before it will do


def read_pieces(folded: str) -> list[Piece]:
    """
    >>> [(piece.text, piece.is_excluded) for piece in read_pieces('物业 not “信托 制” -收费')]
    [('物业', False), ('信托 制', True), ('收费', True)]
    >>> [(piece.group, piece.text) for piece in read_pieces("城市:杭州 year:2023")]
    [('city', '杭州'), ('year', '2023')]
    """
    pieces: list[Piece] = []
    before = ""  # the sign that stands before the next piece
    for match in _TOKEN.finditer(folded):
        sign = match["sign"] or match["mark"] or (match["bar"] or "")[:1]
        if sign:
            before = _meaning(sign)
            continue
        piece = _piece(match, before)
        if before == "and" and pieces and not pieces[-1].group:
            pieces[-1] = _required(pieces[-1])
        if before == "or" and (not pieces or pieces[-1].group or piece.group or pieces[-1].is_excluded):
            piece = Piece(piece.text, piece.start, piece.group, piece.is_quoted)
        pieces.append(piece)
        before = ""
    return pieces


def _meaning(sign: str) -> str:
    if sign in AND or sign == "+":
        return "and" if sign != "+" else "must"
    return "or" if sign in OR else "not"


def _piece(match: re.Match, before: str) -> Piece:
    is_word = not match["group"]
    signs = {"is_required": is_word and before in ("and", "must"), "is_excluded": is_word and before == "not",
             "is_choice": is_word and before == "or"}
    if match["group"]:
        value = match["value"]
        return Piece(value[1:-1] if _is_quoted(value) else value, match.start("value"), GROUPS[match["group"]])
    if match["quoted"]:
        return Piece(match["quoted"][1:-1], match.start("quoted") + 1, is_quoted=True, **signs)
    return Piece(match["chunk"], match.start("chunk"), **signs)


def _is_quoted(value: str) -> bool:
    return len(value) > 2 and (value[0], value[-1]) in QUOTES


def _required(piece: Piece) -> Piece:
    return piece if piece.is_excluded else Piece(
        piece.text, piece.start, piece.group, piece.is_quoted, is_required=True, is_choice=piece.is_choice,
    )
