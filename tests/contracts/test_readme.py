"""The README says what is so, and needs no file beside it to be read whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planner.files.cases.reading import read_case
from planner.reports.content.guide import TOPICS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def code_after(comment: str) -> str:
    """The code block that follows a comment."""
    found = re.search(rf"<!-- {comment} -->\n```\w+\n(.*?)```\n", README, re.DOTALL)
    assert found, comment
    return found[1]


def test_it_is_read_in_a_few_minutes() -> None:
    """All else is in the guide."""
    assert len(README.splitlines()) <= 160


def test_it_needs_no_file_beside_it() -> None:
    """A package index shows this text alone: a picture or link to a file would be broken there."""
    targets = re.findall(r"\]\(([^)\s]+)[^)]*\)|\b(?:src|href)=[\"']([^\"']+)", README)
    targets += re.findall(r"^\[[^\]]+\]:\s*(\S+)()", README, re.MULTILINE)
    assert [one or other for one, other in targets if not (one or other).startswith("https:")] == []


def test_the_two_commands_stand_where_scripts_look_for_them() -> None:
    """The gate takes the second from here, and starts from nothing but Python."""
    assert code_after("app command").rstrip().endswith(".venv/bin/planner")
    assert code_after("test command").rstrip().endswith("-m pytest --quiet")
    for name in ("app command", "test command"):
        assert code_after(name).startswith("python3 -m venv .venv && ")
        assert code_after(name).count("\n") == 1


def test_what_is_taken_from_the_app_is_current() -> None:
    """The drawn screen; and in the guide the keys and the words."""
    done = subprocess.run(
        [sys.executable, ".github/fill_in.py", "--check"],
        cwd=ROOT,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_its_case_is_whole_and_claims_nothing_beyond_its_evidence(tmp_path: Path) -> None:
    """Who copies it has a case that works."""
    (text,) = re.findall(r"```toml\n(.*?)```\n", README, re.DOTALL)
    file = tmp_path / "lake.case.toml"
    file.write_text(text, encoding="utf-8")
    loaded = read_case(file)
    assert loaded.warnings == ()
    assert [line.id for line in loaded.case.red_lines] == ["S-1"]


@pytest.mark.parametrize("topic", TOPICS)
def test_it_names_each_topic_of_the_guide(topic: str) -> None:
    """And no other."""
    listed = README.partition("\n## The guide\n")[2]
    named = [
        n
        for line in re.findall(r"^- (.*?): ", listed, re.MULTILINE)
        for n in re.findall("`(.*?)`", line)
    ]
    assert topic in named
    assert set(named) == set(TOPICS)
