"""Cut Chinese text into words. Nobody else imports jieba.

jieba's own loader writes a cache file into a shared temporary folder, which saves no time on
current machines; the dictionary is read directly instead. The words are jieba's, found by its
dictionary and its model for unknown words; only the search for the likeliest cut is our own, in one
pass from the right, half as long as jieba's two. The tests compare the two on every text at hand.
"""
import logging
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from math import log

import jieba
from jieba import finalseg

jieba.setLogLevel(logging.WARNING)

# As in jieba: what may hold words, and what stands alone between.
BLOCK = re.compile(r"([一-鿕a-zA-Z0-9+#&._%\-]+)")
SPACE = re.compile(r"(\r\n|\s)")


@cache
def load_tokenizer() -> jieba.Tokenizer:
    """The tokenizer with its dictionary read, about half a second; cached for the process."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def cut(text: str) -> list[str]:
    """Words in order; joined they are the text.

    >>> cut("考察团认为下城区需要重新审视")
    ['考察团', '认为', '下', '城区', '需要', '重新', '审视']
    """
    found: list[str] = []
    for number, block in enumerate(BLOCK.split(text)):
        if number % 2:
            found += _cut_block(block)
        elif block:
            for part in SPACE.split(block):
                found += [part] if SPACE.match(part) else part
    return found


def is_word(text: str) -> bool:
    """Whether the dictionary has it.

    >>> is_word("意愿"), is_word("意原")
    (True, False)
    """
    return bool(load_tokenizer().FREQ.get(text))


def crosses_word(text: str, start: int, end: int) -> bool:
    """Whether what stands here is made of the end of one word and the beginning of another, told by the words around it.

    >>> crosses_word("城市更新和精细化管理", 3, 5), crosses_word("推动曲周经济社会", 2, 4)
    (True, False)
    """
    near = max(0, start - 6)
    for _, first, last in load_tokenizer().tokenize(text[near:end + 6], HMM=False):
        first, last = near + first, near + last
        if first < start < last < end + 1 or start - 1 < first < end < last:
            return True
    return False


def cut_with_offsets(text: str, *, search: bool = False) -> Iterator[tuple[str, int, int]]:
    """(word, start, end) in order; with ``search`` also the shorter words inside long ones, before them."""
    known, start = load_tokenizer().FREQ.get, 0
    for word in cut(text):
        length = len(word)
        if search and length > 2:
            for size in (2, 3) if length > 3 else (2,):
                for offset in range(length - size + 1):
                    part = word[offset:offset + size]
                    if known(part):
                        yield part, start + offset, start + offset + size
        yield word, start, start + length
        start += length


class _Worth(dict):
    """Frequency -> logarithm of its share, filled as frequencies are met."""

    def __missing__(self, frequency: int) -> float:
        self[frequency] = log(frequency) - log(load_tokenizer().total)
        return self[frequency]


@cache
def _load_worth() -> _Worth:
    return _Worth()


def _cut_block(block: str) -> list[str]:
    """The likeliest words of a run without punctuation; characters left over in a row go to the model for unknown words."""
    found: list[str] = []
    ends, start, length, singles = _ends(block), 0, len(block), 0
    while start < length:
        end = ends[start]
        if end - start > 1:
            if singles < start:
                found += _unknown(block[singles:start])
            found.append(block[start:end])
            singles = end
        start = end
    if singles < length:
        found += _unknown(block[singles:])
    return found


def _ends(block: str) -> list[int]:
    """For each character where the word that begins there would end, in the likeliest cut of the rest."""
    frequency, worth, length = load_tokenizer().FREQ.get, _load_worth(), len(block)
    once = worth[1]
    best, ends = [0.0] * (length + 1), [0] * length
    for start in range(length - 1, -1, -1):
        end = start + 1
        highest, at = None, end
        often = frequency(block[start:end])
        while often is not None:
            if often:
                score = worth[often] + best[end]
                if highest is None or score >= highest:
                    highest, at = score, end
            end += 1
            if end > length:
                break
            often = frequency(block[start:end])
        best[start] = once + best[at] if highest is None else highest
        ends[start] = at
    return ends


@lru_cache(maxsize=50_000)
def _unknown(characters: str) -> tuple[str, ...]:
    if len(characters) == 1 or load_tokenizer().FREQ.get(characters):
        return tuple(characters)
    return tuple(finalseg.cut(characters))
