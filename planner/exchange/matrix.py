"""Matrices as CSV: who says what on which option of which issue, in whose words.

The columns are ``issue``, ``option``, ``party``, ``position``, ``quote``, ``source`` and
``strength``, in any order; only the first two are needed. A row without a party only names an
option, one without a quote a position that nobody is quoted for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.exchange.imported import (
    Imported,
    id_of,
    ids_of,
    one_line,
    options_named,
    refused,
    unfit_text,
)
from planner.files.toml.characters import unfit_character
from planner.files.toml.single_values import MAX_NAME, cut_title, unfit_name
from planner.model.case import Case, Issue, Party, Source
from planner.model.conditions import Condition, Term
from planner.model.red_lines import RedLine
from planner.model.statements import Statement, Strength

__all__ = ["COLUMNS", "case_rows", "imported_matrix"]

COLUMNS = ("issue", "option", "party", "position", "quote", "source", "strength")
"""The columns, in the order in which they are written."""

_OPPOSES = ("opposes", "oppose", "against", "rejects", "no", "-", "red line")
_SUPPORTS = ("supports", "support", "for", "accepts", "yes", "+")
_SPEAKS = ("", "neutral", "open", "speaks")
_NAMES = ("issue", "option", "party", "source")
"""What a row names: other rows mean the same whatever the white space between its words."""
_SEPARATORS = ",;\t"
_MOST_ROWS = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@frozen(eq=False, repr=False)
class _Row(Compared):
    """A row with the number of its line."""

    line: int
    issue: str
    option: str
    party: str
    position: str
    quote: str
    source: str
    strength: str


def imported_matrix(file: str, data: bytes) -> Imported:
    """The case of the matrix: a statement for each quote, red lines from what is opposed.

    What one party opposes on one issue with one strength is one red line. Raises
    :class:`~planner.errors.FileProblemError` with the line of the first mistake.
    """
    rows = [*_rows(file, data)]
    issues = _issues(file, rows)
    parties = ids_of((row.party for row in rows if row.party), "party")
    sources = ids_of((row.source for row in rows if row.source), "source")
    if not parties:
        raise refused(file, "no row names a party", 'a column "party" with names')
    quoted = [row for row in rows if row.quote and row.party]
    statements = [_statement(n, row, issues, parties, sources) for n, row in enumerate(quoted, 1)]
    evidence: dict[int, str] = {
        row.line: made.id for row, made in zip(quoted, statements, strict=True)
    }
    case = Case(
        id=id_of(PurePath(file).stem, (), "matrix"),
        title=one_line(PurePath(file).stem),
        summary=f"Imported from {PurePath(file).name}.",
        sources=tuple(Source(made, one_line(title)) for title, made in sources.items()),
        parties=tuple(Party(made, one_line(name)) for name, made in parties.items()),
        issues=tuple(issues.values()),
        statements=tuple(statements),
        red_lines=tuple(_lines(rows, issues, parties, evidence)),
    )
    return Imported(case, tuple(_lost(PurePath(file).name, rows)))


def case_rows(case: Case) -> Iterator[tuple[str, ...]]:
    """The case as rows under :data:`COLUMNS`: each option, then what is said of it."""
    sources = {source.id: source.title or source.id for source in case.sources}
    for issue in case.issues:
        for option in issue.options:
            said = [
                (case.parties_by_id[statement.party].name, position, statement)
                for statement in case.statements
                if statement.party
                for position, conditions in (
                    ("opposes", statement.opposes),
                    ("supports", statement.supports),
                )
                if any(_names(c, issue.id, option.id) for c in conditions)
            ]
            if not said:
                yield _safe((issue.title, option.title, "", "", "", "", ""))
            for party, position, statement in said:
                source = sources.get(statement.source, "")
                strength = statement.strength.value
                row = (party, position, statement.quote, source, strength)
                yield _safe((issue.title, option.title, *row))


def _names(condition: Condition, issue: str, option: str) -> bool:
    """Whether a row can say it: a part of a condition that has others would be another one."""
    return condition.is_any_alone and condition.issue == issue and option in condition.any


def _safe(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells, of which a spreadsheet takes none for a formula."""
    return tuple(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)


def _rows(file: str, data: bytes) -> Iterator[_Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(file, "not UTF-8", "text in UTF-8", 1, 1) from None
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        _refuse_columns(file, names)
        for number, cells in enumerate(reader):
            if number >= _MOST_ROWS:
                expected = f"at most {_MOST_ROWS:,}; take the matrix in parts"
                raise refused(file, f"row {number + 1:,}", expected, reader.line_num, 1)
            if any(cell.strip() for cell in cells):
                _refuse_surplus(file, names, cells, separator, reader.line_num)
                # Spreadsheets leave out empty cells at the end of a row.
                yield _row(file, dict(zip(names, cells, strict=False)), reader.line_num)
    except csv.Error as error:
        raise refused(file, f"no CSV: {error}", "", reader.line_num, 1) from None


def _refuse_columns(file: str, names: Sequence[str]) -> None:
    for needed in COLUMNS[:2]:
        if needed not in names:
            raise refused(file, f'there is no column "{needed}"', ", ".join(COLUMNS), 1, 1)
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or len(set(names)) < len(names):
        which = f'"{unknown[0]}"' if unknown else "one of them twice"
        raise refused(file, f"the columns hold {which}", ", ".join(COLUMNS), 1, 1)


def _refuse_surplus(
    file: str, names: Sequence[str], cells: Sequence[str], separator: str, line: int
) -> None:
    """A cell too many is a text that was parted: all behind it stand in wrong columns."""
    if len(cells) > len(names):
        mark = "a tab" if separator == "\t" else f'"{separator}"'
        found = f"the row has {len(cells)} cells for {len(names)} columns"
        expected = f'a cell for each column; a text with {mark} in it stands in quotes: "..."'
        raise refused(file, found, expected, line, 1)


def _row(file: str, cells: Mapping[str, str], line: int) -> _Row:
    held = {name: _plain(cells.get(name) or "") for name in COLUMNS}
    row = _Row(line, **held)
    if not row.issue or not row.option:
        raise refused(file, "a row needs an issue and an option", "a name in both", line, 1)
    _refuse_unfit(file, row)
    row = _Row(line, **held | {name: one_line(held[name]) for name in _NAMES if held[name]})
    position = row.position.casefold()
    if position not in (*_OPPOSES, *_SUPPORTS, *_SPEAKS):
        expected = "opposes, supports or nothing"
        raise refused(file, f'the position is "{row.position}"', expected, line, 1)
    if row.strength and row.strength.casefold() not in {each.value for each in Strength}:
        expected = ", ".join(each.value for each in Strength)
        raise refused(file, f'the strength is "{row.strength}"', expected, line, 1)
    return evolve(row, position=position, strength=row.strength.casefold())


def _refuse_unfit(file: str, row: _Row) -> None:
    """Refuses what no case can hold while its line is known."""
    names = {"issue": row.issue, "option": row.option, "party": row.party}
    for what, name in names.items():
        if name and (reason := unfit_character(name) or unfit_name(one_line(name))):
            expected = f"at most {MAX_NAME} characters that can be seen"
            raise refused(file, f"the {what} {reason}", expected, row.line, 1)
    if row.source and (reason := unfit_text(row.source)):
        raise refused(file, f"the source {reason}", "characters that can be seen", row.line, 1)
    if row.party and (reason := unfit_character(row.quote)):
        raise refused(file, f"the quote {reason}", "text without it", row.line, 1)


def _plain(cell: str) -> str:
    """The cell, without the mark that keeps a spreadsheet from taking it for a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _issues(file: str, rows: Sequence[_Row]) -> dict[str, Issue]:
    options: dict[str, dict[str, None]] = {}
    for row in rows:
        options.setdefault(row.issue, {})[row.option] = None
    if not options:
        raise refused(file, "there is no row in it", "a row for each option", 1, 1)
    names = ids_of(options, "issue")
    return {
        title: Issue(names[title], one_line(title), options_named(held))
        for title, held in options.items()
    }


def _condition(issue: Issue, *titles: str) -> Condition:
    ids = {option.title: option.id for option in issue.options}
    return Condition(issue.id, tuple(ids[one_line(title)] for title in dict.fromkeys(titles)))


def _statement(
    number: int,
    row: _Row,
    issues: Mapping[str, Issue],
    parties: Mapping[str, str],
    sources: Mapping[str, str],
) -> Statement:
    said = (_condition(issues[row.issue], row.option),)
    silent = (Condition(issues[row.issue].id),)
    opposes = row.position in _OPPOSES
    return Statement(
        f"S{number}",
        row.quote,
        source=sources.get(row.source, ""),
        party=parties[row.party],
        strength=_strength(row),
        opposes=said if opposes else (),
        supports=said if row.position in _SUPPORTS else () if opposes else silent,
    )


def _strength(row: _Row) -> Strength:
    if row.strength:
        return Strength(row.strength)
    return Strength.CONTEXT if row.position in _SPEAKS else Strength.PREFERENCE


def _makes_line(row: _Row) -> bool:
    return bool(row.party) and row.position in _OPPOSES and _strength(row).rank > 0


def _lines(
    rows: Sequence[_Row],
    issues: Mapping[str, Issue],
    parties: Mapping[str, str],
    evidence: Mapping[int, str],
) -> Iterator[RedLine]:
    """What is opposed, by party, issue and strength; a strength that makes no line makes none."""
    opposed: dict[tuple[str, str, Strength], list[_Row]] = {}
    for row in rows:
        if _makes_line(row):
            opposed.setdefault((row.party, row.issue, _strength(row)), []).append(row)
    taken: set[str] = set()
    for (party, title, strength), held in opposed.items():
        issue = issues[title]
        name = id_of(f"{parties[party][:20]}-{issue.id[:24]}-{strength.value}", taken, "line")
        taken.add(name)
        named = " or ".join(dict.fromkeys(one_line(row.option) for row in held))
        yield RedLine(
            name,
            parties[party],
            cut_title(f"{one_line(title)}: not {named}"),
            (Term((_condition(issue, *(row.option for row in held)),)),),
            strength=strength,
            evidence=tuple(evidence[row.line] for row in held if row.line in evidence),
        )


def _lost(name: str, rows: Sequence[_Row]) -> Iterator[str]:
    held = [row for row in rows if row.party and (row.quote or _makes_line(row))]
    unquoted = [row for row in rows if not row.quote]
    found = {
        "positions without a strength, which are read as preferences": sum(
            not row.strength and row.position not in _SPEAKS for row in held
        ),
        "quotes without a party": sum(bool(row.quote) and not row.party for row in rows),
        "supporting positions without a quote": sum(row.position in _SUPPORTS for row in unquoted),
        "other positions that make neither a statement nor a line": sum(
            row.position not in ("", *_SUPPORTS) and not _makes_line(row) for row in unquoted
        ),
        "rows without a quote, which are not tied to their source": sum(
            bool(row.source) for row in unquoted
        ),
    }
    yield from (f"{name}: {what}: {number}" for what, number in found.items() if number)
