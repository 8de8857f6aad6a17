"""``python -m govreports.training train`` writes the models; ``evaluate [FOLDER…]`` measures roles by cross-validation, ``glue``
where glued headings end.

``metadata [FOLDER…]`` measures title, kind, dates and places and prints each miss; ``table`` writes all figures
that cross-validation gives to docs/analysis.md."""
import argparse
from collections.abc import Sequence
from pathlib import Path

from govreports.training import glue, roles, themes
from govreports.training.evaluate import cross_validate
from govreports.training.gold import GoldReport, read_folder
from govreports.training.metadata import measure_folders
from govreports.training.table import write_table

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["train", "evaluate", "glue", "metadata", "table"])
    parser.add_argument("folders", nargs="*", type=Path, default=[FIXTURES / "gold"], help="to measure on; fixtures/gold unless told")
    parser.add_argument("--folds", type=int, default=6)
    options = parser.parse_args()
    if options.task == "metadata":
        return measure_folders(options.folders)
    if options.task == "table":
        return write_table(read_folder(FIXTURES / "training"))
    every = [report for name in ("gold", "training") for report in read_folder(FIXTURES / name)]
    if options.task == "glue":
        return glue.cross_validate(every)
    if options.task == "train":
        return train(every)
    measured = [roles.example(report) for folder in options.folders for report in read_folder(folder)]
    names = {one.name for one in measured}
    extra = [roles.example(report) for report in read_folder(FIXTURES / "training") if report.name not in names]
    return cross_validate(measured, extra, folds=options.folds)


def train(reports: Sequence[GoldReport]) -> None:
    """Learn the models from all of them and write their files."""
    roles.write(roles.train([roles.example(report) for report in reports]))
    themes.write(themes.train([themes.example(report) for report in reports]))
    glue.write(glue.train([one for report in reports for one in glue.examples(report)]))


if __name__ == "__main__":
    main()
