"""A thing of the case beside the outline: in full, to be read, or as a form, to be edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from attrs import evolve
from textual.app import ComposeResult
from textual.containers import Vertical

from planner.editing.case_edits import Ref, found
from planner.editing.case_forms import DETAILS, Filled, fields_of, new_id
from planner.editing.case_session import CaseSession
from planner.editing.overlays import taken_ids
from planner.model.private import Overlay
from planner.reports.content.case_items import case_blocks, doubt_blocks, item_blocks
from planner.reports.page import Block
from planner.reports.words.verdicts import sentence
from planner.tui.case_doubting import CaseDoubting
from planner.tui.quote_marking import quote_mark
from planner.tui.widgets.case_form import CaseForm
from planner.tui.widgets.passages import PassagePane

__all__ = ["CasePane"]


class CasePane(Vertical):
    """Shows one thing at a time; while a ``form`` is open it stays, and drafts hold what is typed.

    What the form comes to is made a step by whoever closes it.
    """

    DEFAULT_CSS = """
    CasePane { width: 3fr; border-left: solid $foreground 30%; padding: 0 1; }
    CasePane #item { height: 1fr; }
    """

    def __init__(self, session: CaseSession, overlay: Overlay | None) -> None:
        super().__init__()
        self._session = session
        self._overlay = overlay
        self._text = PassagePane(id="item")
        self._doubting = CaseDoubting(self, self._show_doubts)
        self._shown: Ref | None = None
        self.form: CaseForm | None = None

    def compose(self) -> ComposeResult:
        """The text; a form comes in its place."""
        yield self._text

    def show(self, ref: Ref | None) -> None:
        """Show that thing in full, or the whole case; an open form stays."""
        self._shown = ref
        if self.form is None:
            self._text.show(self._blocks(ref))

    def _show_doubts(self) -> None:
        """Show what was found to look at, behind what stands there."""
        if self.form is None:
            self._text.show(self._blocks(self._shown), keep_place=True)

    def _blocks(self, ref: Ref | None) -> Iterator[Block]:
        case = self._session.case
        doubts = self._doubting.of(case)
        item = found(case, ref) if ref is not None and ref is not DETAILS else None
        if ref is None or item is None:
            yield from case_blocks(case, doubts.of_all, doubts.number)
        else:
            yield from item_blocks(case, item)
            yield from doubt_blocks(doubts.of(ref))

    def open_form(self, ref: Ref, given: Mapping[str, str], texts: tuple[str, ...] = ()) -> None:
        """Open the form of that thing; of a new one, which has no id yet, with what is ``given``.

        ``texts`` are the files that a source can name.
        """
        new = ref is not DETAILS and not ref.id
        what = "The case" if ref is DETAILS else f"new {ref.table.noun}" if new else ref.words
        fields = fields_of(self._session.case, ref)
        fields = tuple(evolve(f, text=given.get(f.name, f.text)) for f in fields)
        if texts:
            fields = tuple(evolve(f, known=texts) if f.name == "text" else f for f in fields)
        proposed = partial(self._free_id, ref) if new else None
        self.form = CaseForm(sentence(what)[:-1], ref, fields, proposed)
        self._text.display = False
        self.mount(self.form)

    def close_form(self) -> None:
        """Take the form away, with what was typed in it."""
        if self.form is not None:
            self.form.remove()
            self.form = None
            self._session.document.typing(None)
        self._text.display = True

    def show_judged(self, form: CaseForm, filled: Filled) -> bool:
        """Say what is wrong with what is typed; whether it would make another case."""
        if self.form is not form:
            return False
        self.form.show(filled)
        self.show_quotes()
        if filled.case is None or self.form.untouched:
            return False
        self._session.document.typing(filled.case)
        return True

    def show_quotes(self) -> None:
        """Say beside the quote that is typed whether it stands in the text."""
        if self.form is not None:
            mark = quote_mark(self.app, self.form.wanted.id, self.form.texts.get("quote", ""))
            self.form.remark("quote", "" if mark is None else mark.words)

    def _free_id(self, ref: Ref, words: str) -> str:
        hidden = taken_ids(self._overlay, ref.table)
        return new_id(self._session.case, ref.table, words, ref.issue, hidden)
