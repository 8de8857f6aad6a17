"""What the modules of the kinds give: a fact with offsets within its passage."""
from dataclasses import dataclass

from ..records import Borrowing, Duty, FactKind, Figure, Measure, Project, Whose

KINDS = {Figure: FactKind.FIGURE, Measure: FactKind.MEASURE, Project: FactKind.PROJECT, Duty: FactKind.DUTY, Borrowing: FactKind.BORROWING}


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    detail: Figure | Measure | Project | Duty | Borrowing
    whose: Whose = Whose.UNTOLD
    place: str = ""

    @property
    def kind(self) -> FactKind:
        return KINDS[type(self.detail)]
