"""Values print and compare themselves by their fields; nothing is compiled for it at a start."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import field, frozen

import planner
from planner.by_fields import Compared, Printed
from planner.reports.page import Strong
from planner.web.guard import Guard

PRODUCT = Path(planner.__file__).parent


@frozen(repr=False)
class Pair(Printed):
    """Two fields, of which one is a secret."""

    name: str
    token: str = field(default="s3cret", repr=False)


def test_a_value_prints_its_class_and_its_fields() -> None:
    """Of a class that inherits its fields, its own name."""
    assert repr((Pair("a"), Strong("b"))) == "(Pair(name='a'), Strong(text='b'))"


def test_what_is_not_to_be_printed_is_not() -> None:
    """The secrets of a server would stand in a traceback."""
    guard = Guard(8000)
    assert repr(guard) == "Guard(port=8000)"
    assert guard.token not in repr([guard])


@frozen(eq=False, repr=False)
class Named(Compared):
    """One field that counts, and one that does not."""

    name: str
    seen: int = field(default=0, eq=False)


@frozen(eq=False, repr=False)
class Placed(Compared):
    """Of another class, with an equal field."""

    name: str
    place: str = ""


@frozen(eq=False, repr=False)
class Nothing(Compared):
    """Without a field."""


def test_values_of_one_class_are_equal_where_their_fields_are() -> None:
    """But for fields that do not count; and where they are equal they are one key."""
    assert Named("a", seen=1) == Named("a", seen=2) != Named("b")
    assert {Named("a", seen=1): "found"}[Named("a", seen=2)] == "found"
    assert Placed("a", "here") != Placed("a", "there")
    assert Nothing() == Nothing()


def test_values_of_two_classes_are_never_equal() -> None:
    """Nor is a value equal to the text that it holds."""
    assert Placed("a") != Named("a")
    assert Named("a") != "a"


def test_a_value_that_holds_what_has_no_hash_has_none() -> None:
    """As of a tuple."""
    with pytest.raises(TypeError, match="unhashable"):
        hash(Named([]))  # type: ignore[arg-type]


def _classes_of_attrs(path: Path) -> Iterator[tuple[str, str]]:
    """The name of each and how it is decorated."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            for decorator in map(ast.unparse, node.decorator_list):
                if decorator.split("(")[0] in {"frozen", "define"}:
                    yield node.name, decorator


def test_no_class_has_ways_to_print_and_to_compare_compiled_for_it() -> None:
    """These took as long at the start as all else that makes a class."""
    found = [
        (path.relative_to(PRODUCT).as_posix(), name)
        for path in sorted(PRODUCT.rglob("*.py"))
        for name, decorator in _classes_of_attrs(path)
        if not {"eq=False", "repr=False"} <= set(re.split(r"[(), ]+", decorator))
    ]
    assert found == [("analysis/engine/parts.py", "Part")], "what keeps its hash, which is long"
