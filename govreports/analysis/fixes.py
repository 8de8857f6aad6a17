"""One function for each fault of a source: lines in, mended lines and what was mended out.

Each takes the lines of one report in reading order and returns ``(lines, removed)``, where
``removed`` holds the pieces taken out or mended, for the record of the cleaning. A rule that is
not sure leaves the text alone: a line of noise kept is better than a passage lost.
The faults are those of real sources: copies from document-sharing sites, newspapers and Word.
"""
import html
import re

from .lines import Line

Fixed = tuple[list[Line], list[str]]

HAN = "一-鿿㐀-䶿〇"
FINAL = "。！？!?…"
CLOSERS = "”’」』）)》】"
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff]")
ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\t]")
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
TAG = re.compile(r"</?(?:p|br|div|span|font|strong|b|i|em|a|img|table|tr|td|li|ul|h[1-6])\b[^<>]{0,200}>", re.I)


def _each(lines: list[Line], pattern: re.Pattern[str], replacement="") -> Fixed:
    done = [line.sub(pattern, replacement) for line in lines]
    return [line for line, _ in done], [piece for _, found in done for piece in found]


def remove_invisible_characters(lines: list[Line]) -> Fixed:
    lines, removed = _each(lines, INVISIBLE)
    lines, _ = _each(lines, ODD_SPACE, " ")
    return lines, removed


def remove_markup(lines: list[Line]) -> Fixed:
    """Tags and entities that a copy left in the text: ``<br/>``, ``&nbsp;``."""
    lines, tags = _each(lines, TAG)
    lines, entities = _each(lines, ENTITY, lambda m: html.unescape(m.group())[:1].replace("\xa0", " "))
    return lines, tags + entities


CODE = re.compile(
    r"^<!--.*-->$|^/\*.*\*/|\{[^{}]*:[^{}]*\}|\bfunction\s*\w*\(|^\s*(?:var\s|window\.|document\.|\$\()|^@[\w-]+\s*\{|^\[(?:if|endif)|\[endif\]$"
    r"|^<[a-z/!][^>]*>$|^(?:style|script)\s+type\s*=|^try\s*\{", re.I
)
FOREIGN_WORDS = 8  # Latin words of a paragraph without a Chinese character


def remove_code(lines: list[Line]) -> Fixed:
    """Lines of style sheets and scripts, and foreign paragraphs put in against copying; no report has either."""
    removed = [line.text for line in lines if _is_code(line.text.strip())]
    return [line for line in lines if not _is_code(line.text.strip())] if removed else lines, removed


def _is_code(text: str) -> bool:
    signs = len(re.findall(rf"[{HAN}]", text)) if text[:1].isascii() or "{" in text else len(text)
    if not signs:
        return bool(CODE.search(text)) or len(re.findall(r"[A-Za-z]{2,}", text)) >= FOREIGN_WORDS
    return signs <= len(text) * 0.5 and bool(CODE.search(text))


SYLLABLE = r"[bpmfdtnlgkhjqxzcsryw]?h?[aeiouüvāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]{1,4}(?:ng?|r)?"
PINYIN = re.compile(rf"(?<=[{HAN}?？])\s?[（(]\s*(?:{SYLLABLE}\s?)+[）)]?")
TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
# "明年?duì幦?dòng)": the character before was damaged and its bracket lost
STRAY_PINYIN = re.compile(rf"(?<=[?？])[a-zü]{{0,4}}[{TONED}][a-zü]{{0,3}}[）)]?")
MIN_PINYIN = 5  # toned insertions that make a text one with pinyin; a name glossed once is left alone


def remove_pinyin(lines: list[Line]) -> Fixed:
    """Pinyin that a site put behind characters: 調(diào)研組(zǔ)."""
    toned = sum(any(c in TONED for c in found.group()) for line in lines for found in PINYIN.finditer(line.text))
    if toned < MIN_PINYIN:
        return lines, []
    lines, removed = _each(lines, PINYIN)
    lines, stray = _each(lines, STRAY_PINYIN)
    return lines, removed + stray


ODD_SIGN = r"[#$%^&*_=+|\\<>{}~`@!;:'\"\[\]?/]"
ANTI_COPY_TAIL = re.compile(rf"(?<=[{HAN}{FINAL}{CLOSERS}；：]) *[\x21-\x7e][\x20-\x7e]{{7,60}}$")
ANTI_COPY_HEAD = re.compile(rf"^[\x21-\x7e][\x20-\x7e]{{7,60}}(?=[{HAN}“（])")


# beside sure ones, a line of letters, digits and signs without a word: "0X=)Om-gZ4c26a"
SHUFFLED_LINE = re.compile(r"^(?=.*\d)(?=.*[A-Z])(?=.*[a-z])(?=.*[^\w\s])(?!https?:)[\x20-\x7e]{10,60}$")


def _is_anti_copy(text: str, least: int) -> bool:
    """Random signs, letters and digits, as forums add them against copying; not a web address, not a figure."""
    text = text.strip()
    if len(text) < 8 or re.search(r"https?:|www\.|@\w+\.\w", text):
        return False
    if re.fullmatch(r"[\x20-\x2f:-@]+", text):  # a ruled line of signs
        return False
    signs = len(re.findall(ODD_SIGN, text))
    # a run of letters with the case changing inside is no word: "oOr$XU"
    shuffled = len(re.findall(r"[a-z][A-Z]|[A-Z][a-z][A-Z]|\d[a-zA-Z]|[a-zA-Z]\d", text))
    return signs >= 2 and signs + shuffled >= least


def remove_anti_copy_strings(lines: list[Line]) -> Fixed:
    kept, removed = _without_anti_copy(lines, SURE)
    if len(removed) < 2:  # one lone string could be a formula or an example
        return lines, []
    kept, more = _without_anti_copy(kept, LIKELY)
    leftovers = [line.text for line in kept if SHUFFLED_LINE.match(line.text)]
    return [line for line in kept if not SHUFFLED_LINE.match(line.text)], removed + more + leftovers


SURE, LIKELY = 4, 3  # signs and shuffled letters; fewer do beside sure ones


def _without_anti_copy(lines: list[Line], least: int) -> Fixed:
    removed, kept = [], []
    for line in lines:
        if line.text.isascii() and _is_anti_copy(line.text, least):
            removed.append(line.text)
            continue
        for pattern in (ANTI_COPY_TAIL, ANTI_COPY_HEAD):
            match = pattern.search(line.text)
            if match and _is_anti_copy(match.group(), least):
                removed.append(match.group())
                line = line.slice(0, match.start()) if pattern is ANTI_COPY_TAIL else line.slice(match.end())
        kept.append(line)
    return kept, removed


NEAR_HAN = rf"(?:(?<=[{HAN}{CLOSERS}，。；：“”%])[,;:?!]|[,;:?!](?=[{HAN}“《（]))"
HALF_WIDTH = re.compile(NEAR_HAN)
FULL = str.maketrans(",:;?!()", "，：；？！（）")


def widen_punctuation(lines: list[Line]) -> Fixed:
    """Half-width punctuation between Han characters; figures and Latin text keep theirs."""
    lines, marks = _each(lines, HALF_WIDTH, lambda m: m.group().translate(FULL))
    pairs = re.compile(r"\(([^()]{1,120})\)")

    def widen(match: re.Match[str]) -> str:
        return f"（{match.group(1)}）" if re.search(rf"[{HAN}]|^\d{{1,2}}$", match.group(1)) else match.group()

    done, brackets = [], []
    for line in lines:
        found = [m for m in pairs.finditer(line.text) if widen(m) != m.group()]
        for match in found:  # only the brackets change, so both scripts keep their inner text
            for at, sign in ((match.start(), "（"), (match.end() - 1, "）")):
                line = line.slice(0, at).join(Line(sign, sign)).join(line.slice(at + 1))
            brackets.append(match.group())
        done.append(line)
    return done, marks + brackets


def drop_empty_lines(lines: list[Line]) -> Fixed:
    return [line.strip() for line in lines if line.text.strip()], []
