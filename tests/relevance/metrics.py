"""How good an order of results is."""
import math
from collections.abc import Mapping, Sequence


def ndcg(shown: Sequence, grades: Mapping, depth: int = 10) -> float:
    """Normalised discounted cumulative gain: 1 where the best come first, 0 where none is shown.

    >>> ndcg(["a", "b"], {"a": 3, "b": 1}), round(ndcg(["x", "a"], {"a": 3}), 3)
    (1.0, 0.631)
    """
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(key, 0) for key in shown[:depth]]) / best if best else float(not shown)


def recall(shown: Sequence, grades: Mapping, depth: int = 50) -> float:
    """Share of what is judged 2 or 3 among the first shown."""
    wanted = {key for key, grade in grades.items() if grade > 1}
    return len(wanted & set(shown[:depth])) / len(wanted) if wanted else float(not shown)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
