"""Made reports for measuring search: as many as wanted, the same for the same number, whatever is asked before or after.

Sentences come from the invented reports in ``fixtures/``. Each made report keeps to one to three themes,
names places from the list of divisions, and agencies, firms, people and measures from a pool of 40,000
made names that are used as names are: few often, most hardly ever. One report in seven is in Traditional script.
"""
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from opencc import OpenCC

from govreports.analysis.lexicon.divisions import load_divisions
from govreports.training.gold import read_folder

ROOT = Path(__file__).resolve().parents[2]
PASSAGES, SENTENCES = 20, (3, 8)  # of a report; of a passage: about 270 characters
NAMES = 40_000
ROLES = ("learned", "learned", "learned", "realized", "action", "context")
KINDS = ("study_tour",) * 8 + ("speech", "other")
HEADINGS = ("主要做法", "几点启示", "下步打算", "考察概况", "经验做法", "对策建议", "思考与体会", "工作措施")
_FIRST = "陈林黄张李王吴刘蔡杨许郑谢郭洪邱曾廖赖徐周叶苏庄吕江何萧罗高潘简朱钟彭游詹胡施沈余卢梁赵颜柯翁魏孙戴"
_CHARACTERS = "安邦昌达恩丰光和恒宏华嘉建金景康乐利隆茂明宁平启乾庆荣瑞盛泰通万旺祥新兴旭阳益永裕源云振正志中众卓岚溪澜湾岭桥塘坪渡崇栖汀沐槐榆棠芷蘅"
_ENDINGS = ("科技公司", "集团", "产业园", "工作法", "行动", "工程", "管委会", "服务站", "合作社", "研究院", "示范区", "平台", "驿站", "码", "小镇")


@dataclass(frozen=True, slots=True)
class MadePassage:
    number: int
    text: str
    heading: str
    role: str
    themes: tuple[str, ...]
    cities: tuple[str, ...]  # GB/T 2260 codes


@dataclass(frozen=True, slots=True)
class MadeReport:
    number: int
    title: str
    date: str
    kind: str
    themes: tuple[str, ...]
    cities: tuple[str, ...]
    passages: tuple[MadePassage, ...]

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def text(self) -> str:
        return "\n".join(passage.text for passage in self.passages)


def reports(count: int, start: int = 0) -> Iterator[MadeReport]:
    """Reports number ``start`` to ``start + count - 1``."""
    return (report(number) for number in range(start, start + count))


def report(number: int) -> MadeReport:
    chance = random.Random(f"report {number}")
    sentences, places = load_sentences(), load_places()
    themes = tuple(chance.sample(sorted(sentences), chance.randint(1, 3)))
    cities = tuple(dict.fromkeys(chance.choices(places, load_place_weights(), k=chance.randint(1, 3))))
    write = _in_traditional if chance.random() < 0.15 else str
    passages = tuple(_passage(chance, position, themes, cities, write) for position in range(1, PASSAGES + 1))
    title = f"关于赴{'、'.join(name for _, name in cities)}学习考察的报告"
    date = f"{chance.randint(2005, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return MadeReport(number, title, date, chance.choice(KINDS), themes, tuple(code for code, _ in cities), passages)


def name(chance: random.Random) -> str:
    """A made name; the first of the pool are used often, the last hardly ever (Zipf)."""
    pool, weights = load_names()
    return pool[bisect(weights, chance.random() * weights[-1])]


def _passage(chance: random.Random, number: int, themes: tuple, cities: tuple, write: callable) -> MadePassage:
    theme, (code, place) = chance.choice(themes), chance.choice(cities)
    pool = load_sentences()
    parts = []
    for _ in range(chance.randint(*SENTENCES)):
        group = theme if chance.random() < 0.7 else chance.choice(sorted(pool))
        parts.append(chance.choice(pool[group]))
        if chance.random() < 0.3:
            parts.append(_made_sentence(chance, place))
    text = write("".join(parts))
    own = tuple(dict.fromkeys((theme, *(chance.sample(themes, 1) if chance.random() < 0.3 else ()))))
    return MadePassage(number, text, chance.choice(HEADINGS), chance.choice(ROLES), own, (code,))


def _made_sentence(chance: random.Random, place: str) -> str:
    figure, year = f"{chance.randint(1, 9999)}", chance.randint(2005, 2025)
    return chance.choice((
        "{place}以{name}为抓手，{year}年完成投资{figure}万元。", "{name}与{other}共同承办，惠及群众{figure}人。",
        "在{place}，我们看了{name}和{other}。", "{name}覆盖率达到{share}%，比{year}年提高{points}个百分点。",
    )).format(place=place, name=name(chance), other=name(chance), year=year, figure=figure,
              share=round(chance.uniform(40, 99), 1), points=chance.randint(1, 30))


@cache
def load_sentences() -> dict[str, list[str]]:
    """Theme -> sentences of passages with it."""
    found: dict[str, dict[str, None]] = {}
    for gold in read_folder(ROOT / "fixtures" / "gold") + read_folder(ROOT / "fixtures" / "training"):
        for block in gold.blocks:
            for span in block if isinstance(block, tuple) else ():
                for theme in span.themes or ("community",):
                    for sentence in span.text.replace("！", "。").split("。"):
                        if len(sentence) > 5:
                            found.setdefault(theme, {})[f"{sentence}。"] = None
    return {theme: list(sentences) for theme, sentences in found.items()}


@cache
def load_places() -> list[tuple[str, str]]:
    """(code, name) of cities and counties."""
    return [(code, ones[0].name) for code, ones in sorted(load_divisions().by_code.items()) if not code.endswith("0000")]


@cache
def load_place_weights() -> list[float]:
    places = load_places()
    return [(8.0 if code.endswith("00") else 1.0) / (1 + index % 97) for index, (code, _) in enumerate(places)]


@cache
def load_names() -> tuple[list[str], list[float]]:
    """Made names, and their weights added up."""
    chance = random.Random("names")
    found: dict[str, None] = {}
    while len(found) < NAMES:
        if chance.random() < 0.2:
            found[chance.choice(_FIRST) + "".join(chance.choices(_CHARACTERS, k=2))] = None
        else:
            found["".join(chance.choices(_CHARACTERS, k=chance.choice((2, 2, 3)))) + chance.choice(_ENDINGS)] = None
    return list(found), list(accumulate(1 / (rank + 10) for rank in range(NAMES)))


@cache
def _load_converter() -> OpenCC:
    return OpenCC("s2t")


def _in_traditional(text: str) -> str:
    return "".join(f"{_sentence_in_traditional(sentence)}。" for sentence in text.split("。") if sentence)


@cache
def _sentence_in_traditional(sentence: str) -> str:
    return _load_converter().convert(sentence)
