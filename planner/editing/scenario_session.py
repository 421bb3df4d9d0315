"""The open scenario: what one does to a scenario, and what its case says to that.

The screen and whatever else edits a scenario call the session; nothing else changes one. Every
change is named, so that undo and redo can say what they did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import evolve

from planner.editing.deciding import pick_name, ticked
from planner.editing.desk import Desk, Move
from planner.editing.filed_scenario import Change, FiledScenario
from planner.editing.history import Step, Written
from planner.editing.overlays import refuse_private
from planner.errors import FileProblemError
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario, fitted

if TYPE_CHECKING:
    from pathlib import Path

    from planner.check.proposal import Proposal
    from planner.editing.case_session import CaseSession
    from planner.editing.rewritten import RewrittenTogether
    from planner.editing.what_if import WhatIf
    from planner.files.cases.reading import LoadedCase
    from planner.files.safety.drafts import Draft
    from planner.files.scenarios.reading import LoadedScenario
    from planner.model.comments import Comment

__all__ = ["Change", "Session", "new_scenario"]

_MOST_NAMED = 3
"""More choices than these are not all named in one step's name."""


def new_scenario(case: Case) -> Scenario:
    """A scenario of the case in which nothing is decided yet, under the case's reading."""
    return Scenario(
        case_id=case.id,
        reading=case.reading,
        choices={issue.id: Choice() for issue in case.issues},
    )


class Session(FiledScenario):
    """The open scenario: change it, undo and redo, ask for its verdict, save it."""

    _tried: WhatIf | None = None
    _half_written: Comment | None = None

    def __init__(self, case: Case, scenario: Scenario, **filed: Any) -> None:
        super().__init__(case, scenario, **filed)
        self._kept: dict[int, CaseSession] = {}
        self.what_if_ended = False
        """Whether a what-if has ended that did not fit the case, and the planner is to be told."""
        self.desk.follow_moves(self._follow_move)

    @classmethod
    def of_case(cls, loaded: LoadedCase, desk: Desk | None = None) -> Session:
        """A session on a new scenario of the case; ``desk`` is one on which other things lie."""
        case, file = loaded.case, loaded.path
        begun = new_scenario(case)
        session = cls(case, begun, case_file=file, case_digest=loaded.digest, desk=desk)
        session.case_warnings = loaded.warnings
        return session

    @classmethod
    def of_file(cls, loaded: LoadedScenario) -> Session:
        """A session on the scenario that was read."""
        session = cls(
            loaded.of_case.case,
            loaded.written,
            case_file=loaded.case_file,
            case_digest=loaded.of_case.digest,
            path=loaded.path,
            envelope=loaded.envelope,
            source=loaded.source,
        )
        session.case_warnings = loaded.of_case.warnings
        session.lay_over(loaded.of_case.overlay)
        return session

    @classmethod
    def of_draft(cls, draft: Draft) -> Session:
        """A session on the file as it was read, with the draft's content as an unsaved change.

        So what somebody else made of the file since then is told, and merged, like any other
        change; where it is not known what the draft was made from, the session stands on the file
        as it is now. Raises :class:`~planner.errors.FileProblemError` if the draft cannot be read.
        If its file cannot, or holds a scenario of another case by now, the session has none: the
        work is recovered, and saved under another name.
        """
        from planner.editing.recovering import base_of_draft, recover_draft  # noqa: PLC0415 (after a crash alone)

        recovered = recover_draft(draft)
        session = cls.of_case(recovered.of_case)
        if draft.path is not None:
            with suppress(FileProblemError):
                held = read_scenario(draft.path)
                if held.case.id == recovered.case.id:
                    changed = held.source.sha256 != draft.base
                    before = base_of_draft(draft) if changed else None
                    session = cls.of_file(before or held)
                    session.belong_to(recovered.of_case)
        session.know_case(recovered.envelope.case_digest, said=recovered.written)
        session.document.history.do("draft recovered", recovered.written)
        return session

    def choose(self, issue: str, pick: Pick | None, *, quick: bool = False) -> Change | None:
        """Choose that on the issue, or leave it undecided again with ``None``.

        ``quick`` choices on one issue that follow each other are one step. What has vanished from
        the case is given up. Raises ``KeyError`` for an issue or a pick that the case does not
        have.
        """
        found = self.case.issues_by_id[issue]
        if pick is not None and not found.knows(pick):
            raise KeyError(pick)
        name = f"{found.title}: {pick_name(found, pick)}"
        key = f"choice {issue}" if quick else ""
        return self._change(name, self.written.with_pick(issue, pick), key)

    def tick(self, issue: str, option: str) -> Change | None:
        """Add an option to those that hold on an "any" issue, or take it away.

        Raises ``KeyError`` for an issue or option that the case does not have, and
        :class:`~planner.editing.deciding.TooManyError`.
        """
        found = self.case.issues_by_id[issue]
        picked = ticked(found, self.written.pick(issue), option)
        added = isinstance(picked, tuple) and option in picked
        name = f"{found.title}: {found.option(option).title} {'added' if added else 'taken away'}"
        return self._change(name, self.written.with_pick(issue, picked))

    def write_note(self, issue: str, note: str) -> Change | None:
        """Set the planner's note on an issue. Raises ``KeyError`` for an unknown issue."""
        name = f"note on {self.case.issues_by_id[issue].title}"
        return self._change(name, self.written.with_note(issue, note), f"note {issue}")

    def comment(self, on: str, text: str, *, author: str) -> Change | None:
        """Write a comment on an issue or a red line, or on the whole where ``on`` is empty.

        Raises ``KeyError`` for what the case does not have, ``ValueError`` without words or author,
        and as :meth:`refuse_comment_on` does.
        """
        from planner.editing.commenting import commented  # noqa: PLC0415 (few comment)

        self.refuse_comment_on(on)
        about = ""
        if on:
            issue = self.whole_case.issues_by_id.get(on)
            about = issue.title if issue is not None else self.whole_case.red_lines_by_id[on].id
        name = f"comment on {about or 'the whole'}"
        self._half_written = None
        return self._change(name, commented(self.written, on, text, author))

    def refuse_comment_on(self, on: str) -> None:
        """Raises :class:`~planner.errors.PlannerError` for what no comment in a file may be about.

        That is a private red line, and what only a what-if has.
        """
        refuse_private(self.whole_case, on)
        if self.what_if is not None:
            self.what_if.refuse_tried(on)

    def answer(self, comment: str, text: str, *, author: str) -> Change | None:
        """Answer a comment. Raises ``KeyError`` for one that is not there, and as above."""
        from planner.editing.commenting import answered  # noqa: PLC0415 (as above)

        self._half_written = None
        return self._change("answer", answered(self.written, comment, text, author))

    def typing_comment(self, on: str, text: str, *, author: str, answers: str = "") -> None:
        """Know of a comment that is being written: until it is one, drafts alone hold it."""
        from planner.editing.commenting import being_written  # noqa: PLC0415 (as above)

        made, known = being_written(self.written, on, text, author, answers), self._half_written
        if made and known and (made.on, made.reply_to) == (known.on, known.reply_to):
            made = evolve(known, text=text)  # some letters later it is the same comment
        self._half_written = made

    def keep_draft(self) -> None:
        """Write unsaved work to the state folder; raises ``OSError`` if that cannot be done."""
        half = self._half_written
        self.document.typing(None if half is None else self.written.with_comment(half))
        self.document.keep_draft()

    def resolve_comment(self, comment: str, *, done: bool = True) -> Change | None:
        """Settle the matter of a comment, or open it again; ``KeyError`` where it is not there."""
        from planner.editing.commenting import resolved  # noqa: PLC0415 (as above)

        name = "comment resolved" if done else "comment opened again"
        return self._change(name, resolved(self.written, comment, done=done))

    def set_title(self, title: str) -> Change | None:
        """Give the scenario another title; one of blanks alone is none, as in a file."""
        return self._change(
            "title", evolve(self.written, title=title if title.strip() else ""), "title"
        )

    def set_marking(self, marking: str) -> Change | None:
        """Say how far the scenario may be handed on."""
        return self._change("marking", evolve(self.written, marking=marking), "marking")

    def set_authors(self, authors: tuple[str, ...]) -> Change | None:
        """Name other authors."""
        return self._change("authors", evolve(self.written, authors=authors), "authors")

    def set_summary(self, summary: str) -> Change | None:
        """Write another summary."""
        return self._change("summary", evolve(self.written, summary=summary), "summary")

    def read_as(self, reading: Reading) -> Change | None:
        """Make it the reading of the file, which is looked through from now on."""
        change = self._change(f"{reading} reading", evolve(self.written, reading=reading))
        self.look_through(None)
        return change

    def judge_as_of(self, day: dt.date | None) -> Change | None:
        """Have the file judged by what was stated until that day; ``None``: by all."""
        name = "as of all days" if day is None else f"as of {day}"
        change = self._change(name, evolve(self.written, as_of=day))
        self.look_as_of(day)
        return change

    def set_aside(self, line: str, *, aside: bool, why: str = "") -> Change | None:
        """Leave a red line out of the count for a what-if, or count it again.

        Raises ``KeyError`` for a line that the case does not have, and
        :class:`~planner.editing.overlays.PrivateLineError` for one that no shared file may name.
        """
        refuse_private(self.whole_case, line)
        wanted = {held: w for held, w in self.written.set_aside.items() if held != line}
        if aside:
            known = self.whole_case.red_lines_by_id[line].id
            wanted[known] = why or self.written.set_aside.get(known, "")
        name = f"{line} set aside" if aside else f"{line} counted again"
        return self._change(name, evolve(self.written, set_aside=self._in_order(wanted)))

    def write_why(self, line: str, why: str) -> Change | None:
        """Say why a red line is set aside. Raises ``KeyError`` for one that is not."""
        if line not in self.written.set_aside:
            raise KeyError(line)
        wanted = {**self.written.set_aside, line: why}
        name = f"why {line} is set aside"
        return self._change(name, evolve(self.written, set_aside=wanted), f"why {line}")

    def set_all_aside(self, lines: Iterable[str]) -> Change | None:
        """Leave several red lines out of the count, in one step; those set aside already stay so.

        Raises as :meth:`set_aside` does.
        """
        lines = tuple(lines)
        for line in lines:
            refuse_private(self.whole_case, line)
        new = [self.whole_case.red_lines_by_id[line].id for line in lines]
        wanted = {**dict.fromkeys(new, ""), **self.written.set_aside}
        name = f"{', '.join(new)} set aside"
        return self._change(name, evolve(self.written, set_aside=self._in_order(wanted)))

    def drop_vanished(self) -> Change | None:
        """Give up what the scenario says about what its case no longer has."""
        name = "what the case no longer has dropped"
        return self._change(name, fitted(self.written, self.whole_case, begun=True))

    def drop_never_had(self) -> Change | None:
        """Give up what the scenario says about what no state of its case had."""
        lost, known = self.never_had, self.whole_case.issues_by_id
        kept = {
            issue: Choice(note=choice.note) if issue in lost.choices else choice
            for issue, choice in self.written.choices.items()
            if issue in known or issue not in lost.choices
        }
        aside = {
            line: why for line, why in self.written.set_aside.items() if line not in lost.lines
        }
        name = "what the case never had dropped"
        return self._change(name, evolve(self.written, choices=kept, set_aside=aside))

    def apply(self, choices: Mapping[str, Pick | None], name: str) -> Change | None:
        """Choose that on each of these issues, in one step of that name; notes stay.

        Raises ``KeyError`` for an issue or a pick that the case does not have.
        """
        changed = self.written
        for issue, pick in choices.items():
            if pick is not None and not self.case.issues_by_id[issue].knows(pick):
                raise KeyError(pick)
            changed = changed.with_pick(issue, pick)
        return self._change(name, changed)

    def take(self, proposal: Proposal) -> Change | None:
        """Choose what is proposed, in one step that is named after its choices; notes stay."""
        named = [
            f"{(found := self.case.issues_by_id[issue]).title}: {pick_name(found, pick)}"
            for issue, pick in proposal.picks.items()
        ]
        more = f" and {len(named) - 2} more" if len(named) > _MOST_NAMED else ""
        return self.apply(proposal.picks, f"{', '.join(named[:2] if more else named)}{more}")

    def end_merging(self) -> None:
        """Close the last step: what follows is a step of its own, whatever its key."""
        self.document.history.end_merging()

    def undo(self, written: Written | None = None) -> Step[Any] | None:
        """Take the last change back, whichever document it was in; see :meth:`Desk.undo`."""
        return self.desk.undo(written)

    def redo(self, written: Written | None = None) -> Step[Any] | None:
        """Make the change again that was undone last; see :meth:`Desk.redo`."""
        return self.desk.redo(written)

    @property
    def case_unsaved(self) -> bool:
        """Whether the case on the desk has changes that its file does not; no what-if counts."""
        tried = self._tried.session.document if self._tried is not None else None
        others = (each for each in self.desk.unsaved if each is not self.document)
        return any(each is not tried for each in others)

    @property
    def what_if(self) -> WhatIf | None:
        """The case as it is tried out; ``None`` where nothing is, or all of it is undone."""
        tried = self._tried
        return tried if tried is not None and tried.changes else None

    def try_out(self, edit: Callable[[CaseSession], object]) -> None:
        """Edit the case for a what-if: all is judged under it, and no file knows of it.

        Raises :class:`~planner.editing.case_session.EditRefusedError`.
        """
        from planner.editing.what_if import WhatIf  # noqa: PLC0415 (not for a first paint)

        tried = self._tried
        if tried is not None and not tried.changes and tried.session.case is not self.shared_case:
            self._end_what_if(self.shared_case)  # all of it is undone, and what it was made from
        if self._tried is None:
            self._tried = WhatIf(self.shared_case, self.desk)
        edit(self._tried.session)
        self.judge_under(self._tried.session.case)

    def keep_what_if(self, case: CaseSession) -> None:
        """Write what is tried out into the case on the desk, as one step of it.

        Raises :class:`~planner.editing.case_session.EditRefusedError` where both do not go
        together; then all is as it was.
        """
        if self._tried is not None:
            step = self._tried.keep(case)
            if step is not None:
                self._kept[step.moment] = case
            self._end_what_if(case.case)

    def drop_what_if(self) -> None:
        """Leave the case as it was."""
        if self._tried is not None:
            self._end_what_if(self._tried.before)

    def take_case(
        self, case: Case, digest: str, file: Path, rewritten: RewrittenTogether | None = None
    ) -> None:
        """The same as of any scenario; what is tried goes on, or ends where it does not fit."""
        super().take_case(case, digest, file, rewritten)
        if self._tried is None:
            return
        if self._tried.move_to(case, None if rewritten is None else rewritten.renamed):
            self.judge_under(self._tried.session.case)
        else:
            self.what_if_ended = self.what_if is not None
            self._end_what_if(case)

    def _end_what_if(self, case: Case) -> None:
        if self._tried is not None:
            self.desk.close(self._tried.session.document)
            self._tried = None
            self.judge_under(case)

    def _follow_move(self, move: Move) -> None:
        """Judge by what is left of a what-if, or of the case that one was kept in."""
        tried, kept_in = self._tried, self._kept.get(move.step.moment)
        if kept_in is not None:
            self.judge_under(kept_in.case)
        elif tried is not None and move.content is tried.session.case:
            self.judge_under(tried.session.case)

    def _in_order(self, lines: Mapping[str, str]) -> dict[str, str]:
        """The lines in the order of the case, behind them those that it does not have."""
        known = {line.id: lines[line.id] for line in self.whole_case.red_lines if line.id in lines}
        return {**known, **lines}

    def _change(self, name: str, after: Scenario, merge_key: str = "") -> Change | None:
        return self.document.history.do(name, after, merge_key)
