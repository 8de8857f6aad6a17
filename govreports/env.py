"""Read settings from the environment; a bad value stops the start with one plain line.

Every variable begins with ``GOVREPORTS_`` and stands with its default in ``.env.example``.
A ``.env`` file beside ``manage.py`` is read first; the environment itself wins.
"""
import os
import secrets
from pathlib import Path

PREFIX = "GOVREPORTS_"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def load_file(path: Path) -> None:
    """Take ``NAME=value`` lines of a file into the environment, unless already set there."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and name.strip().startswith(PREFIX):
            os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def text(name: str, default: str = "") -> str:
    return os.environ.get(PREFIX + name, default)


def required(name: str) -> str:
    value = text(name)
    if not value:
        raise SystemExit(f"{PREFIX}{name} is not set. 请设置环境变量 {PREFIX}{name}。")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise SystemExit(f"{PREFIX}{name} must be 1 or 0, not {value!r}. {PREFIX}{name} 只能是 1 或 0。")
    return value in TRUE


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit() or int(value) < 1:
        raise SystemExit(f"{PREFIX}{name} must be a whole number above 0, not {value!r}. {PREFIX}{name} 只能是正整数。")
    return int(value)


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret_key(folder: Path) -> str:
    """The key from the environment, else one made once for this installation and kept in ``folder``."""
    if key := text("SECRET_KEY"):
        return key
    path = folder / "secret_key"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()
