"""What is wrong with a source for good: the text is kept as it stands and the report says why.

Nothing here is mended. A reason is a sentence in Chinese that pages show (``reports/wording.py``).
The limits hold in all 191 annotated reports: those of 800 characters and more use every character of
``ALWAYS``, all but eleven of ``OFTEN`` and nearly all of the digits.
"""
import re
from collections import Counter

HAN = "一-鿿"
SIZE, LONG = 800, 1500  # Chinese characters from which every common character stands in a text; from which one missing is enough
ALWAYS = "的一是在了有和不上个人到年"
OFTEN = (
    "日会没做点的多五每上时万面用从门中子工是同条们建小发后下我分都四位把天和三公大了成来还说年看去一市全由就二事起也办自过地"
    "出两十局个管底要先只到收头次以家里长人在着前报部开不再得这名最月有"
)
MOST_MISSING = 12  # of these that a whole report may lack
DIGITS = 50  # digits from which all but one of the ten stand in a text
LEAST_MARKS = 0.04  # marks for each Chinese character; reports have 0.05 and more, mostly 0.1
MARKS_SIZE = 300  # Chinese characters from which marks are counted
ASKS = "吗呢么什谁何哪几怎吧啊多是否如难不"  # one of them stands in most questions
UNIT = "(?:亿元|万元|平方公里|公里|个百分点|%|％|公顷|万亩)"
PATTERNS = (
    ("有的数字缺了几位", re.compile(r"\d\.(?=平方|公里|[万亿]|米|个|吨|%)|[=＝]{2,}(?=[万亿年月])"), 1),
    ("有的日期缺月或缺日", re.compile(rf"\d年月\d|(?<![\d{HAN}])月\d{{1,2}}日"), 1),
    ("有的字变成了问号", re.compile(rf"(?<=[{HAN}])[?？](?=(?:(?![{ASKS}])[{HAN}]){{1,3}}[?？][{HAN}])"), 1),
    # "增长%", "投资亿元": a verb and a unit, nothing between (签约亿元以上 is a way of speaking); "引进__个项目"
    ("有的数字是空的", re.compile(
        rf"(?<=[达到资入长成为共占降升])(?={UNIT}(?!以上|级|元))|(?<=[{HAN}])(?:[=＝_＿○]+|[ 　]{{2,}})(?=[亿万个家项公亩%％])"), 2),
    # "XX县", "×月×日", "**集团"
    ("有的名称或日期被符号遮住", re.compile(
        rf"(?:(?<![A-Za-z])[XxＸ]{{2,4}}|[×＊*○□#＃_]{{1,4}}|某某)(?=[{HAN}]{{0,2}}[省市县区州旗镇乡村街局厅委书副年月日亿万个同])"), 2),
)
CUT = re.compile(
    r"此处隐藏|省略\s*\d+\s*字|未完[,，]|剩余\s*\d+%|余下\s*\d+\s*字|展示部分内容|部分预览|试读已?结束|(?:此处|以下)内容已省略|还剩\s*\d+\s*页未读"
)
# a question mark in the middle of words that ask nothing: 经?济发展
INSIDE, ASKING, ODD_MARKS = re.compile(rf"(?<=[{HAN}])[?？](?=[{HAN}])"), re.compile(f"[{ASKS}]"), 4

REASONS = (*(reason for reason, _, _ in PATTERNS), "有的常用字整批缺失", "有的数字符号整批缺失", "标点整批缺失", "原文在网站上没有全文")


def find_damage(text: str, *, around: str = "") -> tuple[str, ...]:
    """The reasons why a cleaned text is taken to be damaged, each once; empty where it is whole.

    ``around`` is the source before cleaning: what a site says of text that it holds back.

    >>> find_damage("总面积16.平方公里，去年增长%，总投资亿元，XX县的**镇也是如此。")
    ('有的数字缺了几位', '有的数字是空的', '有的名称或日期被符号遮住')
    """
    found = [reason for reason, pattern, least in PATTERNS if sum(1 for _ in pattern.finditer(text)) >= least]
    if CUT.search(text) or CUT.search(around):
        found.append("原文在网站上没有全文")
    counts = Counter(text)
    size = sum(number for character, number in counts.items() if "一" <= character <= "鿿")
    missing = sum(not counts[character] for character in ALWAYS)
    if size >= SIZE and (missing >= (1 if size >= LONG else 2) or sum(not counts[c] for c in OFTEN) > MOST_MISSING):
        found.append("有的常用字整批缺失")
    odd = sum(not ASKING.search(text[max(0, mark.start() - 16) : mark.start()]) for mark in INSIDE.finditer(text))
    if odd >= ODD_MARKS and "有的字变成了问号" not in found:
        found.append("有的字变成了问号")
    digits = [counts[digit] for digit in "0123456789"]
    if sum(digits) >= DIGITS and digits.count(0) >= 2 and not (digits.count(0) == 2 and digits[5] == digits[8] == 0):
        found.append("有的数字符号整批缺失")
    if size >= MARKS_SIZE and sum(counts[mark] for mark in "，。、；：！？,;:!?") < size * LEAST_MARKS:
        found.append("标点整批缺失")
    return tuple(found)
