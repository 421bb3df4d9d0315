"""A scenario whose case loses things and has them again: after any steps it is saved and read."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.cases.reading import read_case
from planner.files.safety.drafts import Draft, abandoned_drafts, remove_draft
from planner.files.scenarios.reading import read_scenario
from tests.editing.test_gone_from_the_case import CASE, DEAL, LINE, case_is_now, saved, seen

THINGS = {
    "half": '[issues.water.options.half]\ntitle = "Half each"\n',
    "dam": CASE[CASE.index("[issues.dam]") :],
    "boats": '[issues.boats]\ntitle = "Boats"\nkind = "any"\n'
    '[issues.boats.options.sail]\ntitle = "Sail"\n[issues.boats.options.oars]\ntitle = "Oars"\n',
    "line": LINE.replace('dam = ["south"]', 'water = ["all"]'),
}
"""What the case has or lacks."""

BARE = CASE.replace(THINGS["half"], "").replace(THINGS["dam"], "").replace("mat = 1", "mat = 2")
things = st.frozensets(st.sampled_from(sorted(THINGS)))


def case_text(held: frozenset[str]) -> str:
    text = BARE.replace('title = "Water"\n', f'title = "Water"\n{THINGS["half"]}')
    text = text if "half" in held else BARE
    return text + "".join(THINGS[each] for each in ("dam", "boats", "line") if each in held)


class LossMachine(RuleBasedStateMachine):
    """A session, its file, its case's file, and a colleague who works on the same files."""

    def __init__(self) -> None:
        super().__init__()
        self.made = TemporaryDirectory()
        self.folder = Path(self.made.name)
        self.case = self.folder / "lake.case.toml"
        self.held = frozenset(THINGS)
        self.case.write_text(case_text(self.held), encoding="utf-8")
        self.copies = 0
        self.session: Session

    def teardown(self) -> None:
        """Whatever was done, the work can be saved."""
        with self.made:
            saved(self.session)
            self.session.document.drop_draft()

    @initialize(by_hand=st.booleans())
    def open(self, *, by_hand: bool) -> None:
        """Begin with a file that the planner wrote, or one without a digest."""
        file = self.folder / "deal.toml"
        file.write_text(DEAL, encoding="utf-8")
        self.session = Session.of_file(read_scenario(file))
        if not by_hand:
            self.session.set_summary("Saved by the planner.")
            saved(self.session)

    @rule(held=things)
    def case_changes(self, held: frozenset[str]) -> None:
        """Somebody changes the case, and the session judges by it."""
        self.held = held
        case_is_now(self.session, case_text(held))

    @rule(option=st.sampled_from(["half", "all"]))
    def choose(self, option: str) -> None:
        """Choose what the case has."""
        if option in self.session.case.issues_by_id["water"].by_id:
            self.session.choose("water", option)

    @precondition(lambda self: "dam" in self.held)
    @rule(option=st.sampled_from(["shared", "south", None]))
    def choose_on_dam(self, option: str | None) -> None:
        """Choose on an issue that may go."""
        self.session.choose("dam", option)

    @precondition(lambda self: "boats" in self.held)
    @rule(option=st.sampled_from(["sail", "oars"]))
    def tick(self, option: str) -> None:
        """Choose options that hold together, and say why."""
        self.session.tick("boats", option)
        self.session.write_note("boats", f"On {option}.")

    @precondition(lambda self: "line" in self.held)
    @rule(aside=st.booleans())
    def set_aside_and_comment(self, *, aside: bool) -> None:
        """Leave a line out, and write about it."""
        self.session.set_aside("S-1", aside=aside)
        self.session.comment("S-1", "Theirs?", author="Ana")

    @rule()
    def give_up(self) -> None:
        """Give up what is gone."""
        self.session.drop_vanished()

    @rule(steps=st.integers(1, 4), back=st.booleans())
    def move(self, steps: int, *, back: bool) -> None:
        """Save, take steps back or make them again, and save that."""
        saved(self.session)
        for _ in range(steps):
            if back:
                self.session.undo()
            else:
                self.session.redo()
        saved(self.session)

    @rule()
    def save_elsewhere(self) -> None:
        """Save under another name, and read."""
        self.copies += 1
        self.session.save(self.folder / f"copy-{self.copies}.toml")
        saved(self.session)

    @rule(how=st.sampled_from(["theirs", "mine", "merged"]), gives_up=st.booleans())
    def colleague_saves(self, how: str, *, gives_up: bool) -> None:
        """What they made of the file is taken over, replaced, or merged with."""
        assert self.session.path is not None
        try:
            colleague = Session.of_file(read_scenario(self.session.path))
        except FileProblemError:
            return  # written by hand, and of a case that is gone: nobody but this session reads it
        colleague.set_title(f"{colleague.written.title}!")
        colleague.choose("water", "all")
        if gives_up:
            colleague.drop_vanished()
        colleague.save()
        theirs = seen(self.session)
        assert theirs.content is not None
        if how == "theirs":
            self.session.reload(theirs)
        elif how == "mine":
            self.session.keep_mine(theirs)
        else:
            base = self.session.document.last_saved
            merge = self.session.document.merge_with(theirs.content, base)
            self.session.merge(self.session.settled(merge.settled(())), "merged", theirs)

    @precondition(lambda self: self.session.unsaved)
    @rule(lost=things)
    def crash(self, lost: frozenset[str]) -> None:
        """Meanwhile the case may lose more; the work is recovered."""
        before = self.session.written
        with patch.object(os, "getpid", lambda: 999_999_999):
            self.session.keep_draft()
        self.held -= lost
        self.case.write_text(case_text(self.held), encoding="utf-8")
        (draft,) = abandoned_drafts()
        assert isinstance(draft, Draft)
        self.session = Session.of_draft(draft)
        remove_draft(draft.file)
        assert self.session.case_digest == read_case(self.case).digest
        case = self.session.shared_case
        held, kept = (s.with_all_issues(case) for s in (before, self.session.written))
        assert kept.without_empty(case) == held.without_empty(case)
        if self.session.path is None:  # its file was written by hand, of a case that is gone
            self.save_elsewhere()


LossMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=12)
TestAnyLossIsSaved = LossMachine.TestCase
