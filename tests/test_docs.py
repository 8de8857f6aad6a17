"""What the documents promise is what the project has."""
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READERS = {"text", "required", "flag", "number", "names"}


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def variables_read_by_the_code() -> set[str]:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "govreports").rglob("*.py"))
    return {"GOVREPORTS_" + name for name in re.findall(rf"(?:env\.)?(?:{'|'.join(READERS)})\(\"([A-Z_]+)\"", text)}


def test_every_variable_stands_in_the_example_and_both_readmes():
    used = variables_read_by_the_code()
    assert used, "no variable found: has env.py changed?"
    for name in (".env.example", "README.md", "README.zh.md"):
        named = set(re.findall(r"GOVREPORTS_[A-Z_]+", read(name))) - {"GOVREPORTS_TESTS_NEED_ALL"}
        assert named == used, name


def test_recipes_named_in_the_readmes_exist():
    recipes = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    for name in ("README.md", "README.zh.md"):
        assert set(re.findall(r"`make ([a-z]+)", read(name))) <= recipes


def test_files_named_in_the_documents_exist():
    for name in ("README.md", "README.zh.md", "ARCHITECTURE.md"):
        for path in re.findall(r"\]\(([^)#:]+)\)", read(name)):
            assert (ROOT / path).exists(), f"{name} links to {path}"


def test_modules_named_in_the_architecture_exist():
    for path in re.findall(r"`(govreports/[\w/]+(?:\.py|/))`", read("ARCHITECTURE.md")):
        assert (ROOT / path).exists(), path


def test_every_direct_dependency_is_pinned_and_the_rest_locked():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in read(name).splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.match(r"^[\w.-]+(\[[\w,]+\])?==[\w.]+( ;.*)?(  #.*)?$", line), f"{name}: {line}"
    locked = {re.split("==", line)[0].lower() for line in read("constraints.txt").splitlines() if "==" in line}
    direct = {re.split(r"[=\[]", line)[0].lower() for line in read("requirements.txt").splitlines() if "==" in line}
    assert locked and not direct & locked, "a direct dependency is pinned once, in requirements.txt"


def test_nothing_is_loaded_from_outside():
    outside = re.compile(r"""(?:src|href|url\()\s*=?\s*["']?\s*(?:https?:)?//""")
    for folder in ("templates", "static"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".html", ".css", ".js", ".svg"}:
                assert not outside.search(path.read_text("utf-8")), path
