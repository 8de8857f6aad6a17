"""How well reports are read that were not learned from, in one page: ``make table`` writes ``docs/analysis.md``.

Cross-validation over all gold reports with their raw files: those in ``fixtures/gold`` and, where they are at hand, the real
ones beside the project. In each fold the models learn from the others and from ``fixtures/training``; then the whole
analysis reads the raw files of those left out.
"""
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from govreports.analysis import analyze
from govreports.analysis.pipeline import Learned
from govreports.analysis.records import Analysis
from govreports.analysis.role_cues import ROLES
from govreports.training import roles, themes
from govreports.training.baselines import BASELINES
from govreports.training.evaluate import Told, figures, macro_f1
from govreports.training.gold import GoldReport, read_json
from govreports.training.scores import confusion, mean, measure

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "analysis.md"
REAL = ROOT.parent / "shared" / "eval" / "seeds"  # real reports, kept outside the project
FOLDS, WORST = 6, 10
ASKED = {"role_acc": 0.93, "role_macro_f1": 0.91, "theme_f1": 0.80, "body_f1": 0.99, "heading_f1": 0.95, "title": 0.95, "kind": 0.95,
         "date": 0.90, "visit": 0.90, "origin_f1": 0.95, "hosts_f1": 0.95}
NAMES = {"roles": "role_acc", "themes": "theme_f1", "body": "body_f1", "headings": "heading_f1", "origin": "origin_f1", "hosts": "hosts_f1"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A passage whose role was told wrongly."""

    size: int  # characters
    report: str
    asked: str
    found: str
    score: float
    text: str


@dataclass(slots=True)
class Results:
    rows: dict[str, dict[str, float]] = field(default_factory=dict)  # by raw file
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    plain: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))  # by baseline
    wrong: list[Wrong] = field(default_factory=list)


def write_table(training: Sequence[GoldReport], path: Path = PAGE) -> None:
    """Measure and write the page; prints each fold as it is done."""
    folders = [ROOT / "fixtures" / "gold", *([REAL] if REAL.is_dir() else [])]
    gold = sorted((file for folder in folders for file in folder.glob("*.gold.json")), key=lambda file: file.name)
    results = Results()
    for fold in range(FOLDS):
        learned_from = [read_json(file) for number, file in enumerate(gold) if number % FOLDS != fold]
        _measure_fold(gold[fold::FOLDS], [*learned_from, *training], results)
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
    path.write_text(_page(results, len(gold), len(training), has_real=REAL.is_dir()), "utf-8")


def _measure_fold(left_out: Sequence[Path], others: Sequence[GoldReport], results: Results) -> None:
    examples = [roles.example(report) for report in others]
    learned = Learned(roles.train(examples), themes.train([themes.example(report) for report in others]))
    tellers = {name: make(examples) for name, make in BASELINES.items()}
    for file in left_out:
        gold, one = json.loads(file.read_text("utf-8")), roles.example(read_json(file))
        for name, tell in tellers.items():
            results.plain[name].append(Told(one, tell(one)))
        for raw in sorted(file.parent.glob(f"{one.name}.raw*")):
            analysis = max(analyze(raw.read_bytes(), raw.name, learned=learned), key=lambda found: len(found.clean.text))
            results.rows[raw.name] = measure(gold, analysis)
            results.roles += confusion(gold, analysis)
            results.wrong += _wrong(one.name, gold, analysis)


def _wrong(name: str, gold: dict, analysis: Analysis) -> list[Wrong]:
    """Passages of another role than the annotated span that holds them."""
    spans = [(span["text"], span["role"]) for block in gold["blocks"] if block["type"] == "para" for span in block["spans"]]
    found = []
    for passage in analysis.passages:
        holds = [role for text, role in spans if passage.text in text]
        if holds and holds[0] != passage.role:
            found.append(Wrong(len(passage.text), name, holds[0], str(passage.role), passage.score, passage.text))
    return found


def _page(results: Results, reports: int, learned: int, *, has_real: bool) -> str:
    reached = {NAMES.get(name, name): value for name, value in mean(list(results.rows.values())).items()}
    reached["role_macro_f1"] = macro_f1(results.roles)
    lines = [
        "# How well reports are read", "",
        "Made by `make table`; nothing here is written by hand but the notes at the end, which the command keeps.", "",
        f"Cross-validation in {FOLDS} folds over {reports} gold reports with their raw files ({'with' if has_real else 'without'} the five "
        f"real ones); each is read by models that learned from the others and from {learned} further annotated reports. "
        "Shares from 0 to 1; roles and themes by characters, mean over reports, `role_macro_f1` over all characters. "
        "Word lists and rules were written with these reports at hand and where glued headings end was learned from them all, "
        "so the figures from `body_f1` down are kind.", "",
        "| figure | reached | asked |", "| --- | --- | --- |",
        *(f"| {name} | {reached[name]:.3f} | {asked:.2f} |" for name, asked in ASKED.items()), "",
        "## Roles beside plain ways", "", "| way | role_acc | role_macro_f1 |", "| --- | --- | --- |",
        *("| {} | {:.3f} | {:.3f} |".format(name, *figures(told)) for name, told in results.plain.items()),
        f"| conditional random field, from raw files | {reached['role_acc']:.3f} | {reached['role_macro_f1']:.3f} |", "",
        "The plain ways are given the annotated sentences and headings, ours the raw files.", "",
        "## Confusion of roles", "", "| annotated | " + " | ".join([*ROLES, "missed"]) + " |", "| --- |" + " --- |" * 5,
        *(f"| {role} | " + " | ".join(str(results.roles[role, other]) for other in [*ROLES, "missed"]) + " |" for role in ROLES), "",
        f"## The {WORST} longest passages in a wrong column", "",
        "| report | annotated | found | score | begins |", "| --- | --- | --- | --- | --- |",
    ]
    invented = sorted((one for one in results.wrong if not one.report.startswith("seed")), key=lambda one: -one.size)
    lines += [f"| {one.report} | {one.asked} | {one.found} | {one.score:.2f} | {one.text[:60]}… |" for one in invented[:WORST]]
    lines += ["", "## Reports", "", "| raw file | role_acc | theme_f1 | body_f1 | heading_f1 |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {name} | " + " | ".join(f"{row[key]:.3f}" for key in ("roles", "themes", "body", "headings")) + " |"
        for name, row in sorted(results.rows.items(), key=lambda pair: pair[1]["roles"])
    ]
    return "\n".join(lines) + "\n" + _notes()


def _notes() -> str:
    """What a person wrote at the end of the page."""
    old = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    at = old.find("\n## Notes")
    return old[at:] if at >= 0 else "\n## Notes\n"
