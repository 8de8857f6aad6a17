"""How well origin and hosts of gold reports are found, from their gold text: ``python -m tests.analysis.place_measure FOLDER``."""
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from govreports.analysis.places import find_places
from govreports.analysis.records import Kind
from govreports.training.metadata import place_f1

PLAIN, GLUED, HEADLESS = "plain", "glued", "headless"  # headings known; glued to their text and unknown; unknown


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
        hosts.append(place_f1(gold["hosts"], [place.name for place in found.hosts]))
        origin.append(place_f1(gold["origin"], [place.name for place in found.origin]))
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


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, place_figures(Path(name), show=True))
