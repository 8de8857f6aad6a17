"""Imports point one way: analysis <- reports <- search <- intake, comparison <- urls."""
import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "govreports"
MAY_IMPORT = {
    "analysis": set(),
    "reports": {"analysis"},
    "search": {"analysis", "reports"},
    "intake": {"analysis", "reports", "search"},
    "comparison": {"analysis", "reports", "search"},
    "training": {"analysis"},
}
STAGES = {"clean", "masthead", "outline", "roles", "themes", "places", "passages", "articles", "facts"}
MAX_LINES = 300


def modules(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.py") if "migrations" not in path.parts]


def imported(path: Path) -> set[str]:
    """Dotted names of our own modules that a module imports, relative ones resolved."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = list(path.relative_to(PACKAGE.parent).with_suffix("").parts[: -node.level]) if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.startswith("govreports.")}


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_only_the_layers_below(layer):
    for path in modules(PACKAGE / layer):
        layers = {name.split(".")[1] for name in imported(path)} & MAY_IMPORT.keys()
        assert layers <= MAY_IMPORT[layer] | {layer}, f"{path.relative_to(PACKAGE)} imports {layers}"


def test_analysis_knows_nothing_of_django():
    for path in modules(PACKAGE / "analysis"):
        tree = ast.parse(path.read_text("utf-8"))
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert not any(name.split(".")[0] in {"django", "haystack", "whoosh"} for name in names), path


def test_stages_do_not_import_each_other():
    for stage in STAGES:
        place = PACKAGE / "analysis" / stage
        for path in modules(place) if place.is_dir() else [place.with_suffix(".py")]:
            others = {name.split(".")[2] for name in imported(path) if name.startswith("govreports.analysis.")} & (STAGES - {stage})
            assert not others, f"{path.name} imports {others}"


def test_only_words_imports_jieba():
    users = [path.name for path in modules(PACKAGE) if any(line.startswith(("import jieba", "from jieba")) for line in path.read_text("utf-8").splitlines())]
    assert users == ["words.py"]


def test_modules_stay_readable():
    for path in modules(PACKAGE):
        assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES, f"{path.relative_to(PACKAGE)} has grown: which is its second subject?"
        assert path.stem not in {"utils", "helpers"}, path
