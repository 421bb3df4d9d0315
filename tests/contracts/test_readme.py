"""What the README says of the app is so: its tables are those of the app, its tests exist."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planner.reports.glossary import GLOSSARY

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading, up to the next of its level."""
    found = README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    assert found, title
    return found


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = {n - 1 for n, row in enumerate(cells) if set("".join(row)) == {"-"}}
    return [row for n, row in enumerate(cells) if n not in heads and n - 1 not in heads]


def proofs() -> list[str]:
    """The tests that the table of expectations names."""
    table = rows(section("What was expected, and what proves it"))
    assert len(table) > 30
    assert all(len(row) == 3 and all(row) for row in table), table
    return [name for row in table for name in re.findall(r"`([\w/]+(?:\.py)?(?:::\w+)?)`", row[2])]


def test_every_expectation_names_a_test_that_exists() -> None:
    """As ``file::test`` below ``tests``, or a file whose every test speaks of it."""
    named = proofs()
    assert len(named) > 40
    for name in named:
        file, _, function = name.partition("::")
        path = ROOT / "tests" / f"{file.removesuffix('.py')}.py"
        assert path.is_file(), name
        defined = {
            node.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert not function or function in defined, name


def test_every_expectation_has_a_proof() -> None:
    """No row is without one."""
    for row in rows(section("What was expected, and what proves it")):
        assert "`" in row[2], row


def test_the_words_are_those_of_help() -> None:
    """To the letter."""
    table = rows(section("Words").partition("| reading | counts |")[0])
    assert [tuple(row) for row in table] == list(GLOSSARY)


def test_the_table_of_keys_is_that_of_the_app() -> None:
    """Made by the command that the README names."""
    script = [sys.executable, ".github/make_key_table.py", "--check"]
    done = subprocess.run(script, cwd=ROOT, check=False, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0


@pytest.mark.parametrize("picture", sorted(set(re.findall(r"\((\.github/[\w-]+\.svg)\)", README))))
def test_every_picture_is_there(picture: str) -> None:
    """And links to nothing outside, nor runs anything."""
    text = (ROOT / picture).read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "<script" not in text
    assert "@font-face" not in text
