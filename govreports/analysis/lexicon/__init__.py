"""Word lists and tables that someone who does not program can read; loaded and checked once."""
import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def load_list(name: str) -> dict:
    """One TOML file of this folder, for example ``load_list("noise")``; cached for the process."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
