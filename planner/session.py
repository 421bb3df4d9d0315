"""The one mutable thing: the open scenario with its history and its saved state.

The screen and whatever else edits a scenario call the session; nothing else changes one. Every
change is named, so that undo and redo can say what they did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from attrs import evolve, frozen

from planner import files  # what a first paint does not need is loaded on first use
from planner.check import Checker, Consequence, Verdict
from planner.errors import FileProblemError
from planner.files.places import places
from planner.model import Case, Choice, Reading, Scenario

__all__ = ["Change", "Session", "new_scenario"]


@frozen
class Change:
    """A step of the history: its name and the scenario on either side of it.

    Steps with the same ``merge_key`` that follow each other are one step: typing a note is undone
    as a whole, not letter by letter. An empty key never merges.
    """

    name: str
    before: Scenario
    after: Scenario
    merge_key: str = ""


def new_scenario(case: Case) -> Scenario:
    """A scenario of the case in which nothing is decided yet, under the case's reading."""
    return Scenario(
        case_id=case.id,
        reading=case.reading,
        choices={issue.id: Choice() for issue in case.issues},
    )


class Session:
    """The open scenario: change it, undo and redo, ask for its verdict, save it.

    ``path`` is the file that it was read from or last saved to, ``None`` while it has none;
    ``case_file`` the file of its case, as far as that is known.
    """

    def __init__(
        self,
        case: Case,
        scenario: Scenario,
        *,
        case_file: Path | None = None,
        path: Path | None = None,
        source: files.SourceText | None = None,
    ) -> None:
        self.case = case
        self.path = path
        self.case_file = case_file
        self._source = source
        self._checker = Checker(case)
        self._scenario = scenario
        self._saved: Scenario | None = scenario
        self._seen = source.sha256 if source is not None else None
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._lens: Reading | None = None
        self._verdict: Verdict | None = None
        self._consequences: dict[str, Mapping[str, Consequence]] = {}
        self._draft_file: Path | None = None
        self._drafted: Scenario | None = None

    @classmethod
    def of_case(cls, loaded: files.LoadedCase) -> Session:
        """A session on a new scenario of the case."""
        return cls(loaded.case, new_scenario(loaded.case), case_file=loaded.path)

    @classmethod
    def of_file(cls, loaded: files.LoadedScenario) -> Session:
        """A session on the scenario that was read."""
        return cls(
            loaded.case,
            loaded.scenario,
            case_file=loaded.case_file,
            path=loaded.path,
            source=loaded.source,
        )

    @classmethod
    def of_draft(cls, draft: files.Draft) -> Session:
        """A session on the file as it was read, with the draft's content as an unsaved change.

        So what somebody else made of the file since then is told, and merged, like any other
        change; where it is not known what the draft was made from, the session stands on the file
        as it is now. Raises :class:`~planner.errors.FileProblemError` if the draft cannot be read.
        If its file cannot, or holds a scenario of another case by now, the session has none: the
        work is recovered, and saved under another name.
        """
        recovered = files.recover_draft(draft)
        blank = new_scenario(recovered.case)
        session = cls(recovered.case, blank, case_file=recovered.case_file)
        if draft.scenario_path is not None:
            with suppress(FileProblemError):
                held = files.read_scenario(draft.scenario_path)
                if held.case.id == recovered.case.id:
                    changed = held.source.sha256 != draft.base
                    before = files.base_of_draft(draft) if changed else None
                    session = cls.of_file(before or held)
        session._change("draft recovered", recovered.scenario)  # noqa: SLF001 (our own)
        return session

    @property
    def scenario(self) -> Scenario:
        """The scenario as it stands."""
        return self._scenario

    @property
    def reading(self) -> Reading:
        """The reading of the file: the scenario's own, or the case's."""
        return self._scenario.reading or self.case.reading

    @property
    def lens(self) -> Reading:
        """The reading that is looked through: the file's, unless another was taken up.

        A lens belongs to the view: it is neither saved nor a step of the history.
        """
        return self._lens or self.reading

    def look_through(self, reading: Reading | None) -> None:
        """Judge through another reading, without a change; ``None`` goes back to the file's."""
        self._lens = None if reading is self.reading else reading
        self._forget_verdict()

    @property
    def verdict(self) -> Verdict:
        """The verdict on the scenario as it stands, through the lens."""
        if self._verdict is None:
            self._verdict = self._checker.check(self._scenario, reading=self.lens)
        return self._verdict

    @property
    def unsaved(self) -> bool:
        """Whether the scenario differs from what was last read or saved."""
        return self._scenario != self._saved

    def verdict_under(self, reading: Reading) -> Verdict:
        """The verdict on the same choices under another reading."""
        return self._checker.check(self._scenario, reading=reading)

    def consequences(self, issue: str) -> Mapping[str, Consequence]:
        """For each option of the issue, what it would do to the lines that count for the lens."""
        found = self._consequences.get(issue)
        if found is None:
            found = self._checker.consequences(self._scenario, issue, reading=self.lens)
            self._consequences[issue] = found
        return found

    def choose(self, issue: str, option: str | None) -> Change | None:
        """Choose an option, or leave the issue undecided again with ``None``.

        Raises ``KeyError`` for an issue or option that the case does not have.
        """
        found = self.case.issues_by_id[issue]
        title = found.option(option).title if option is not None else "undecided"
        changed = self._scenario.with_option(issue, option)
        return self._change(f"{found.title}: {title}", changed)

    def write_note(self, issue: str, note: str) -> Change | None:
        """Set the planner's note on an issue. Raises ``KeyError`` for an unknown issue."""
        name = f"note on {self.case.issues_by_id[issue].title}"
        return self._change(name, self._scenario.with_note(issue, note), f"note {issue}")

    def set_title(self, title: str) -> Change | None:
        """Give the scenario another title."""
        return self._change("title", evolve(self._scenario, title=title), "title")

    def set_authors(self, authors: tuple[str, ...]) -> Change | None:
        """Name other authors."""
        return self._change("authors", evolve(self._scenario, authors=authors), "authors")

    def set_summary(self, summary: str) -> Change | None:
        """Write another summary."""
        return self._change("summary", evolve(self._scenario, summary=summary), "summary")

    def read_as(self, reading: Reading) -> Change | None:
        """Make it the reading of the file, which is looked through from now on."""
        change = self._change(f"{reading} reading", evolve(self._scenario, reading=reading))
        self.look_through(None)
        return change

    def set_aside(self, line: str, *, aside: bool) -> Change | None:
        """Leave a red line out of the count for a what-if, or count it again.

        Raises ``KeyError`` for a line that the case does not have.
        """
        wanted = {*self._scenario.set_aside} - {line}
        if aside:
            wanted.add(self.case.red_lines_by_id[line].id)
        ordered = tuple(held.id for held in self.case.red_lines if held.id in wanted)
        name = f"{line} set aside" if aside else f"{line} counted again"
        return self._change(name, evolve(self._scenario, set_aside=ordered))

    def drop_vanished(self) -> Change | None:
        """Give up what the scenario says about what its case no longer has."""
        name = "what the case no longer has dropped"
        return self._change(name, self._scenario.without_vanished())

    def set_all_aside(self, lines: Iterable[str]) -> Change | None:
        """Leave several red lines out of the count, in one step; those set aside already stay so.

        Raises ``KeyError`` for a line that the case does not have.
        """
        new = [self.case.red_lines_by_id[line].id for line in lines]
        wanted = {*self._scenario.set_aside, *new}
        ordered = tuple(held.id for held in self.case.red_lines if held.id in wanted)
        name = f"{', '.join(new)} set aside"
        return self._change(name, evolve(self._scenario, set_aside=ordered))

    def apply(self, choices: Mapping[str, str], name: str) -> Change | None:
        """Choose an option on each of these issues, in one step of that name; notes stay.

        Raises ``KeyError`` for an issue or option that the case does not have.
        """
        changed = self._scenario
        for issue, option in choices.items():
            changed = changed.with_option(issue, self.case.issues_by_id[issue].option(option).id)
        return self._change(name, changed)

    def end_merging(self) -> None:
        """Close the last step: what follows is a step of its own, whatever its key."""
        if self._done:
            self._done[-1] = evolve(self._done[-1], merge_key="")

    def undo(self) -> Change | None:
        """Take the last change back; ``None`` if there is none."""
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(evolve(change, merge_key=""))
        self._become(change.before)
        return change

    def redo(self) -> Change | None:
        """Make the change again that was undone last; ``None`` if there is none."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        self._become(change.after)
        return change

    def save(
        self, path: Path | None = None, *, seen: str | None = None, canonical: bool = False
    ) -> bool:
        """Save to ``path``, or where it came from; whether anything had to be written.

        ``seen`` is the digest of another file's content that may be replaced, ``canonical`` gives
        the file's comments up; see :func:`planner.files.save_scenario`. Raises
        :class:`~planner.errors.SaveError`: then nothing was written and the work is still here.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a scenario without a file is saved under a name")
        at_home = target == self.path
        if at_home and seen is None:
            seen = self._seen
        scenario = self._scenario
        if self.unsaved or not at_home:
            # An unchanged scenario keeps the digest it was saved with: nobody has looked again.
            # What has vanished from the case belongs to the case as it was: so does the digest.
            digest = scenario.case_digest if scenario.holds_vanished else self.case.digest
            scenario = evolve(scenario, case_digest=digest, case_path=self._case_path(target))
        try:
            saved = files.save_scenario(
                target, scenario, self.case, seen=seen, base=self._source, canonical=canonical
            )
        except files.UnconfirmedSaveError as error:
            if at_home:
                self._seen = error.digest  # it stands there, and was written here
            raise
        self.path = saved.path
        self._source = saved.source
        self._seen = saved.source.sha256
        self._scenario = self._saved = scenario
        self._verdict = None
        self.end_merging()
        self.drop_draft()
        return saved.written

    @property
    def seen(self) -> str | None:
        """The SHA-256 of the file's content that this session knows; ``None`` for no file."""
        return self._seen

    def look_again(self) -> files.Theirs | None:
        """What somebody else made of the file since it was read or saved here; else ``None``."""
        if self.path is None:
            return None
        theirs = files.theirs_at(self.path, self.case)
        return None if theirs.digest == self._seen else theirs

    @property
    def last_saved(self) -> Scenario | None:
        """What was last read from the file or saved to it, as far as that is known."""
        return self._saved if self._source is not None else None

    def reload(self, theirs: files.Theirs) -> Change | None:
        """Take theirs in place of mine, as one step; raises ``ValueError`` if it is unreadable."""
        if theirs.scenario is None:
            raise ValueError("what cannot be read cannot be taken over")
        return self.merge(theirs.scenario, "the changed file taken over", theirs)

    def merge(
        self, scenario: Scenario, name: str, theirs: files.Theirs | None = None
    ) -> Change | None:
        """Go on with a merged scenario, as one step; with ``theirs`` it is known from now on."""
        if theirs is not None:
            self.keep_mine(theirs)
        self.end_merging()
        return self._change(
            name,
            evolve(
                scenario,
                case_digest=self._scenario.case_digest,
                case_path=self._scenario.case_path,
            ),
        )

    def keep_mine(self, theirs: files.Theirs) -> None:
        """Know what they made of the file, so that the next save replaces it knowingly."""
        self._seen = theirs.digest
        self._saved = theirs.scenario
        if theirs.scenario is not None and theirs.source is not None:
            # What they wrote is what mine is put into: their comments and layout stay.
            self._source = theirs.source
            digest = theirs.scenario.case_digest
            if self._scenario.holds_vanished and digest in ("", self.case.digest):
                digest = self._scenario.case_digest  # what has vanished is of that case
            self._scenario = evolve(
                self._scenario, case_digest=digest, case_path=theirs.scenario.case_path
            )
        self._drafted = None

    def keep_draft(self) -> None:
        """Write unsaved work to the state folder, if it changed since this was last done.

        Raises ``OSError`` if that cannot be done.
        """
        if not self.unsaved:
            self.drop_draft()
        elif self._drafted != self._scenario:
            if self._draft_file is None:
                self._draft_file = files.new_draft_file(self.path)
            files.write_draft(
                self._draft_file,
                self._scenario,
                self.case,
                scenario_path=self.path,
                base=self._source,
            )
            self._drafted = self._scenario

    def drop_draft(self) -> None:
        """Remove the draft: the work is saved, or given up."""
        if self._draft_file is not None:
            files.remove_draft(self._draft_file)
            self._draft_file = self._drafted = None

    def _case_path(self, target: Path) -> str:
        """How the scenario at ``target`` names its case: not at all where its id is enough."""
        if target == self.path or self.case_file is None:
            return self._scenario.case_path
        folder = places().absolute(self.case_file).parent
        if folder in (files.bundled_folder(), places().absolute(target).parent):
            return ""
        return places().relative(self.case_file, places().absolute(target).parent)

    def _change(self, name: str, after: Scenario, merge_key: str = "") -> Change | None:
        before = self._scenario
        if after == before:
            return None
        if merge_key and self._done and self._done[-1].merge_key == merge_key:
            before = self._done.pop().before
        change = Change(name, before, after, merge_key)
        if after != before:  # letters typed and deleted again are no step
            self._done.append(change)
        self._undone.clear()
        self._become(after)
        return change

    def _become(self, scenario: Scenario) -> None:
        # Where the case is and which state of it was saved against belong to the file, not to the
        # history: undoing a choice after a save must not bring an old reference back.
        digest, path = self._scenario.case_digest, self._scenario.case_path
        if (scenario.case_digest, scenario.case_path) != (digest, path):
            scenario = evolve(scenario, case_digest=digest, case_path=path)
        self._scenario = scenario  # where it can, the very one that the history holds
        self.look_through(self._lens)

    def _forget_verdict(self) -> None:
        self._verdict = None
        self._consequences.clear()
