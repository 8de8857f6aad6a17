"""``python -m govreports.training train`` writes the model; ``evaluate [FOLDER…]`` measures roles by cross-validation.

``metadata [FOLDER…]`` measures title, kind, dates and places and prints each miss."""
import argparse
from pathlib import Path

from govreports.training import roles
from govreports.training.evaluate import cross_validate
from govreports.training.gold import read_folder
from govreports.training.metadata import measure_folders

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["train", "evaluate", "metadata"])
    parser.add_argument("folders", nargs="*", type=Path, default=[FIXTURES / "gold"], help="to measure on; fixtures/gold unless told")
    parser.add_argument("--folds", type=int, default=6)
    options = parser.parse_args()
    if options.task == "metadata":
        return measure_folders(options.folders)
    measured = [roles.example(report) for folder in options.folders for report in read_folder(folder)]
    names = {one.name for one in measured}
    extra = [roles.example(report) for report in read_folder(FIXTURES / "training") if report.name not in names]
    if options.task == "train":
        roles.write(roles.train(measured + extra))
    else:
        cross_validate(measured, extra, folds=options.folds)


if __name__ == "__main__":
    main()
