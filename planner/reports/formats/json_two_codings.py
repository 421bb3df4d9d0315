"""Two codings for a program.

The key ``codings`` holds

* ``cases``: the two files; ``same``: whether both code all the same,
* ``statements`` and ``red_lines``, each with ``differences`` (``first`` and ``second`` ids,
  ``field``), ``only_first``, ``only_second`` and ``agreement`` (``field``, ``items``, ``agreed``,
  ``kappa``: a number, or null where it is not defined),
* ``options`` with ``differences`` (``issue``, ``option``, ``field``) and what only one has,
* ``issues``, ``coherence``, ``parties`` and ``sources``, each with ``differences`` (``id``,
  ``field``) and what only one has,
* ``case``: the fields of its own table that differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner.check.coder_agreement import Agreement
from planner.check.two_codings import Difference, Part, TwoCodings

__all__ = ["codings_json"]


def codings_json(codings: TwoCodings, files: tuple[str, str]) -> dict[str, Any]:
    """The comparison as the command prints it."""
    parts = {part.table: part for part in codings.others}
    return {
        "codings": {
            "cases": list(files),
            "same": codings.same,
            "statements": _table(
                codings.statement_differences,
                codings.statements_of_one,
                codings.statement_agreement,
            ),
            "red_lines": _table(
                codings.line_differences, codings.lines_of_one, codings.line_agreement
            ),
            "options": {
                "differences": [
                    {"issue": each.item.issue, "option": each.item.first, "field": each.field}
                    for each in parts["options"].differences
                ],
                **{
                    f"only_{name}": [{"issue": issue, "option": option} for issue, option in held]
                    for name, held in zip(("first", "second"), codings.options_of_one, strict=True)
                },
            },
            **{name: _other(parts[name]) for name in _OTHERS},
            "case": [each.field for each in parts["case"].differences],
        }
    }


_OTHERS = ("issues", "coherence", "parties", "sources")


def _other(part: Part) -> dict[str, Any]:
    return {
        "differences": [{"id": each.item.first, "field": each.field} for each in part.differences],
        "only_first": list(part.of_one[0]),
        "only_second": list(part.of_one[1]),
    }


def _table(
    differences: Iterable[Difference],
    of_one: tuple[tuple[str, ...], tuple[str, ...]],
    agreement: Iterable[Agreement],
) -> dict[str, Any]:
    return {
        "differences": [
            {"first": each.item.first, "second": each.item.second, "field": each.field}
            for each in differences
        ],
        "only_first": list(of_one[0]),
        "only_second": list(of_one[1]),
        "agreement": [
            {
                "field": each.field,
                "items": each.items,
                "agreed": each.agreed,
                "kappa": None if each.kappa is None else float(each.kappa),
            }
            for each in agreement
        ],
    }
