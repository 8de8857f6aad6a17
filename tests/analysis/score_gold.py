"""Print the figures of every gold report in fixtures/gold: ``make score``."""
from govreports.training.scores import mean, measure
from tests.gold import gold_raws


def main() -> None:
    from govreports.analysis import analyze

    rows = []
    for raw, gold in gold_raws():
        analysis = max(analyze(raw.read_bytes(), raw.name), key=lambda a: len(a.clean.text))
        rows.append((raw.name, measure(gold, analysis)))
    print(f"{'':20}", *(f"{name:>9}" for name in rows[0][1]))
    for name, row in [*rows, ("mean", mean([row for _, row in rows]))]:
        print(f"{name:20}", *(f"{value:9.3f}" for value in row.values()))


if __name__ == "__main__":
    main()
