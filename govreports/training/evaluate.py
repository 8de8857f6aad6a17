"""How well roles are told on reports that were not learned from: cross-validation over whole reports."""
from collections import Counter
from collections.abc import Sequence

from govreports.analysis.records import Role
from govreports.analysis.role_cues import ROLES
from govreports.analysis.roles import tell
from govreports.training.roles import Example, train


def cross_validate(measured: Sequence[Example], extra: Sequence[Example], *, folds: int) -> None:
    """Print accuracy, macro F1 and the confusion table over all reports, each told by a model that never saw it.

    Shares of characters; ``extra`` reports are learned from in every fold and measured in none.
    """
    confusion: Counter[tuple[Role, Role]] = Counter()
    shares = []
    for fold in range(folds):
        left_out = measured[fold::folds]
        model = train([one for number, one in enumerate(measured) if number % folds != fold] + list(extra))
        for one in left_out:
            told = [ROLES[index] for index in tell(one.rows, model, one.setting).argmax(axis=1)]
            lengths = [len(row.sentence.text) for row in one.rows]
            right = sum(size for size, role, gold in zip(lengths, told, one.roles, strict=True) if role is gold)
            shares.append((right / sum(lengths), one.name))
            confusion.update({(gold, role): 0 for gold in ROLES for role in ROLES})
            for size, role, gold in zip(lengths, told, one.roles, strict=True):
                confusion[gold, role] += size
    print(f"role_acc {sum(share for share, _ in shares) / len(shares):.4f}  macro_f1 {macro_f1(confusion):.4f}  reports {len(shares)}")
    for gold in ROLES:
        print(f"  {gold:>9}", *(f"{role} {confusion[gold, role]:>6}" for role in ROLES), sep="  ")
    print("hardest:", ", ".join(f"{name} {share:.2f}" for share, name in sorted(shares)[:8]))


def macro_f1(confusion: Counter[tuple[Role, Role]]) -> float:
    """Mean over the roles of the F1 of each."""
    scores = []
    for role in ROLES:
        actual = sum(confusion[role, other] for other in ROLES)
        told = sum(confusion[other, role] for other in ROLES)
        scores.append(2 * confusion[role, role] / (actual + told) if actual + told else 1.0)
    return sum(scores) / len(scores)
