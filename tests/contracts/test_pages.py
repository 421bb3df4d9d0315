"""The pages for developers: what they name exists, and each expectation has its proof."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    *("README.md", ".github/CONTRIBUTING.md", "tests/README.md"),
    *("tests/reliability/README.md", "tests/benchmarks/README.md"),
    *(".ci/run", ".ci/other-pythons", ".github/workflows/tests.yml"),
)
PROOFS = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
PICTURES = sorted((ROOT / ".github").glob("*.svg"))


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = {n - 1 for n, row in enumerate(cells) if set("".join(row)) == {"-"}}
    return [row for n, row in enumerate(cells) if n not in heads and n - 1 not in heads]


def paths(text: str) -> list[str]:
    """The files and folders of the project that a text names."""
    return re.findall(
        r"(?<![\w/.-])((?:planner|tests|scenarios|\.github|\.ci)(?:/[\w.-]+)+|\w+\.(?:toml|md))\b",
        text,
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_exists(page: str) -> None:
    """Whoever follows it finds something there."""
    text = (ROOT / page).read_text(encoding="utf-8")
    text = re.sub(r"```toml.*?```", "", text, flags=re.DOTALL)  # what a planner writes
    missing = [path for path in paths(text) if not (ROOT / path).exists()]
    assert missing == []


def test_the_page_on_contributing_names_paths_for_ten_questions() -> None:
    """Each answer leads to a file or a folder."""
    page = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    questions = rows(page.partition("\n## Ten questions\n")[2].partition("\n## ")[0])
    assert len(questions) == 10
    assert all(paths(answer) for _, answer in questions)


def test_the_page_on_contributing_names_the_rooms_in_their_order() -> None:
    """Those that the import contracts know, which are all that hold code, from the top down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    level = {room.strip(): n for n, layer in enumerate(layers) for room in layer.split("|")}
    code = [*ROOT.glob("planner/*/__init__.py"), *ROOT.glob("planner/*.py")]
    held = {path.parent if path.name == "__init__.py" else path for path in code}
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in held}
    page = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = rows(page.partition("\n## The rooms\n")[2].partition("\n## ")[0])
    named = [
        path.removesuffix(".py").replace("/", ".") for room, _ in table for path in paths(room)
    ]
    assert level.keys() == modules - {"planner"}
    levels = [level[room] for room in named if room in modules]
    assert levels == sorted(level.values())


@pytest.mark.parametrize("program", ["reliability", "benchmarks"])
def test_every_program_that_is_named_exists(program: str) -> None:
    """As ``python -m tests...``."""
    text = (ROOT / "tests" / program / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"python -m (tests[\w.]+)", text)
    assert named
    for module in named:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_every_expectation_names_a_test_that_exists() -> None:
    """As ``file::test`` below ``tests``, or a file whose every test speaks of it."""
    table = rows(PROOFS)
    assert len(table) > 40
    missing = []
    for row in table:
        assert len(row) == 3, row
        named = re.findall(r"`([\w/]+(?:\.py)?(?:::\w+)?)`", row[2])
        assert named, row
        for name in named:
            file, _, function = name.partition("::")
            path = ROOT / "tests" / f"{file.removesuffix('.py')}.py"
            if not path.is_file() or (function and function not in functions_in(path)):
                missing.append(name)
    assert missing == []


def functions_in(path: Path) -> set[str]:
    """The functions that a file defines."""
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_every_picture_shows_without_fetching_anything(picture: Path) -> None:
    """No link to anything outside, and nothing that runs."""
    text = picture.read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "<script" not in text
    assert "@font-face" not in text
