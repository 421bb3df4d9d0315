"""What a docstring sends its reader to is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from attrs import fields_dict, has

PLANNER = Path(__file__).parents[2] / "planner"
_ROLE = re.compile(r":(?:mod|func|class|meth|attr|data|exc):`~?(planner\.[\w.]+)`")


def test_every_name_that_a_docstring_refers_to_exists() -> None:
    """A module that was moved, or a class that was renamed, leaves no reference behind."""
    named = {
        (name, str(file.relative_to(PLANNER)))
        for file in PLANNER.rglob("*.py")
        for name in _ROLE.findall(file.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    assert sorted(each for each in named if not _exists(each[0])) == []


def _exists(name: str) -> bool:
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if isinstance(found, type) and has(found) and part in fields_dict(found):
                return True
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False
