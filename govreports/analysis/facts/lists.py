"""The word lists of lexicon/facts.toml, as tuples and as patterns."""
import re
from functools import cache

from ..lexicon import load_list


@cache
def words(name: str) -> tuple[str, ...]:
    """A list by section and name (``units.measures``), longest words first; cached for the process."""
    section, _, key = name.partition(".")
    return tuple(sorted(dict.fromkeys(load_list("facts")[section][key].split()), key=len, reverse=True))


def ending(text: str, name: str, end: int) -> str:
    """The longest word of a list that ends at an offset, or nothing. Many times as fast as a pattern with $."""
    if not text.endswith(words(name), 0, end):
        return ""
    return next(word for word in words(name) if text.endswith(word, 0, end))


def either(*names: str) -> str:
    """A pattern for any word of these lists, the longest that fits."""
    every = sorted({word for name in names for word in words(name)}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, every))})"
