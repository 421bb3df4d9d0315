"""Patching by places: any single change of a case, however its file is laid out.

Each change is judged by the standard parser alone: what it reads is what was meant, and no comment
is gone. The gate tries a part of all single values; ``tests.reliability`` tries every one.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from itertools import islice

import pytest
from attrs import evolve

from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.kind import case_kind, tables_of_case
from planner.files.cases.reading import read_case
from planner.files.safety.reading import MAX_CASE_BYTES
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.guards import comments_of
from planner.files.toml.leaves import TABLE, Leaves, Path, filled, leaves
from planner.files.toml.source import source_from_text
from tests.files.toml.patches import SHAPE, TEXTS, Text, changes, edited, said

STRIDE = 29
"""Of how many single changes of a large text the gate tries one, at each layout another."""
LARGE = 20_000


@pytest.mark.parametrize("layout", TEXTS)
def test_any_single_change_is_exact_and_loses_no_comment(layout: str) -> None:
    """Values, what was left out, what is cleared, tables new and gone, conditions."""
    text = TEXTS[layout]
    offset = list(TEXTS).index(layout)
    tried = 0
    stride = STRIDE if len(text.text) > LARGE else 2
    for what, after in islice(changes(text), offset, None, stride):
        new = edited(text, after)
        assert said(new) == filled(after, SHAPE), what
        assert not Counter(text.comments) - Counter(comments_of(new)), what
        if "\r\n" in text.text:
            assert new.count("\n") == new.count("\r\n"), what
        tried += 1
    assert tried > 25


@pytest.mark.parametrize("layout", TEXTS)
def test_all_values_changed_at_once_are_exact(layout: str) -> None:
    """One edit of every value of the case: what is put in and cut out does not collide."""
    text = TEXTS[layout]
    after = {path: _other(value) for path, value in text.leaves.items()}
    new = edited(text, after)
    assert said(new) == filled(after, SHAPE)
    assert not Counter(text.comments) - Counter(comments_of(new))


def _other(value: object) -> object:
    if isinstance(value, str):
        return f"{value}\nx"
    return value + dt.timedelta(1) if isinstance(value, dt.date) else value


def test_what_did_not_change_stays_byte_for_byte() -> None:
    """A changed title is one line of the difference."""
    text = TEXTS["commented"]
    path: Path = ("case", "title")
    new = edited(text, {**text.leaves, path: "Another"})
    before, after = text.text.splitlines(), new.splitlines()
    differing = [number for number, line in enumerate(before) if line != after[number]]
    assert len(before) == len(after)
    assert len(differing) == 1
    assert after[differing[0]].startswith('title = "Another"  # ')


def test_a_new_table_stands_behind_its_neighbour() -> None:
    """With a blank line between, and where the order of the content has it."""
    text = Text('format = 1\n[sources.a]\ntitle = "A" # a\n\n[sources.c]\ntitle = "C"\n# end\n')
    after: Leaves = {}
    for path, value in text.leaves.items():
        if path == ("sources", "c"):
            after["sources", "b"] = TABLE
            after["sources", "b", "title"] = "B"
        after[path] = value
    assert edited(text, after) == text.text.replace("# a\n", '# a\n\n[sources.b]\ntitle = "B"\n')


def test_a_file_of_five_mebibytes_is_patched_in_seconds() -> None:
    """Through the kind, with the reader as the judge: changed, added and taken out at once."""
    loaded = read_case(bundled_folder() / "ukraine-2025-08.case.toml")
    case = loaded.case
    room = (MAX_CASE_BYTES - len(loaded.source.text.encode()) - 4_000) // len(case.statements)
    long = evolve(
        case,
        statements=tuple(
            evolve(each, limits=f"{each.limits} {'long ' * (room // 5)}")
            for each in case.statements
        ),
    )
    kind = case_kind(loaded.path.name)
    text = f"# top\n{kind.text(long)}# end\n"
    assert 0.95 * MAX_CASE_BYTES < len(text.encode()) <= MAX_CASE_BYTES
    source = source_from_text("large.case.toml", text)
    changed = evolve(
        long,
        title="Large",
        red_lines=(*long.red_lines[:-1], evolve(long.red_lines[0], id="NEW-1")),
        sources=(*long.sources, evolve(long.sources[0], id="another")),
    )
    start = time.perf_counter()
    new = kind.text_to_save(changed, base=source)
    assert time.perf_counter() - start < 30
    assert new.startswith("# top\n")
    assert new.count("# end\n") == 1
    assert leaves(tables_of_case(changed, NO_ENVELOPE, 1)) == leaves(
        tables_of_case(kind.read(source_from_text("x", new)).content, NO_ENVELOPE, 1)
    )
