"""The deal board: one row an issue, a column a party, only the issue under the cursor unfolded.

One widget draws all of it, line by line: a widget a cell would not keep up with the keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from planner.check.board import Board as Facts
from planner.check.board import Row, Sign
from planner.check.from_here import Change, OptionEffect
from planner.editing.scenario_session import Session
from planner.keys.commands import COLUMN_MOVES, LIST_MOVES
from planner.model.case import Issue, IssueKind
from planner.model.conditions import Pick
from planner.model.scenario import Scenario
from planner.reports.words.board import NOBODY, SIGNS, cell_words, effect_cell_words
from planner.reports.words.choices import begun_words, pick_title, raw_pick
from planner.reports.words.from_here import line_ids, option_ways
from planner.tui.bindings import bindings
from planner.tui.look.text_styles import StyledLines
from planner.tui.plain import one_line
from planner.tui.widgets.board_columns import TITLE_AT, BoardColumns, board_columns
from planner.tui.widgets.issue_rows import BUTTONS, IssueRow, Part, button_at, rows_of

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count

__all__ = ["Board", "Candidate"]

_MORE_LEFT, _MORE_RIGHT = "‹", "›"  # noqa: RUF001 (those are meant)
_OPTION_AT = 4
_SIGN_AT = 6
_NAME_AT = 10
_WHEEL = 3


@frozen(eq=False)
class Candidate:
    """What a proposal would make of the deal, to be seen on the board before it is taken."""

    scenario: Scenario
    facts: Facts
    changed: Mapping[str, Pick | None]


@frozen
class _Piece:
    """Text of a row, the cell where it begins, and the name of its look."""

    at: int
    text: str
    look: str = "text"
    width: int = 0


class Board(StyledLines):
    """Every issue with what is chosen and what that does to each party's lines about it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(LIST_MOVES, of_widget=True),
        *bindings(COLUMN_MOVES, of_widget=True),
    ]
    DEFAULT_CSS = "Board { overflow: hidden hidden; min-width: 8; }"

    cursor = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another row."""

    class Clicked(Message):
        """A row was clicked, in that column of it; the cursor stands on it."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    class Seen(Message):
        """Other issues have come in sight, or another one is unfolded."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="board")
        self._words: tuple[str, ...] = ()
        self._top = 0
        self._first_party = 0
        self._candidate: Candidate | None = None
        self._ways: Mapping[tuple[str, str], Count] = {}
        self._working = True
        self.open_session(session)

    def open_session(self, session: Session) -> None:
        """Show another scenario, from the top."""
        self._session = session
        self._case = session.case
        self._words = ()
        self._top = 0
        self._first_party = 0
        self._candidate = None
        self._ways = {}
        self._issues: tuple[Issue, ...] = session.case.issues
        self._unfolded = self._issues[0].id if self._issues else ""
        self._measure()
        self._list()
        self.set_reactive(Board.cursor, 0)
        self._look_again()

    # What stands where.

    @property
    def row(self) -> IssueRow:
        """The row under the cursor."""
        return self._rows[self.cursor]

    @property
    def row_count(self) -> int:
        """How many rows there are, folded ones not counted."""
        return len(self._rows)

    @property
    def in_sight(self) -> frozenset[str]:
        """The issues whose options are in sight: the unfolded one."""
        return frozenset((self._unfolded,))

    @property
    def most_rows(self) -> int:
        """How many rows there can be at once, whichever issue is unfolded, with the head."""
        return 1 + len(self._session.case.issues) + self._most_options

    def show_ways(self, ways: Mapping[tuple[str, str], Count], *, working: bool) -> None:
        """Show, by issue and answer, how many ways to finish cross nothing more."""
        self._ways, self._working = ways, working
        self.refresh()

    def show_all(self) -> None:
        """Show the scenario as it stands now; as of another day there may be other stretches."""
        if self._session.case is not self._case:
            self._case = self._session.case
            self._issues = tuple(
                self._case.issues_by_id[issue.id]
                for issue in self._issues
                if issue.id in self._case.issues_by_id
            )
            name = self.row.name
            self._measure()
            self._list()
            self.cursor = self._place(self._unfolded, name)
        self._look_again()

    def propose(self, candidate: Candidate | None) -> None:
        """Show a candidate in place of the deal, or the deal again."""
        self._candidate = candidate
        self._look_again()

    def go_to(self, issue: str, name: str | None = None) -> None:
        """Unfold an issue and move the cursor to its row of that name; ends a filter hiding it."""
        if all(held.id != issue for held in self._issues):
            self.filter_by("")
        self._unfold(issue)
        self.cursor = self._place(issue, name)

    def go_to_choice(self, issue: str) -> None:
        """Move the cursor to what is chosen on an issue, else to the first that can be."""
        picked = self._session.picked(issue)
        self._unfold(issue)
        rows = [row for row in self._rows if row.issue.id == issue and row.chooses]
        if rows:
            self.go_to(issue, next((row for row in rows if row.chosen(picked)), rows[0]).name)

    def filter_by(self, text: str) -> None:
        """List only the issues that hold all these words, options and red lines included.

        The list is never empty: where nothing holds the words, the issue under the cursor stays.
        """
        here = self.row
        self._words = tuple(text.casefold().split())
        found = tuple(issue for issue in self._session.case.issues if self._holds(issue))
        self._issues = found or (here.issue,)
        if here.issue not in self._issues:
            self._unfolded = self._issues[0].id
        self._top = 0
        self._list()
        self.set_reactive(Board.cursor, self._place(here.issue.id, here.name))
        self._moved()

    @property
    def found_words(self) -> str:
        """How many issues a filter shows; empty without one."""
        if not self._words:
            return ""
        shown = len(self._issues) if any(map(self._holds, self._issues)) else 0
        return f"{shown:,} of {len(self._session.case.issues):,}"

    def button_at(self, column: int) -> str | None:
        """The command of the button in that column of the row under the cursor, if there is one."""
        return button_at(column - _SIGN_AT + 1, 1) if self.row.part is Part.VALUE else None

    # Moving.

    def validate_cursor(self, row: int) -> int:
        """A row that exists."""
        return max(0, min(row, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Unfold the issue that the cursor has come to, and tell the screen."""
        if old != new:
            row = self._rows[new]
            if row.issue.id != self._unfolded:
                self._unfold(row.issue.id)
                self.set_reactive(Board.cursor, self._place(row.issue.id, row.name))
            self._moved()

    def action_cursor_up(self) -> None:
        """Move the cursor up a row."""
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        """Move the cursor down a row."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """Move the cursor up a page of issues."""
        self._step_issues(-self._page)

    def action_page_down(self) -> None:
        """Move the cursor down a page of issues."""
        self._step_issues(self._page)

    def action_first(self) -> None:
        """Move the cursor to the first issue."""
        self._step_issues(-len(self._issues))

    def action_last(self) -> None:
        """Move the cursor to the last issue."""
        self._step_issues(len(self._issues))

    def action_cursor_left(self) -> None:
        """Show the parties further left."""
        self._scroll_parties(-1)

    def action_cursor_right(self) -> None:
        """Show the parties further right."""
        self._scroll_parties(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show the rows below."""
        event.stop()
        self._scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show the rows above."""
        event.stop()
        self._scroll_rows(-_WHEEL)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Unfold the issue that was clicked, or go to its option; the head scrolls the parties."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0:
            self._click_head(offset.x)
            return
        place = self._top + offset.y - 1
        if place < len(self._rows):
            self.cursor = place
            self.post_message(self.Clicked(offset.x))

    def _click_head(self, x: int) -> None:
        columns = self._columns()
        end = columns.party_at(len(columns.parties))
        if columns.after and end - 4 <= x:
            self._scroll_parties(1)
        elif columns.before and x < columns.parties_at + 2:
            self._scroll_parties(-1)

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 1 - self._most_options)

    def _step_issues(self, step: int) -> None:
        if not self._issues:
            return
        here = [issue.id for issue in self._issues].index(self._unfolded)
        there = max(0, min(here + step, len(self._issues) - 1))
        self._unfold(self._issues[there].id)
        self.cursor = self._place(self._issues[there].id, None)

    def _scroll_parties(self, step: int) -> None:
        columns = self._columns()
        if columns.before or columns.after:
            self._first_party = max(0, min(columns.before + step, columns.before + columns.after))
            self.refresh()

    def _scroll_rows(self, step: int) -> None:
        most = max(0, len(self._rows) - (self.size.height - 1))
        top = max(0, min(self._top + step, most))
        if top != self._top:
            self._top = top
            self.refresh()

    def _unfold(self, issue: str) -> None:
        """Unfold an issue in place of another; the cursor stays on what it was on, if it can."""
        if issue == self._unfolded:
            return
        here = self._rows[self.cursor]
        self._unfolded = issue
        self._list()
        self.set_reactive(Board.cursor, self._place(here.issue.id, here.name))
        self.refresh()

    def _moved(self) -> None:
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved())
        self.post_message(self.Seen())

    def _show_cursor(self) -> None:
        """Bring the cursor in sight, and as much as fits of the issue that it is on."""
        height = self.size.height - 1
        if height <= 0:
            return
        rows = len(self._rows)
        first = self._place(self._unfolded, None)
        last = first
        while last + 1 < rows and self._rows[last + 1].issue.id == self._unfolded:
            last += 1
        top = min(self._top, max(0, rows - height))
        top = max(top, last - height + 1)
        top = min(top, first)
        top = max(top, self.cursor - height + 1)
        top = min(top, self.cursor)
        if top != self._top:
            self._top = top
            self.refresh()

    def _list(self) -> None:
        stretches = self._session.stretches
        self._rows: list[IssueRow] = []
        self._row_of: dict[tuple[str, str | None], int] = {}
        for issue in self._issues:
            for row in rows_of(issue, stretches(issue.id) if issue.id == self._unfolded else ()):
                self._row_of[issue.id, row.name] = len(self._rows)
                self._rows.append(row)
                if issue.id != self._unfolded:
                    break

    def _measure(self) -> None:
        """How many rows and columns the case asks for, whatever is chosen."""
        stretches, issues = self._session.stretches, self._case.issues
        options = (sum(1 for _ in rows_of(i, stretches(i.id))) - 1 for i in issues)
        self._most_options = max(options, default=0)
        self._longest = max((cell_len(issue.title) for issue in issues), default=0)

    def _place(self, issue: str, name: str | None) -> int:
        place = self._row_of.get((issue, name))
        return place if place is not None else self._row_of.get((issue, None), 0)

    def _holds(self, issue: Issue) -> bool:
        if not self._words:
            return True
        lines = (v.line for v in self._session.verdict.lines if issue.id in v.line.issues)
        texts = [
            issue.title,
            issue.question,
            *(text for option in issue.options for text in (option.title, option.definition)),
            *(text for line in lines for text in (line.id, line.title)),
        ]
        held = "\n".join(texts).casefold()
        return all(word in held for word in self._words)

    # Drawing.

    def _look_again(self) -> None:
        self._order: list[int] | None = None
        verdict = self._session.verdict
        self._crossed = line_ids(verdict.crossed)
        self._counts = any(held.counted for held in verdict.lines)
        self.refresh()

    @property
    def facts(self) -> Facts:
        """The cells as they stand, or as they would with the candidate."""
        return self._candidate.facts if self._candidate is not None else self._session.board

    def effect(self, row: IssueRow) -> OptionEffect | None:
        """What choosing the row would change; ``None`` for a row that chooses nothing."""
        if not row.chooses:
            return None
        name = "" if row.part is Part.NONE else row.name
        effects = self._session.from_here(row.issue.id)
        return next((effect for effect in effects if effect.name == name), None)

    def _columns(self) -> BoardColumns:
        return board_columns(self.size.width, self._longest, self._in_order, self._first_party)

    @property
    def _in_order(self) -> list[int]:
        """The parties by their places, those whose lines are crossed first."""
        if self._order is None:
            crossed = {
                place
                for row in self.facts.rows
                for place, cell in enumerate(row.cells)
                if cell.sign is Sign.CROSSED
            }
            places = range(len(self._case.parties))
            self._order = sorted(places, key=lambda place: place not in crossed)
        return self._order

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        columns = self._columns()
        width = self.size.width
        place = self._top + y - 1
        if y == 0:
            return self._strip(self._head(columns), width, ())
        if not 0 <= place < len(self._rows):
            return Strip.blank(width, self.look())
        row = self._rows[place]
        under: tuple[str, ...] = ("unfolded",) if row.issue.id == self._unfolded else ()
        if place == self.cursor:
            under = (*under, "under-cursor")
        pieces = [*self._pieces(row, columns)]
        if place == self.cursor:
            pieces.insert(0, _Piece(0, "▌", "mark"))
        return self._strip(pieces, width, under)

    def _head(self, columns: BoardColumns) -> Iterator[_Piece]:
        above = self._top
        below = max(0, len(self._rows) - self._top - (self.size.height - 1))
        words = "Issue"
        if self._words:
            words = f"Issue {self.found_words}"
        if above:
            words += f" ▲ {above}"
        if below:
            words += f" ▼ {below}"
        yield _Piece(TITLE_AT, words, "muted", columns.title_width)
        yield _Piece(columns.choice_at, "Choice", "muted", columns.choice_width)
        for nth, place in enumerate(columns.parties):
            room = columns.party_room(nth)
            name = self._case.parties[place].name
            last = nth == len(columns.parties) - 1
            if nth == 0 and columns.before:
                name = f"{_MORE_LEFT}{name}"
            if last and columns.after:
                more = f"{columns.after} more {_MORE_RIGHT}"
                name = more if cell_len(name) + cell_len(more) + 1 > room else f"{name} {more}"
            yield _Piece(columns.party_at(nth), name, "muted", room)
        if columns.from_here:
            yield _Piece(columns.from_here, "From here", "muted", columns.from_here_width)

    def _pieces(self, row: IssueRow, columns: BoardColumns) -> Iterator[_Piece]:
        match row.part:
            case Part.HEAD:
                return self._issue_pieces(row, columns)
            case Part.VALUE:
                return self._value_pieces(row, columns)
        return self._option_pieces(row, columns)

    def _issue_pieces(self, row: IssueRow, columns: BoardColumns) -> Iterator[_Piece]:
        issue = row.issue
        facts = self.facts.row(issue.id)
        away = facts.applies is False
        if issue.id == self._unfolded:
            yield _Piece(1, "▾", "muted")
        yield _Piece(TITLE_AT, issue.title, "muted" if away else "text", columns.title_width)
        noted = " ✎" if self._scenario.note(issue.id) else ""
        room = columns.choice_width - cell_len(noted)
        words, look = self._choice(issue, room, away=away)
        yield _Piece(columns.choice_at, _cut(words, room) + noted, look, columns.choice_width)
        if away:
            return
        if facts.silent:
            yield _Piece(columns.parties_at, NOBODY, "muted", columns.parties_width)
            return
        yield from self._cell_pieces(facts, columns)

    def _cell_pieces(self, facts: Row, columns: BoardColumns) -> Iterator[_Piece]:
        shown = [facts.cells[place] for place in columns.parties]
        for nth, cell in enumerate(shown):
            free = nth + 1 < len(shown) and shown[nth + 1].sign is Sign.SILENT
            room = columns.party_room(nth, free=free)
            words = cell_words(cell, room)
            if words:
                yield _Piece(columns.party_at(nth), words, _CELL_LOOKS[cell.sign], room)

    def _choice(self, issue: Issue, room: int, *, away: bool) -> tuple[str, str]:
        """What is chosen in as many words as fit, and its look."""
        candidate = self._candidate
        if candidate is not None and issue.id in candidate.changed:
            words = pick_title(self._case, issue.id, candidate.changed[issue.id])
            return f"→ {words}{_star(issue, candidate.changed[issue.id])}", "proposed"
        if away:
            return "does not apply", "muted"
        picked = self._session.picked(issue.id)
        gone = self._session.vanished.choices.get(issue.id)
        if gone is not None and gone.picked is not None:
            return f"[gone: {raw_pick(gone.picked)}]", "in-doubt"
        if begun := begun_words(issue, picked):
            return f"· {begun}", "muted"
        if picked is None:
            return "· undecided", "muted"
        star = _star(issue, picked)
        forms = [f"{pick_title(self._case, issue.id, picked)}{star}"]
        if isinstance(picked, tuple) and len(picked) > 1:
            first = issue.option(picked[0]).title
            forms = [
                f"{', '.join(issue.option(option).title for option in picked)}{star}",
                f"{first} +{len(picked) - 1}{star}",
                f"{len(picked)} hold{star}",
            ]
        return next((form for form in forms if cell_len(form) <= room), forms[-1]), "chosen"

    def _picked(self, issue: Issue) -> Pick | None:
        """What is chosen on the issue, or would be with the candidate."""
        if self._candidate is not None:
            return self._candidate.scenario.pick(issue.id)
        return self._session.picked(issue.id)

    @property
    def _scenario(self) -> Scenario:
        return self._candidate.scenario if self._candidate is not None else self._session.scenario

    def _value_pieces(self, row: IssueRow, columns: BoardColumns) -> Iterator[_Piece]:
        """The buttons of a number, and by how much they move it."""
        look = "muted" if self.facts.row(row.issue.id).applies is False else "text"
        at = _SIGN_AT
        for text, _ in BUTTONS:
            yield _Piece(at, text, look)
            at += len(text) + 1
        yield _Piece(at + 1, row.title, "muted", max(0, columns.width - at - 1))

    def _option_pieces(self, row: IssueRow, columns: BoardColumns) -> Iterator[_Piece]:
        issue = row.issue
        picked = self._picked(issue)
        chosen = row.chosen(picked)
        away = self.facts.row(issue.id).applies is False
        look = "muted" if away else "chosen" if chosen else "text"
        nth = self.cursor_number(row)
        if nth:
            yield _Piece(_OPTION_AT, str(nth), "muted")
        yield _Piece(_SIGN_AT, row.sign(picked), look)
        star = "*" if row.added else ""
        unit = f" {issue.unit}" if row.part is Part.STRETCH and issue.unit else ""
        title = one_line(f"{row.title}{unit}{star}")
        yield _Piece(_NAME_AT, title, look, columns.parties_at - _NAME_AT - 1)
        if away or self._candidate is not None:
            return
        if chosen:
            for piece in self._cell_pieces(self.facts.row(issue.id), columns):
                if piece.text not in _NOT_OF_OPTIONS:
                    yield piece
        else:
            yield from self._effect_pieces(row, columns)
        effect = self.effect(row)
        taken_away = chosen and issue.kind is IssueKind.ANY  # by choosing it again
        if columns.from_here and effect is not None and self._counts and not taken_away:
            words = option_ways(
                effect,
                self._crossed,
                self._ways.get((issue.id, effect.name)),
                columns.from_here_width,
                working=self._working,
                measure=cell_len,
            )
            yield _Piece(columns.from_here, words, "muted", columns.from_here_width)

    def _effect_pieces(self, row: IssueRow, columns: BoardColumns) -> Iterator[_Piece]:
        effect = self.effect(row)
        if effect is None:
            return
        if not effect.possible:
            words = f"at most {row.issue.most:,} hold together"
            yield _Piece(columns.parties_at, words, "muted", columns.parties_width)
            return
        facts = self.facts.row(row.issue.id)
        for nth, place in enumerate(columns.parties):
            party, cell = self._case.parties[place], facts.cells[place]
            follows = columns.parties[nth + 1 : nth + 2]
            free = not any(_is_told(effect, self._case.parties[other].id) for other in follows)
            room = columns.party_room(nth, free=free)
            words = effect_cell_words(effect, party, cell, room)
            if words not in _NOT_OF_OPTIONS:
                look = _effect_look(effect, party.id)
                yield _Piece(columns.party_at(nth), words, look, room)

    def cursor_number(self, row: IssueRow) -> int:
        """The digit that chooses the row; 0 for none."""
        if row.issue.kind is IssueKind.NUMBER:
            return 0
        rows = [other for other in rows_of(row.issue) if other.chooses]
        place = next((n for n, other in enumerate(rows, 1) if other.name == row.name), 0)
        return place if place <= 9 else 0

    def _strip(self, pieces: Iterable[_Piece], width: int, under: tuple[str, ...]) -> Strip:
        ground = self._style(under)
        segments: list[Segment] = []
        at = 0
        for piece in pieces:
            room = width - piece.at
            if room <= 0 or piece.at < at:
                continue
            if piece.at > at:
                segments.append(Segment(" " * (piece.at - at), ground))
            text = _cut(piece.text, min(room, piece.width or room))
            segments.append(Segment(text, self._style(under, piece.look)))
            at = piece.at + cell_len(text)
        return Strip(segments).adjust_cell_length(width, ground)

    def _style(self, under: tuple[str, ...], look: str = "text") -> Style:
        looks = (*under, look)
        if self.app.no_color or self.app.native_ansi_color:
            if look == "crossed-now":
                looks = (*under, "title", "reversed")
            if "under-cursor" in under and self.has_focus:
                looks = (*looks, "underlined")
        return self.look(*looks)


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


def _cut(text: str, width: int) -> str:
    text = one_line(text)
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, width - 1)}…" if width > 1 else text[:width]
