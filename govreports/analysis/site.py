"""What sites, file-sharing services and editors put around and between the lines of a report.

A known line goes wherever it stands (``lines``, ``tails``, ``dates`` of ``lexicon/noise.toml``). Others are
told by where they stand, how they are built and what they speak of: above the first line of the text and
below the last, a line of menu words, of labels with values, with an arrow or an address is the site's. In the
middle a line goes only for what no report contains: program code, a paragraph without one Chinese character,
a caption, a number that rises from page to page. A rule that is not sure leaves the line.
"""
import re
from collections.abc import Sequence

from . import dates
from .lines import Line
from .numbering import read_number
from .records import LineKind
from .site_signs import (
    BUILT,
    HAN,
    OF_MINUTES,
    TITLE_LIKE,
    bare_title,
    is_doubtful,
    is_menu,
    is_site_line,
    is_title_like,
    load_matcher,
    load_pattern,
    noise_form,
    site_hits,
)

Fixed = tuple[list[Line], list[str]]
TOP, BOTTOM = 40, 90  # lines at both ends in which a site may speak
SHORT = 60  # characters; a longer line without a stop is no menu entry, and a longer caption none
SOLID, SOLID_BARE = re.compile(r"\S{60}"), re.compile(r"\S{30}")  # text without a stop; where all punctuation is lost
RUNNING_TEXT = re.compile(rf"[{HAN}][^。]{{20,}}。[^。]{{8,}}。")


def remove_site_lines(lines: list[Line]) -> Fixed:
    """Known lines anywhere, the site's lines above the text, an editor's introduction, captions between."""
    known, caption = load_matcher("lines", "tails", "dates"), load_matcher("captions")
    kept, removed = _without_top(lines)
    left: list[Line] = []
    for line in kept:
        form = noise_form(line.text) if len(line.text) <= 240 else ""
        is_noise = form and line.kind is not LineKind.TABLE and (
            (known(form) and not OF_MINUTES.match(form)) or (len(form) <= SHORT + 20 and caption(form))
        )
        (removed if is_noise else left).append(line.text if is_noise else line)
    return left, [text for text in removed if text.strip()]


def _is_running(text: str) -> bool:
    """A line of the report's text, as far as its shape tells: a sentence of some length, a solid long line, or a salutation."""
    is_sentence = len(text) >= 24 and bool(re.search("[，。；,;]", text))
    return is_sentence or bool(re.search(r"\S{60}", text)) or bool(re.match(r"(?:尊敬的|各位|同志们|\S{2,20}[：:]$)", text))


def _without_top(lines: list[Line]) -> Fixed:
    """The lines without what the site put above the text and between title and text."""
    kept: list[Line] = []
    removed: list[str] = []
    seen: list[str] = []
    end, has_title = len(lines), False
    for number, line in enumerate(lines):
        text, form = line.text.strip(), noise_form(line.text)
        end = number
        if not text:
            continue
        if len(seen) > TOP or (read_number(text) and not text[0].isdigit() and not (site_hits(form) and BUILT.search(form))):
            break
        is_title = is_title_like(text, line)
        has_title = has_title or (is_title and not is_doubtful(line))
        # below the title a short line may be the first heading: 热线怎么接
        if _is_introduction(form, seen) or (not is_title and _is_site_top(form, hits_needed=1 + has_title)):
            removed.append(line.text)
        elif not is_title and _is_running(text):
            break
        else:
            kept.append(line)
        seen.append(form)
    else:
        end = len(lines)
    top, more = _one_title([*kept, *lines[end : end + 1]], is_site=bool(removed) or any(map(is_doubtful, kept)))
    return top + lines[end + 1 :], removed + more


def _is_site_top(form: str, *, hits_needed: int) -> bool:
    return not dates.is_date_line(form) and (is_site_line(form, hits_needed=hits_needed) or is_menu(form))


def _one_title(top: list[Line], *, is_site: bool) -> Fixed:
    """The top with its title once, as it is written where nothing is added, and without what stands above it.

    The title is the line that comes back most often, cut short or with additions; without a sign of a site nothing is taken.
    """
    sure = [line.text.strip() for line in top if is_title_like(line.text.strip(), line) and not is_doubtful(line)]
    bare = [bare_title(line.text) for line in top]
    plain = [text for text in sure if len(text) >= 10 and text == bare_title(text)]
    texts = [line.text.strip() for line in top]
    # "…考察报告市委：" is the title with the first words glued to it
    ended = [text for text in plain if TITLE_END.search(text)]
    plain = [text for text in plain if text in ended or not text.startswith(tuple(ended))]
    if not plain:
        return top, []
    title = max(plain, key=lambda text: (bare.count(text), sum(len(b) >= 8 and text.startswith(b) for b in bare), len(text)))
    first = texts.index(title)
    if not is_site and sum(text.startswith(title) or title.startswith(b) for text, b in zip(texts, bare, strict=True) if len(b) >= 8) < 2:
        return top, []
    kept: list[Line] = []
    removed: list[str] = []
    for number, line in enumerate(top):
        text = line.text.strip()
        is_again = number != first and len(bare[number]) >= 8 and title.startswith(bare[number])
        is_again = is_again or (number > 1 and texts[number - 1] + text == title)  # the title once more, on two lines
        is_above = number < first and is_site and not text.startswith(("——", "--")) and not title.startswith(("——", "--"))
        if is_again or is_doubtful(line) or (is_above and text not in sure):
            removed.append(line.text)
        elif number > first and text.startswith(title) and len(text) > len(title):
            kept.append(line.strip().slice(len(title)).strip())
            removed.append(title)
        else:
            kept.append(line)
    return kept, removed


# "…学习考察情况报告云冈白天人挤人": a title ends in the kind of a text, and no sentence has begun
KIND_OF_TEXT = "(?:报告|汇报|讲话|心得体会|体会|纪行|侧记|纪要|简报|手记|见闻|札记|随感)"
GLUED_TITLE = re.compile(
    rf"^(?=.{{0,60}}(?:考察|学习|调研|会上|取经|之行|参观|访问))(?:[^。；！？，;!?,]{{4,30}}，[^。；！？，;!?,]{{4,30}}——)?[^。；！？，;!?,]{{6,66}}?{KIND_OF_TEXT}"
    rf"(?:[（(][^）)]{{2,16}}[）)])?(?![的和与及等、，。：；,:;如后中里）提稿])(?!.{{0,12}}{KIND_OF_TEXT}[（(]?)"
    r"|^[^。；！？，;!?,]{8,70}(?=本报讯|本报记者|同志们[：，:,]|尊敬的)"
)
TITLE_END = re.compile(f"{KIND_OF_TEXT}$")
LONG_LINE = 120  # characters of a line that a title may be glued to


def part_title(lines: list[Line]) -> Fixed:
    """A title run into the first paragraph, on a line of its own again; where a line above has it, it is known where it ends."""
    filled = [number for number, line in enumerate(lines) if line.text.strip()][:TOP]
    number = next((n for n in filled if len(lines[n].text) >= LONG_LINE), None)
    if number is None:
        return lines, []
    text = lines[number].text
    above = [bare_title(line.text) for line in lines[:number]]
    # a title above may have been cut; it is trusted where it ends in the kind of a text or stands there twice
    known = [bare for bare in above if len(bare) >= 10 and text.startswith(bare) and (TITLE_END.search(bare) or above.count(bare) > 1)]
    match = None if any(is_title_like(line.text.strip(), line) and not is_doubtful(line) and not text.startswith(bare_title(line.text))
                        for line in lines[:number]) else GLUED_TITLE.match(text)
    title = max([*known, match.group() if match else ""], key=len)
    if not title:
        return lines, []
    parted = [lines[number].slice(0, len(title)), lines[number].slice(len(title)).strip()]
    top, removed = _one_title([*lines[:number], parted[0]], is_site=True)
    return [*top, parted[1], *lines[number + 1 :]], [title, *removed]


def _is_introduction(form: str, seen: Sequence[str]) -> bool:
    """An editor's words to the reader: by their label, by how they speak, or by naming the title that stands above."""
    if load_pattern("editor_labels").match(form):  # a note that tells of the visit itself is the report's own
        return bool(load_pattern("reader_words").search(form)) and not re.search(r"\d月\d{1,2}日", form)
    if not 12 <= len(form) <= 200 or (TELLS_OF_VISIT.search(form) and not re.search("小编|本站|本网(?!讯)|范文", form)):
        return False
    hits = len({match.group() for match in load_pattern("reader_words").finditer(form)})
    names_title = any(len(title) >= 10 and form.find(title[:24]) > 0 for title in seen)  # at the start it is a glued title
    speaks = load_pattern("reader_signs").search(form) is not None
    return (hits >= 1 and names_title) or (speaks and (hits >= 3 or (hits >= 2 and "《" in form)))


TELLS_OF_VISIT = re.compile(r"\d月\d{0,2}|\d日至|一行\d*|\d+人|率队|带队|人员赴")


def cut_tail(lines: list[Line]) -> Fixed:
    """What a site adds below a report: related links, tips, adverts. Running text below keeps the rest."""
    known = load_matcher("tails")
    solid = SOLID if sum("。" in line.text for line in lines) > 4 else SOLID_BARE
    last = next((n for n in range(len(lines) - 1, -1, -1) if _is_last_text(lines[n].text, solid)), -1)
    seen = 0
    for number, line in enumerate(lines):
        form = noise_form(line.text) if len(line.text) <= 240 else ""
        below = number > last >= 0 and len(lines) - number <= BOTTOM
        if seen >= 100 and form and (known(form) or (below and _is_site_tail(form, line))):
            rest = [other for other in lines[number:] if not load_matcher("lines")(noise_form(other.text))]
            if not any(RUNNING_TEXT.search(other.text) and not _is_notice(other.text) for other in rest):
                start = _start_of_block(lines, number, last)
                return lines[:start], [other.text for other in lines[start:] if other.text.strip()]
        seen += len(line.text)
    return lines, []


def _is_last_text(text: str, solid: re.Pattern[str]) -> bool:
    """A line of the report's text: it ends as a sentence or runs on after a comma, as wrapped lines do, and is not the site's."""
    text = text.strip()
    is_closed = (len(text) >= 15 and text[-1] in "。！？”") or solid.search(text) is not None
    is_open = len(text) >= 18 and re.search("[，。；,;]", text) is not None and not is_site_line(noise_form(text), hits_needed=2)
    return (is_closed or is_open) and not _is_notice(text)


def _is_notice(text: str) -> bool:
    """Whole sentences that are the site's: many of its words for their length."""
    hits = site_hits(noise_form(text)) if len(text) <= 240 else 0
    return hits >= 2 and hits * 20 >= len(text)


# What authors put below a report themselves: （作者单位：某县水利局）, （某镇人大主席团供稿）, 某县民政局
OWN_CREDIT = re.compile(r"^[（(](?:作者|执笔|单位|本文作者)[^：:]{0,6}[：:系为]?[^：:]*[）)]$|^[（(][^：:\s]{4,40}(?:供稿|整理|提供)[）)]$"
                        r"|^[^：:，。\s]{4,30}(?:局|委|办|部|府|会|院|校|社|团|组|公司|中心|站|所|室)$")


def _is_site_tail(form: str, line: Line) -> bool:
    if line.kind is LineKind.TABLE or dates.is_date_line(form) or re.match(r"(附件?|抄送|报送|主送|附表)\s*\d*[:：]?", form):
        return False
    if OWN_CREDIT.match(line.text.replace(" ", "").strip()):
        return False
    return is_site_line(form)


def _start_of_block(lines: list[Line], number: int, last: int) -> int:
    """The cut moves up over titles of other reports that stand between the text and the first sure line."""
    while number - 1 > last:
        text = lines[number - 1].text.strip()
        if text and not (TITLE_LIKE.search(text) and len(text) >= 8 and text[-1] not in "。：:" and not dates.find_date(text)):
            break
        number -= 1
    return number


# A site's tag glued behind the last stop: "树立法治意识。对标管理"
GLUED_TAG = re.compile(rf"(?<=[。！])[{HAN}]{{2,8}}$")


def cut_glued_tag(lines: list[Line]) -> Fixed:
    """Only called when a tail was cut: the tag belonged to it."""
    for number in range(len(lines) - 1, -1, -1):
        if match := GLUED_TAG.search(lines[number].text):
            lines = [*lines[:number], lines[number].slice(0, match.start()), *lines[number + 1 :]]
            return lines, [match.group()]
        if lines[number].text.strip():
            break
    return lines, []
