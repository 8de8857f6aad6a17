"""``python -m govreports.training train`` writes the models; ``evaluate [FOLDER…]`` and ``glue`` measure by cross-validation."""
import argparse
from pathlib import Path

from govreports.training import glue, roles
from govreports.training.evaluate import cross_validate
from govreports.training.gold import read_folder

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["train", "evaluate", "glue"])
    parser.add_argument("folders", nargs="*", type=Path, default=[FIXTURES / "gold"], help="to measure on; fixtures/gold unless told")
    parser.add_argument("--folds", type=int, default=6)
    options = parser.parse_args()
    every = [report for name in ("gold", "training") for report in read_folder(FIXTURES / name)]
    if options.task == "glue":
        glue.cross_validate(every)
        return
    measured = [roles.example(report) for folder in options.folders for report in read_folder(folder)]
    names = {one.name for one in measured}
    extra = [roles.example(report) for report in read_folder(FIXTURES / "training") if report.name not in names]
    if options.task == "train":
        roles.write(roles.train(measured + extra))
        glue.write(glue.train([one for report in every for one in glue.examples(report)]))
    else:
        cross_validate(measured, extra, folds=options.folds)


if __name__ == "__main__":
    main()
