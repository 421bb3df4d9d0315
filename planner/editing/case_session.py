"""The open case: what one does to a case, each edit a step that can be undone by its name.

An edit that would leave no case that a file can hold is refused, with the reasons, and changes
nothing. All the rest is what every document does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from planner.editing.carrying_texts import NOTHING_CARRIED, CarriedTexts, carry_texts
from planner.editing.case_edits import (
    CaseTable,
    Item,
    Ref,
    found,
    moved,
    put,
    removed,
    renamed,
    reviewed,
    users,
)
from planner.editing.desk import Desk
from planner.editing.document import Document
from planner.editing.history import Step, Written
from planner.errors import FileProblemError, PlannerError, SaveError
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.judging import flaws_of
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.places import places
from planner.files.toml.leaves import NewId
from planner.files.toml.single_values import IDENTIFIER
from planner.model.case import Case, Issue, Option, Party, following_evidence
from planner.model.statements import Statement

if TYPE_CHECKING:
    from planner.editing.case_forms import Filled
    from planner.editing.saving import Saving
    from planner.files.safety.drafts import Draft
    from planner.files.safety.saving import Saved
    from planner.files.toml.source import SourceText

__all__ = ["CaseChange", "CaseSession", "EditRefusedError", "is_bundled"]

CaseChange = Step[Case]
"""A step of a case's history."""

_SHOWN = 3
_NOT_NEEDED = (CaseTable.SOURCES, CaseTable.STATEMENTS, CaseTable.RED_LINES, CaseTable.COHERENCE)
"""The tables that may be empty."""


class EditRefusedError(PlannerError):
    """The edit would leave no case that a file can hold; the case is as it was."""


class CaseSession:
    """The open case: edit it, undo and redo, save it.

    ``document`` is the case's, and is asked for what every document does: drafts, what others made
    of the file, merges. ``desk`` holds it with what else is open. A bundled case can be read
    alone: it has no ``path``, and is saved under a name of one's own. ``origin`` is the file that
    it came from where that is not its own: the texts of its sources lie beside that one.
    """

    def __init__(
        self,
        case: Case,
        *,
        path: Path | None = None,
        source: SourceText | None = None,
        desk: Desk | None = None,
        origin: Path | None = None,
    ) -> None:
        self.desk = desk or Desk()
        self.carried = NOTHING_CARRIED
        self._sound: Case | None = None
        kind = case_kind(f"{case.id}.case.toml" if path is None else path.name)
        self.document = self.desk.open(
            Document(kind, case, path=path, source=source, read_with=origin, clock=self.desk.clock)
        )

    @classmethod
    def of_file(cls, loaded: LoadedCase, desk: Desk | None = None) -> CaseSession:
        """A session on the case that was read."""
        if is_bundled(loaded.path):
            return cls(loaded.case, source=loaded.source, desk=desk, origin=loaded.path)
        return cls(loaded.case, source=loaded.source, desk=desk, path=loaded.path)

    @classmethod
    def of_draft(cls, draft: Draft, desk: Desk | None = None) -> CaseSession:
        """A session on the file as it was read, with the draft's content as an unsaved change.

        Raises :class:`~planner.errors.FileProblemError` if the draft cannot be read. Where its
        file cannot, the work is recovered without one, and saved under another name.
        """
        from planner.editing.recovering import base_of_case_draft, recover_case_draft  # noqa: PLC0415 (after a crash alone)

        recovered = recover_case_draft(draft)
        session = None
        if draft.path is not None:
            with suppress(FileProblemError):
                held = read_case(draft.path)
                changed = held.source.sha256 != draft.base
                before = base_of_case_draft(draft) if changed else None
                session = cls.of_file(before or held, desk)
        if session is None:
            session = cls(recovered.case, desk=desk, origin=draft.path or draft.read_with)
            session.document.forget_saved()
        session.document.history.do("draft recovered", recovered.case)
        return session

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.document.content

    @property
    def path(self) -> Path | None:
        """The file that it was read from or last saved to, ``None`` while it has none."""
        return self.document.path

    @property
    def origin(self) -> Path | None:
        """The file that it came from where that is not its own, as far as that is known."""
        return self.document.read_with

    @property
    def folder(self) -> Path | None:
        """From where the texts of its sources are named; ``None`` of a case without a file."""
        file = self.path or self.origin
        return None if file is None else file.parent

    @property
    def beside(self) -> Path | None:
        """The file that its texts lie beside, or would; ``None`` where they lie nowhere."""
        name = f"{self.case.id}.case.toml" if self.path is None else self.path.name
        return None if self.folder is None else self.folder / name

    @property
    def unsaved(self) -> bool:
        """Whether the case differs from what was last read or saved."""
        return self.document.unsaved

    def change(
        self,
        name: str,
        after: Case,
        merge_key: str = "",
        *,
        new_id: NewId | None = None,
        sound: Case | None = None,
    ) -> CaseChange | None:
        """Go on with another case, as one step of that name; ``None`` where it is the same.

        Raises :class:`EditRefusedError` where no file could hold it; a file can hold the ``sound``
        one.
        """
        after = following_evidence(after)
        if after == self.case:
            return None
        flaws = () if after in (sound, self._sound) else flaws_of(after)
        if flaws:
            shown = "; ".join(flaw.problem.explanation for flaw in flaws[:_SHOWN])
            raise EditRefusedError(f"nothing was changed: {shown}")
        return self.document.history.do(name, after, merge_key, new_id=new_id)

    def judging(self, edit: Callable[[CaseSession], object]) -> Callable[[], None]:
        """What judges, in any thread, what that edit of the case as it stands comes to.

        Raises what the edit would; else the edit takes no time any more.
        """
        case = self.case

        def judge() -> None:
            alone = CaseSession(case)
            edit(alone)
            self._sound = alone.case

        return judge

    def put(
        self, item: Item, *, issue: str = "", before: str = "", sound: Case | None = None
    ) -> CaseChange | None:
        """Add the thing, or put it in place of the one of its id; see :mod:`case_edits`."""
        ref = Ref.of(item, issue)
        verb = "added" if found(self.case, ref) is None else "changed"
        after = put(self.case, item, issue=issue, before=before)
        return self.change(f"{ref.words} {verb}", after, sound=sound)

    def remove(self, ref: Ref) -> CaseChange | None:
        """Take a thing out. It stays, and the refusal says so, as long as others name it."""
        after = removed(self.case, ref)
        using = () if after == self._sound else users(self.case, ref)
        if using:
            named = [each.words for each in using[:_SHOWN]]
            named += [f"{len(using) - _SHOWN} more"] if len(using) > _SHOWN else []
            names = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
            words = f"{ref.words} stays: it is named by {names}; take it out there first"
            raise EditRefusedError(words)
        # What nobody names can go; but a case needs a party and an issue, an issue its options.
        sound = after if ref.table in _NOT_NEEDED else None
        return self.change(f"{ref.words} removed", after, sound=sound)

    def move(self, ref: Ref, steps: int) -> CaseChange | None:
        """Put a thing further down (or up) among its like."""
        direction = "down" if steps > 0 else "up"
        after = moved(self.case, ref, steps)
        # No rule of a case asks for an order: as sound as before.
        return self.change(f"{ref.words} moved {direction}", after, sound=after)

    def rename(self, ref: Ref, new: str) -> CaseChange | None:
        """Give a thing another id, wherever the case names it."""
        try:
            after = renamed(self.case, ref, new)
        except ValueError:
            raise EditRefusedError(f"there is another {ref.table.noun} {new}") from None
        # What named it names it still, and nothing else has the new id.
        sound = after if IDENTIFIER.fullmatch(new) else None
        new_id = ref.with_new_id(new)
        return self.change(f"{ref.words} is {new} now", after, new_id=new_id, sound=sound)

    def keep_form(self, ref: Ref, filled: Filled) -> CaseChange | None:
        """Go on with what a form came to; where a member was renamed, lines follow the new name."""
        if filled.case is None:
            return None
        if filled.item is None:
            return self.change("details of the case changed", filled.case, sound=filled.case)
        if not isinstance(filled.item, Party):
            return self.put(filled.item, issue=ref.issue, sound=filled.case)
        verb = "added" if found(self.case, ref) is None else "changed"
        return self.change(f"{ref.words} {verb}", filled.case, sound=filled.case)

    def review(self, ref: Ref, name: str) -> CaseChange | None:
        """Say that this person has reviewed a statement or red line; again: that they have not."""
        after = reviewed(self.case, ref, name)
        # Only this name is new, and only it is judged: all of a large case takes a second.
        sound = None if flaws_of(_reviewed_by(name)) else after
        return self.change(f"review of {ref.id} by {name}", after, sound=sound)

    def set_title(self, title: str) -> CaseChange | None:
        """Give the case another title."""
        return self.change("title", evolve(self.case, title=title), "title")

    def set_summary(self, summary: str) -> CaseChange | None:
        """Write another summary."""
        return self.change("summary", evolve(self.case, summary=summary), "summary")

    def undo(self, written: Written | None = None) -> Step[Any] | None:
        """Take the last change back, whichever document it was in; see :meth:`Desk.undo`."""
        return self.desk.undo(written)

    def redo(self, written: Written | None = None) -> Step[Any] | None:
        """Make the change again that was undone last; see :meth:`Desk.redo`."""
        return self.desk.redo(written)

    def save(
        self, path: Path | None = None, *, seen: str | None = None, canonical: bool = False
    ) -> bool:
        """Save to ``path``, or where it came from; see :meth:`Document.save`.

        In another folder the texts of its sources are put beside it; ``carried`` says which.
        """
        saving = self.document.begin_save(path, seen=seen, canonical=canonical)
        outcome, self.carried = self.outcome_of(saving, self.folder)
        return self.document.end_save(saving, outcome)

    @staticmethod
    def outcome_of(
        saving: Saving[Case], folder: Path | None
    ) -> tuple[Saved | SaveError, CarriedTexts]:
        """What came of writing it, in any thread, and which texts came along from ``folder``."""
        outcome = saving.outcome()
        beside = saving.path.parent
        if isinstance(outcome, SaveError) or folder is None or folder == beside:
            return outcome, NOTHING_CARRIED
        return outcome, carry_texts(saving.content, folder, beside)

    def keep_draft(self) -> None:
        """Write unsaved work to the state folder; raises ``OSError`` if that cannot be done."""
        self.document.keep_draft()


def _reviewed_by(name: str) -> Case:
    """The smallest case that holds the name of somebody who has reviewed something."""
    issue = Issue("i", "I", options=(Option("o", "O"),))
    statement = Statement("s", "A quote", reviewed_by=(name,))
    return Case("c", "C", parties=(Party("p", "P"),), issues=(issue,), statements=(statement,))


def is_bundled(path: Path) -> bool:
    """Whether it is the file of a case that came with the planner, which nobody edits."""
    return places().real(path).is_relative_to(places().real(bundled_folder()))
