"""How long the analysis takes: ``make bench``. Ratios to one ``jieba.cut`` of the same text, in one run on one machine.

Times are CPU times in milliseconds of this process, the fastest of several rounds: other work on the machine disturbs the slower ones.
"""
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from govreports.analysis import articles, clean, masthead, outline, pipeline, roles, themes
from govreports.analysis.extract import extract
from govreports.analysis.words import load_tokenizer

GOLD = Path(__file__).resolve().parents[2] / "fixtures" / "gold"
SIZE = 5000  # characters of a report
ROUNDS = 7
STAGES = [  # where the pipeline finds a stage, its function, what it is called here
    (pipeline, "extract", "extract"), (articles, "split_articles", "articles"), (clean, "clean", "clean"),
    (masthead, "find_masthead", "masthead"), (outline, "find_outline", "outline"), (pipeline, "find_places", "places"),
    (roles, "mark_roles", "roles"), (themes, "mark_themes", "themes"), (pipeline, "mark_places", "hosts of passages"),
    (pipeline, "find_facts", "facts"),
]


def main() -> None:
    started = time.process_time()
    pipeline.analyze(_report(), "first.txt")
    print(f"first analysis, with all loading: {1000 * (time.process_time() - started):.0f} ms (asked: loading within 2000 ms)")
    data = _report()
    text = data.decode()
    cut = load_tokenizer().lcut  # jieba's own
    cutting = _fastest(lambda: cut(text))
    whole = _fastest(lambda: pipeline.analyze(data, "report.txt"))
    print(f"one jieba.cut of {len(text)} characters: {cutting:.1f} ms")
    print(f"the whole analysis: {whole:.1f} ms, {whole / cutting:.2f} x jieba.cut (asked: 3)")
    for name, spent in _by_stage(data):
        print(f"  {name:18} {spent:6.1f} ms {spent / cutting:6.2f} x")


def _report() -> bytes:
    """About ``SIZE`` characters: whole invented reports of one kind, one behind the other, under the title of the first."""
    lines: list[str] = []
    for raw in sorted(GOLD.glob("*.raw.txt")):
        lines += [line for line in extract(raw.read_bytes(), raw.name).text.splitlines() if line.strip()]
        if sum(map(len, lines)) >= SIZE:
            break
    return "\n".join(lines).encode()[: SIZE * 3].decode(errors="ignore").encode()


def _fastest(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return 1000 * min(spent)


def _by_stage(data: bytes) -> Iterable[tuple[str, float]]:
    """Each stage timed where the pipeline calls it; what is left is reading sentences together and building records."""
    best: dict[str, float] = {}
    spent: dict[str, float] = {}
    for module, name, label in STAGES:
        setattr(module, name, _timed(getattr(module, name), label, spent))
    for _ in range(ROUNDS):
        spent.clear()
        pipeline.analyze(data, "report.txt")
        best = {label: min(best.get(label, value), value) for label, value in spent.items()}
    return best.items()


def _timed(stage: Callable, label: str, spent: dict[str, float]) -> Callable:
    def run(*args, **kwargs):
        started = time.process_time()
        result = stage(*args, **kwargs)
        spent[label] = spent.get(label, 0.0) + 1000 * (time.process_time() - started)
        return result

    return run


if __name__ == "__main__":
    main()
