"""Cut Chinese text into words. Nobody else imports jieba.

jieba's own loader writes a cache file into a shared temporary folder, which saves no time on
current machines; the dictionary is read directly instead.
"""
import logging
from collections.abc import Iterator
from functools import cache

import jieba

jieba.setLogLevel(logging.WARNING)


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
    return load_tokenizer().lcut(text)


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
    """(word, start, end) in order; with ``search`` also the shorter words inside long ones."""
    return load_tokenizer().tokenize(text, mode="search" if search else "default")
