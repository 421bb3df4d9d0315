"""No module imports itself by a detour, at the start or later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

import grimp
import pytest

from planner.cli.usage import COMMANDS, module_of

Imports = Mapping[str, AbstractSet[str]]


def rings(imports: Imports) -> Iterator[list[str]]:
    """The sets of modules of which each leads to each other one by its imports (Tarjan)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []

    def visit(module: str) -> Iterator[list[str]]:
        order[module] = lowest[module] = len(order)
        open_.append(module)
        for other in sorted(imports.get(module, ())):
            if other not in order:
                yield from visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in open_:
                lowest[module] = min(lowest[module], order[other])
        if lowest[module] == order[module]:
            start = open_.index(module)
            ring = sorted(open_[start:])
            del open_[start:]
            if len(ring) > 1 or module in imports.get(module, ()):
                yield ring

    for module in sorted(imports):
        if module not in order:
            yield from visit(module)


def test_there_is_no_ring_of_imports() -> None:
    """Those within functions and those for the type checker count too."""
    graph = grimp.build_graph("planner", cache_dir=None)
    imports = {
        module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules
    }
    # A command is imported by its name, which the graph cannot see.
    imports["planner.cli.main"] |= {module_of(name) for name in ("", *COMMANDS)}
    assert imports["planner.cli.main"] <= set(imports)
    assert list(rings(imports)) == []


@pytest.mark.parametrize(
    ("imports", "found"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set[str]()}, []),
        ({"a": {"b", "c"}, "b": {"c"}}, []),
        ({"a": {"a"}}, [["a"]]),
        ({"a": {"b"}, "b": {"a"}, "c": {"a"}}, [["a", "b"]]),
        ({"a": {"b"}, "b": {"c", "e"}, "c": {"d"}, "d": {"b"}, "e": set[str]()}, [["b", "c", "d"]]),
        ({"a": {"b"}, "b": {"a"}, "x": {"y", "a"}, "y": {"x"}}, [["a", "b"], ["x", "y"]]),
    ],
)
def test_rings_are_found(imports: Imports, found: list[list[str]]) -> None:
    """Each one whole, and what only leads to it is none of it."""
    assert sorted(rings(imports)) == found
