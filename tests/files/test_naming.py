"""File names from titles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.files.naming import free_path, name_from_title


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Moscow track", "moscow-track"),
        ("  European-led, parallel: trilateral! ", "european-led-parallel-trilateral"),
        ("Мир сейчас", "мир-сейчас"),
        ("deal.toml", "deal"),
        ("", "scenario"),
        ("...", "scenario"),
        ("con", "scenario-con"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    """In small letters and hyphens."""
    assert name_from_title(title) == name


@given(st.text())
def test_a_name_is_one_part_of_a_path_whatever_the_title(title: str) -> None:
    """It leads nowhere else and is never empty."""
    name = name_from_title(title)
    assert name
    assert Path(name).name == name
    assert not name.startswith((".", "-"))


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    """Also where a link that leads nowhere has it."""
    assert free_path(tmp_path, "deal") == tmp_path / "deal.toml"
    (tmp_path / "deal.toml").touch()
    (tmp_path / "deal-2.toml").symlink_to("nowhere")
    assert free_path(tmp_path, "deal") == tmp_path / "deal-3.toml"
