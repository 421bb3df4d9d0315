"""What stands in each row of the deal board, as pieces of text with their looks.

Nothing here knows the window: a row is drawn from what the board shows, whatever is in sight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen
from rich.cells import cell_len, set_cell_size

from planner.by_fields import Compared, Printed
from planner.check.board import Board as Facts
from planner.check.board import Row, Sign
from planner.check.from_here import Change, OptionEffect
from planner.editing.scenario_session import Session
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Pick
from planner.model.scenario import Scenario
from planner.reports.words.board import NOBODY, SIGNS, cell_words, effect_cell_words
from planner.reports.words.choices import begun_words, pick_title, raw_pick
from planner.reports.words.from_here import option_ways
from planner.reports.words.numbers import agreeing
from planner.tui.plain import one_line
from planner.tui.widgets.board_columns import TITLE_AT, BoardColumns
from planner.tui.widgets.issue_rows import BUTTONS, IssueRow, Part, rows_of

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count
    from planner.tui.previewing import Candidate

__all__ = [
    "SIGN_AT",
    "Piece",
    "RowShown",
    "Shown",
    "cut",
    "head_pieces",
    "row_pieces",
]

_MORE_LEFT, _MORE_RIGHT = "‹", "›"  # noqa: RUF001 (those are meant)
_OPTION_AT = 4
SIGN_AT = 6
"""Where the box of an option stands, and the first button of a number."""
_NAME_AT = 10


@frozen(eq=False, repr=False)
class Piece(Compared):
    """Text of a row, the cell where it begins, and the name of its look."""

    at: int
    text: str
    look: str = "text"
    width: int = 0


@frozen(eq=False, repr=False)
class Shown(Printed):
    """What the rows are drawn from: the deal or a candidate, and what is counted beside it.

    ``facts`` are the cells as they stand, or as they would with the candidate. ``ways`` says, by
    issue and answer, how many ways to finish cross nothing more.
    """

    session: Session
    case: Case
    candidate: Candidate | None
    facts: Facts
    crossed: Sequence[str]
    any_counts: bool
    ways: Mapping[tuple[str, str], Count]
    working: bool

    def row(self, row: IssueRow, *, unfolded: bool) -> RowShown:
        """All that is shown in a row; ``unfolded`` says that its options follow."""
        facts = self.facts.row(row.issue.id)
        if row.part is Part.HEAD:
            return self._head(row, facts, unfolded=unfolded)
        issue, previewed = row.issue.id, self.candidate is not None
        # Nothing stands beside the options of an issue that does not apply, or of a proposal.
        effect = None if previewed or facts.applies is False else self._effect(row)
        counts = effect is not None and (self.any_counts or effect.incoherent)
        return RowShown(
            row,
            self.case,
            facts,
            self._picked(issue),
            previewed,
            effect=effect,
            counts=counts,
            ways=self.ways.get((issue, effect.name)) if counts and effect is not None else None,
            crossed=self.crossed if counts else (),
            working=counts and self.working,
        )

    def _head(self, row: IssueRow, facts: Row, *, unfolded: bool) -> RowShown:
        issue, candidate = row.issue.id, self.candidate
        picked, proposed = self.session.picked(issue), False
        if candidate is not None and issue in candidate.changed:
            picked, proposed = candidate.changed[issue], True
        gone = self.session.vanished.choices.get(issue)
        return RowShown(
            row,
            self.case,
            facts,
            picked,
            proposed,
            unfolded=unfolded,
            noted=bool(self._scenario.note(issue)),
            gone=None if gone is None else gone.picked,
        )

    @property
    def _scenario(self) -> Scenario:
        return self.candidate.scenario if self.candidate is not None else self.session.scenario

    def _picked(self, issue: str) -> Pick | None:
        """What is chosen on the issue, or would be with the candidate."""
        if self.candidate is not None:
            return self.candidate.scenario.pick(issue)
        return self.session.picked(issue)

    def _effect(self, row: IssueRow) -> OptionEffect | None:
        """What choosing the row would change; ``None`` for a row that chooses nothing."""
        if not row.chooses:
            return None
        name = "" if row.part is Part.NONE else row.name
        effects = self.session.from_here(row.issue.id)
        return next((effect for effect in effects if effect.name == name), None)


@frozen(eq=False, repr=False)
class RowShown(Compared):
    """All that the pieces of a row are made of: where it is equal, so are they.

    ``picked`` is what is chosen on the issue, or would be; ``proposed`` says that it is a proposal:
    of the issue itself in its head, of any in the row of an option. ``gone`` is what was chosen and
    the case has no longer. ``counts`` says that what is left may stand beside the option, ``ways``
    how many ways to finish that are, if it is known. ``crossed`` names the lines crossed now.
    """

    row: IssueRow
    case: Case
    facts: Row
    picked: Pick | None
    proposed: bool
    unfolded: bool = False
    noted: bool = False
    gone: Pick | None = None
    effect: OptionEffect | None = None
    counts: bool = False
    ways: Count | None = None
    crossed: Sequence[str] = ()
    working: bool = False


def head_pieces(case: Case, columns: BoardColumns, words: str) -> Iterator[Piece]:
    """The pieces of the row of names; ``words`` stand above the issues."""
    yield Piece(TITLE_AT, words, "muted", columns.title_width)
    yield Piece(columns.choice_at, "Choice", "muted", columns.choice_width)
    for nth, place in enumerate(columns.parties):
        room = columns.party_room(nth)
        name = case.parties[place].name
        last = nth == len(columns.parties) - 1
        if nth == 0 and columns.before:
            name = f"{_MORE_LEFT}{name}"
        if last and columns.after:
            long, short = (f" {columns.after}{more}{_MORE_RIGHT}" for more in (" more ", ""))
            whole = cell_len(name) + cell_len(long) <= room
            name = f"{name}{long}" if whole else f"{cut(name, room - cell_len(short))}{short}"
        yield Piece(columns.party_at(nth), name, "muted", room)
    if columns.from_here:
        yield Piece(columns.from_here, "From here", "muted", columns.from_here_width)


def row_pieces(shown: RowShown, columns: BoardColumns) -> Iterator[Piece]:
    """The pieces of a row from left to right."""
    match shown.row.part:
        case Part.HEAD:
            return _issue_pieces(shown, columns)
        case Part.VALUE:
            return _value_pieces(shown, columns)
    return _option_pieces(shown, columns)


def _issue_pieces(shown: RowShown, columns: BoardColumns) -> Iterator[Piece]:
    issue, facts = shown.row.issue, shown.facts
    away = facts.applies is False
    if shown.unfolded:
        yield Piece(1, "▾", "muted")
    yield Piece(TITLE_AT, issue.title, "muted" if away else "text", columns.title_width)
    noted = " ✎" if shown.noted else ""
    room = columns.choice_width - cell_len(noted)
    words, look = _choice(shown, room, away=away)
    yield Piece(columns.choice_at, cut(words, room) + noted, look, columns.choice_width)
    if away:
        return
    if facts.silent:
        yield Piece(columns.parties_at, NOBODY, "muted", columns.parties_width)
        return
    yield from _cell_pieces(facts, columns)


def _cell_pieces(facts: Row, columns: BoardColumns) -> Iterator[Piece]:
    cells = [facts.cells[place] for place in columns.parties]
    for nth, cell in enumerate(cells):
        free = nth + 1 < len(cells) and cells[nth + 1].sign is Sign.SILENT
        room = columns.party_room(nth, free=free)
        words = cell_words(cell, room)
        if words:
            yield Piece(columns.party_at(nth), words, _CELL_LOOKS[cell.sign], room)


def _choice(shown: RowShown, room: int, *, away: bool) -> tuple[str, str]:
    """What is chosen in as many words as fit, and its look."""
    issue, picked = shown.row.issue, shown.picked
    if shown.proposed:
        return f"→ {pick_title(shown.case, issue.id, picked)}{_star(issue, picked)}", "proposed"
    if away:
        return "does not apply", "muted"
    if shown.gone is not None:
        return f"[gone: {raw_pick(shown.gone)}]", "in-doubt"
    if begun := begun_words(issue, picked):
        return f"· {begun}", "muted"
    if picked is None:
        return "· undecided", "muted"
    star = _star(issue, picked)
    forms = [f"{pick_title(shown.case, issue.id, picked)}{star}"]
    if isinstance(picked, tuple) and len(picked) > 1:
        first = issue.option(picked[0]).title
        forms = [
            f"{', '.join(issue.option(option).title for option in picked)}{star}",
            f"{first} +{len(picked) - 1}{star}",
            f"{len(picked)} hold{star}",
        ]
    return next((form for form in forms if cell_len(form) <= room), forms[-1]), "chosen"


def _value_pieces(shown: RowShown, columns: BoardColumns) -> Iterator[Piece]:
    """The buttons of a number, and by how much they move it."""
    look = "muted" if shown.facts.applies is False else "text"
    at = SIGN_AT
    for text, _ in BUTTONS:
        yield Piece(at, text, look)
        at += len(text) + 1
    yield Piece(at + 1, shown.row.title, "muted", max(0, columns.width - at - 1))


def _option_pieces(shown: RowShown, columns: BoardColumns) -> Iterator[Piece]:
    row, issue = shown.row, shown.row.issue
    chosen = row.chosen(shown.picked)
    away = shown.facts.applies is False
    look = "muted" if away else "chosen" if chosen else "text"
    nth = _number_of(row)
    if nth:
        yield Piece(_OPTION_AT, str(nth), "muted")
    yield Piece(SIGN_AT, row.sign(shown.picked), look)
    star = "*" if row.added else ""
    unit = f" {issue.unit}" if row.part is Part.STRETCH and issue.unit else ""
    title = one_line(f"{row.title}{unit}{star}")
    yield Piece(_NAME_AT, title, look, columns.parties_at - _NAME_AT - 1)
    if away or shown.proposed:
        return
    if chosen:
        for piece in _cell_pieces(shown.facts, columns):
            if piece.text not in _NOT_OF_OPTIONS:
                yield piece
    elif shown.effect is not None:
        yield from _effect_pieces(shown, shown.effect, columns)
    taken_away = chosen and issue.kind is IssueKind.ANY  # by choosing it again
    if columns.from_here and shown.effect is not None and shown.counts and not taken_away:
        words = option_ways(
            shown.effect,
            shown.crossed,
            shown.ways,
            columns.from_here_width,
            working=shown.working,
            measure=cell_len,
        )
        yield Piece(columns.from_here, words, "muted", columns.from_here_width)


def _effect_pieces(shown: RowShown, effect: OptionEffect, columns: BoardColumns) -> Iterator[Piece]:
    if not effect.possible:
        most = shown.row.issue.most
        words = f"at most {most:,} {agreeing(most, 'holds', 'hold together')}"
        yield Piece(columns.parties_at, words, "muted", columns.parties_width)
        return
    for nth, place in enumerate(columns.parties):
        party, cell = shown.case.parties[place], shown.facts.cells[place]
        follows = columns.parties[nth + 1 : nth + 2]
        free = not any(_is_told(effect, shown.case.parties[other].id) for other in follows)
        room = columns.party_room(nth, free=free)
        words = effect_cell_words(effect, party, cell, room)
        if words not in _NOT_OF_OPTIONS:
            look = _effect_look(effect, party.id)
            yield Piece(columns.party_at(nth), words, look, room)


def _number_of(row: IssueRow) -> int:
    """The digit that chooses the row; 0 for none."""
    if row.issue.kind is IssueKind.NUMBER:
        return 0
    rows = [other for other in rows_of(row.issue) if other.chooses]
    place = next((n for n, other in enumerate(rows, 1) if other.name == row.name), 0)
    return place if place <= 9 else 0


_CELL_LOOKS = {
    Sign.CROSSED: "crossed-now",
    Sign.CONTESTED: "in-doubt",
    Sign.DEPENDS: "muted",
    Sign.SET_ASIDE: "left-out",
    Sign.NOT_CROSSED: "muted",
    Sign.SPEAKS: "muted",
    Sign.SILENT: "muted",
}
_EFFECT_LOOKS = {
    Change.ADDED: "would-cross",
    Change.SOFTENED: "in-doubt",
    Change.CONTESTED: "in-doubt",
    Change.ENDED: "text",
}


_NOT_OF_OPTIONS = ("", SIGNS[Sign.SPEAKS])
"""What is said of an issue and not again of each of its options."""


def _is_told(effect: OptionEffect, party: str) -> bool:
    """Whether anything stands in the party's cell of an option."""
    return bool(effect.of_party(party)) or any(o.party == party for o in effect.crossed_aside)


def _effect_look(effect: OptionEffect, party: str) -> str:
    """What would be crossed is plain; what stays as it is, is muted."""
    found = effect.of_party(party)
    if not found or all(each.ticked for each in found):
        aside = any(line.party == party for line in effect.crossed_aside)
        return "left-out" if aside else "muted"
    return _EFFECT_LOOKS.get(found[0].change, "muted")


def _star(issue: Issue, pick: Pick | None) -> str:
    """``*`` where no source proposes what is picked."""
    options = pick if isinstance(pick, tuple) else (pick,) if isinstance(pick, str) else ()
    known = (issue.by_id[option] for option in options if option in issue.by_id)
    return "*" if any(option.origin.value == "added" for option in known) else ""


def cut(text: str, width: int) -> str:
    """The text in one line of at most that many cells."""
    text = one_line(text)
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, width - 1)}…" if width > 1 else text[:width]
