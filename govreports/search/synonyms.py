"""Other names for the same thing, as reviewed in ``lexicon/synonyms.toml``."""
import tomllib
from functools import cache
from pathlib import Path

from govreports.analysis.folding import fold_any_script

FILE = Path(__file__).with_name("lexicon") / "synonyms.toml"


@cache
def load_synonyms() -> dict[str, tuple[str, ...]]:
    """Folded name -> the other folded names for it.

    Raises ``ValueError`` where a name stands in two lines: the table says what belongs together once.
    """
    found: dict[str, tuple[str, ...]] = {}
    for lines in tomllib.loads(FILE.read_text("utf-8")).values():
        for line in lines.strip().splitlines():
            names = [fold_any_script(name) for name in line.split()]
            for name in names:
                if name in found:
                    raise ValueError(f"{FILE.name}: {name} stands in two lines")
                found[name] = tuple(other for other in names if other != name)
    return found


@cache
def longest() -> int:
    return max(map(len, load_synonyms()))
