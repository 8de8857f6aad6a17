"""Shorten a passage for a list. Report text is never cut without …… and a link to the whole beside it."""
import re

CUT = "……"
STOPS = re.compile(r"[。！？；][”’」』）]?")


def excerpt(text: str, limit: int) -> str:
    """The whole text up to ``limit`` characters, else its first whole sentences, at least half of the limit, and ``……``.

    >>> excerpt("一园一名园长。经费按面积进预算。", 20), excerpt("一园一名园长。经费按面积和等级直接进预算。", 12)
    ('一园一名园长。经费按面积进预算。', '一园一名园长。……')
    """
    if len(text) <= limit:
        return text
    ends = [match.end() for match in STOPS.finditer(text, 0, limit)]
    return text[: ends[-1] if ends and ends[-1] >= limit // 2 else limit].rstrip("，、：") + CUT
