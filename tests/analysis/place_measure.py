"""How well origin and hosts of gold reports are found, from their gold text: ``python -m tests.analysis.place_measure FOLDER``."""
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from govreports.analysis.places import find_places
from govreports.analysis.records import Kind

PLAIN, GLUED, HEADLESS = "plain", "glued", "headless"  # headings known; glued to their text and unknown; unknown
_SUFFIX = re.compile(r"(?:特别行政区|自治州|自治县|自治区|地区|新区|省|市|区|县|盟|旗|镇|乡|村)$")
_LEVEL = re.compile(r".+?(?:自治州|自治县|自治区|省|市|区|县|盟|旗|镇|乡|村)(?!区|镇|乡)")


@dataclass(frozen=True)
class Figures:
    """Mean F1 over a folder of gold reports, 0 to 1."""

    hosts: float
    origin: float
    reports: int


def place_figures(folder: Path, way: str = PLAIN, *, show: bool = False) -> Figures:
    hosts, origin = [], []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text, headings = body_of(gold, way)
        found = find_places(title=gold["title"], text=text, headings=headings, kind=Kind(gold["kind"]))
        hosts.append(f1(gold["hosts"], [place.name for place in found.hosts]))
        origin.append(f1(gold["origin"], [place.name for place in found.origin]))
        if show and hosts[-1] + origin[-1] < 2:
            print(f"{path.name} {hosts[-1]:.2f} {origin[-1]:.2f}", gold["origin"], found.origin, gold["hosts"], found.hosts, sep="\n  ")
    return Figures(sum(hosts) / len(hosts), sum(origin) / len(origin), len(hosts))


def body_of(gold: dict, way: str) -> tuple[str, list[str]]:
    parts = []
    for block in gold["blocks"]:
        is_heading = block["type"] == "heading"
        parts.append(block["text"] if is_heading else "".join(span["text"] for span in block["spans"]))
        parts.append("" if is_heading and way == GLUED else "\n")
    return "".join(parts), [block["text"] for block in gold["blocks"] if block["type"] == "heading"] if way == PLAIN else []


def key(name: str) -> str:
    """The most specific place of a name: 四川省成都市青羊区 -> 青羊."""
    last = (_LEVEL.findall(name) or [name])[-1]
    short = _SUFFIX.sub("", last)
    return short if len(short) > 1 or short in "*x" else last


def f1(gold: list[str], found: list[str]) -> float:
    asked, given = Counter(map(key, gold)), Counter(map(key, found))
    return 2 * sum((asked & given).values()) / (len(gold) + len(found)) if gold or found else 1.0


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, place_figures(Path(name), show=True))
