"""Values print themselves for whoever debugs them, and nothing is compiled for it at a start."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

import planner
from planner.printed import Printed
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


def _classes_of_attrs(path: Path) -> Iterator[tuple[str, str]]:
    """The name of each and how it is decorated."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            for decorator in map(ast.unparse, node.decorator_list):
                if decorator.split("(")[0] in {"frozen", "define"}:
                    yield node.name, decorator


def test_no_class_has_a_way_to_print_compiled_for_it() -> None:
    """Each took the start a third more than it takes to make the class."""
    found = [
        (path.relative_to(PRODUCT).as_posix(), name)
        for path in sorted(PRODUCT.rglob("*.py"))
        for name, decorator in _classes_of_attrs(path)
        if "repr=False" not in decorator
    ]
    assert found == [("errors.py", "Problem")], "those that say so in their own words"
