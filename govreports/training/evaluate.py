"""How well roles are told on reports that were not learned from: cross-validation over whole reports."""
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from govreports.analysis.records import Role
from govreports.analysis.role_cues import ROLES
from govreports.analysis.roles import tell
from govreports.training.roles import Example, train


@dataclass(frozen=True, slots=True)
class Told:
    """A report with the role told for each of its sentences."""

    one: Example
    roles: list[Role]

    @property
    def lengths(self) -> list[int]:
        return [len(row.sentence.text) for row in self.one.rows]

    @property
    def share(self) -> float:
        """Of the characters told rightly."""
        right = sum(size for size, role, gold in zip(self.lengths, self.roles, self.one.roles, strict=True) if role is gold)
        return right / max(1, sum(self.lengths))


def cross_validate(measured: Sequence[Example], extra: Sequence[Example], *, folds: int) -> None:
    """Print accuracy, macro F1 and the confusion table over all reports, each told by a model that never saw it.

    Shares of characters; ``extra`` reports are learned from in every fold and measured in none.
    """
    told: list[Told] = []
    for fold in range(folds):
        model = train([one for number, one in enumerate(measured) if number % folds != fold] + list(extra))
        for one in measured[fold::folds]:
            told.append(Told(one, [ROLES[index] for index in tell(one.rows, model, one.setting).argmax(axis=1)]))
    accuracy, macro = figures(told)
    counts = confusion(told)
    print(f"role_acc {accuracy:.4f}  macro_f1 {macro:.4f}  reports {len(told)}")
    for gold in ROLES:
        print(f"  {gold:>9}", *(f"{role} {counts[gold, role]:>6}" for role in ROLES), sep="  ")
    print("hardest:", ", ".join(f"{each.one.name} {each.share:.2f}" for each in sorted(told, key=lambda each: each.share)[:8]))


def figures(told: Sequence[Told]) -> tuple[float, float]:
    """Accuracy, mean over reports; macro F1 over all characters."""
    return sum(each.share for each in told) / len(told), macro_f1(confusion(told))


def confusion(told: Sequence[Told]) -> Counter[tuple[Role, Role]]:
    """Characters by annotated and told role."""
    counts: Counter[tuple[Role, Role]] = Counter()
    for each in told:
        for size, role, gold in zip(each.lengths, each.roles, each.one.roles, strict=True):
            counts[gold, role] += size
    return counts


def macro_f1(counts: Counter[tuple[Role, Role]]) -> float:
    """Mean over the roles of the F1 of each."""
    scores = []
    for role in ROLES:
        actual = sum(size for (gold, _), size in counts.items() if gold == role)
        told = sum(size for (_, found), size in counts.items() if found == role)
        scores.append(2 * counts[role, role] / (actual + told) if actual + told else 1.0)
    return sum(scores) / len(scores)
