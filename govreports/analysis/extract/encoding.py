"""Bytes of a text file -> text and the name of its encoding.

Reports come in UTF-8, GB18030 (which holds GBK and GB2312), Big5 and UTF-16, with a byte order
mark or without. The mark decides; then NUL bytes; then strict UTF-8, which text in another
encoding practically never is; the rest is told by how many everyday characters a reading gives.
General detectors were tried and dropped: they know dozens of encodings that never come, and
take short Chinese texts for Korean or Cyrillic.

>>> decode("　　考察组先后到三个社区".encode("gb18030"), "报告.txt")
('　　考察组先后到三个社区', 'gb18030')
"""
import codecs
import re

from ..errors import UnreadableSource

BINARY = "内容不是文字，可能是改了扩展名的其他文件。请用原来的软件打开，另存为 docx、pdf 或 txt 再上传"
MARKS = (  # the longer mark first: UTF-32 LE begins like UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Characters that make up about half of any report, in both scripts. A wrong reading gives rare ones instead.
EVERYDAY = frozenset(
    "的一是了在有不和人大为上中地国我要这以来到他时个们出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家"
    "力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日社义事平形相全表间样与关各重新线内数正心反你明"
    "看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头"
    "基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志"
    "世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节"
    "话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史"
    "感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细"
    "镇乡村街城园区考察环境服务项目企业经济文旅游生态智慧"
    "的為來會對過們時個動產後經進實點業開關樣與學國說這發現從還間體機當氣變條沒結問題黨員總領導縣區鎮鄉鄰務環項企經濟遊態觀參訪團報書記應議設備質"
    "辦專標導線農萬億資續優勢營處長層風險構築統計畫劃創聯認識單勞護醫養教師讀寫覺見廣場園華東車電視網絡處歸納術際陽陸隊隨難響預頭類養驗"
    "，。、；：“”（）《》？！"
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAX_DAMAGED = 0.02  # share of characters that may be unreadable; above it the bytes are no text. Cut or spun pages have under 0.005
MIN_UTF16 = 0.75  # share of plausible characters that makes bytes with NULs UTF-16
SAMPLE = 200_000  # bytes that a reading is judged by


def decode(data: bytes, name: str, *, declared: str = "") -> tuple[str, str]:
    """Text without its byte order mark, and one of utf-8 gb18030 big5 utf-16-le utf-16-be utf-32-le utf-32-be.

    ``declared`` is what an HTML page says of itself; it is believed where it reads as well as a guess.
    Raises UnreadableSource for bytes that are no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark):].decode(encoding, "replace"), encoding, name)
    encoding = _utf16(data) or _multibyte(data, declared)
    return _checked(_read(data, encoding), encoding, name)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark. Any line end or digit has a NUL in it; text without one is told by its Han characters."""
    sample = data[:SAMPLE]
    if b"\0" not in sample and _is_utf8(sample):
        return None
    best = max(("utf-16-le", "utf-16-be"), key=lambda encoding: _plausible(_read(sample, encoding)))
    text = _read(sample, best)
    if _plausible(text) < MIN_UTF16:
        return None
    others = max(_everyday(_read(sample, other)) for other in ("gb18030", "big5"))
    return best if b"\0" in sample or _everyday(text) > others + 0.2 else None


def _multibyte(data: bytes, declared: str) -> str:
    sample = data[:SAMPLE]
    if _is_utf8(data):
        return "utf-8"
    readings = {encoding: _read(sample, encoding) for encoding in ("utf-8", "gb18030", "big5")}
    scores = {encoding: _everyday(text) - 5 * text.count("\ufffd") / max(1, len(text)) for encoding, text in readings.items()}
    wanted = _known(declared)
    if wanted in scores:
        scores[wanted] += 0.05  # settles very short pages; a wrong declaration loses by far more
    return max(scores, key=scores.__getitem__)


def _known(declared: str) -> str:
    """The encoding we would use for a declared one, or nothing."""
    try:
        canonical = codecs.lookup(declared.strip().strip("\"'")).name if declared else ""
    except (LookupError, ValueError):
        return ""
    if canonical in {"gb2312", "gbk", "gb18030", "hz"}:
        return "gb18030"
    return "big5" if canonical in {"big5", "cp950", "big5hkscs"} else canonical


def _is_utf8(data: bytes) -> bool:
    """Strictly, but a character cut by the end of the data is no fault."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _read(data: bytes, encoding: str) -> str:
    return data.decode("big5hkscs" if encoding == "big5" else encoding, "replace")


def _everyday(text: str) -> float:
    """Share of everyday characters among those outside ASCII, 0 to 1."""
    wide = [character for character in text if character > "\x7f" and character != "\u3000"]
    return sum(character in EVERYDAY for character in wide) / len(wide) if wide else 0.0


def _plausible(text: str) -> float:
    """Share of Han, CJK or full-width punctuation and printable ASCII, 0 to 1."""
    fine = sum(" " <= c <= "~" or c in "\r\n\t" or "\u3000" <= c <= "\u303f" or "\u4e00" <= c <= "\u9fff" or "\uff00" <= c <= "\uff5f"
               or "\u2010" <= c <= "\u2026" for c in text)
    return fine / len(text) if text else 0.0


def _checked(text: str, encoding: str, name: str) -> tuple[str, str]:
    text = text.rstrip("\x1a\0")  # an old end-of-file mark
    faults = text.count("\ufffd") + len(CONTROL.findall(text))
    if "\0" in text or faults > max(2, MAX_DAMAGED * len(text)):
        raise UnreadableSource(name, BINARY)
    return text, encoding
