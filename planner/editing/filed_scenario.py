"""A scenario and its file: by whose case it is judged, how it is saved, what others made of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from planner.editing.desk import Desk
from planner.editing.document import Document, Theirs
from planner.editing.history import Step
from planner.editing.judged_scenario import JudgedScenario
from planner.editing.known_cases import KnownCases
from planner.editing.overlays import laid_over
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import CASE_SUFFIX, has_moved
from planner.files.places import places
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.model.case import Case
from planner.model.scenario import Scenario, Vanished, vanished

if TYPE_CHECKING:
    from planner.editing.rewritten import RewrittenTogether
    from planner.editing.saving import Saving
    from planner.errors import Problem
    from planner.files.cases.reading import LoadedCase
    from planner.files.toml.leaves import Leaves
    from planner.files.toml.source import SourceText
    from planner.model.private import Overlay

__all__ = ["Change", "FiledScenario"]

Change = Step[Scenario]
"""A step of a scenario's history."""


class FiledScenario(JudgedScenario):
    """A scenario that is read from a file and saved to it.

    ``document`` is the scenario's, and is asked for what every document does: drafts, what others
    made of the file. ``desk`` holds it with what else is open; ``case_digest`` is that of the case
    as it was read, and ``filed_case`` what its file says by that. ``shared_case`` is what became of
    it, tried or not saved yet. All is judged by ``whole_case``, over which the private ``overlay``
    lies, where there is one.
    """

    def __init__(  # noqa: PLR0913 (each is known to some callers only)
        self,
        case: Case,
        scenario: Scenario,
        *,
        case_file: Path | None = None,
        case_digest: str = "",
        path: Path | None = None,
        envelope: Envelope = NO_ENVELOPE,
        source: SourceText | None = None,
        desk: Desk | None = None,
    ) -> None:
        super().__init__(case, scenario)
        self.shared_case = case
        self.filed_case = case
        self.overlay: Overlay | None = None
        self.case_warnings: tuple[Problem, ...] = ()
        """What of its case should be looked at, as that was first read."""
        self.overlay_warnings: tuple[Problem, ...] = ()
        """The same of the private overlay beside it."""
        self.case_digest = case_digest
        self._case_moved = False
        self._known_cases = KnownCases().knowing(envelope.case_digest, said=scenario)
        self.know_case(case_digest, case)
        self.desk = desk or Desk()
        kind = scenario_kind(case, case_digest, case_file, self._had_by_none)
        self.document = self.desk.open(
            Document(
                kind,
                scenario,
                envelope=envelope,
                path=path,
                source=source,
                read_with=case_file,
                clock=self.desk.clock,
            )
        )
        self.document.drafted_with = self._drafted_with
        self.desk.follow_rewrites(self._follow_rewrite)

    def know_case(
        self, digest: str, case: Case | None = None, *, said: Scenario | None = None
    ) -> None:
        """Know of a state of the case by its digest, and of what it has.

        That is told by the ``case`` where it is at hand, else by what a file ``said`` that names
        it. It may have what vanishes from a later one.
        """
        self._known_cases = self._known_cases.knowing(digest, case, said)

    def known_case(self, digest: str) -> Case | None:
        """The state of the case of that digest, where it was at hand since this was opened.

        Any thread may ask. Its things have the ids that they were given since.
        """
        return self._known_cases.case_of(digest)

    def _had_by_none(self, scenario: Scenario) -> Scenario:
        """What it says about what no state of the case had, as far as is known."""
        return self._known_cases.had_by_none(scenario)

    @property
    def never_had(self) -> Vanished:
        """What it says about what no state of its case had: only a what-if knew of it, perhaps."""
        return vanished(self._had_by_none(self.written), self.whole_case)

    @property
    def known_by(self) -> str:
        """The digest of the last case that has all that the scenario says, as far as is known.

        That is the case of today, unless something has vanished from it: then a file that names
        that, or none, could not be read.
        """
        return self._known_by(self.written)

    def _known_by(self, scenario: Scenario) -> str:
        """The same of any state of the scenario; any thread may ask."""
        known = self._known_cases.last_with(scenario, self.filed_case, self.case_digest)
        return known or self.envelope.case_digest

    def _drafted_with(self, scenario: Scenario) -> Envelope:
        """What a draft names: the case that the work is of, which may be another after a crash."""
        return evolve(self.envelope, case_digest=self._known_by(scenario))

    def _follow_rewrite(self, rewritten: RewrittenTogether) -> None:
        """Judge by the case as it was written, under its new ids; the file may be among those."""
        real = places().real
        if self.case_file is None or real(self.case_file) != real(rewritten.file):
            return
        file = rewritten.scenarios.get(real(self.path)) if self.path is not None else None
        if file is None:
            self.document.change_past(rewritten.change)
        else:
            self.document.follow_rewrite(rewritten.change, file.before, file.source, file.envelope)
        digest = rewritten.source.digest
        self.take_case(rewritten.case, digest, rewritten.file, rewritten)

    def lay_over(self, overlay: Overlay | None) -> None:
        """Judge by the case with that private overlay from now on; ``None``: by the case alone."""
        if overlay != self.overlay:
            self.overlay = overlay
            self.judge_under(self.shared_case)

    @property
    def overlay_left_out(self) -> bool:
        """Whether there is an overlay that does not hold together with the case as it stands."""
        laid = self.overlay is not None and not self.overlay.empty
        return laid and not self.whole_case.has_private

    def judge_under(self, case: Case) -> None:
        """Judge by another state of the shared case from now on, with the overlay over it."""
        self.shared_case = case
        super().judge_under(laid_over(case, self.overlay))

    def take_case(
        self,
        case: Case,
        digest: str,
        file: Path,
        rewritten: RewrittenTogether | None = None,
    ) -> None:
        """Belong to that case from now on, which stands in that file: another state of its own.

        What the scenario says about what it no longer has stays, as vanished; it does not hold an
        issue that was undecided. Where the case has another id the scenario names that, unsaved.
        Where it was ``rewritten``, other states of it are known by the ids that it has got.
        """
        self._case_moved |= self.case_file is None or not _is_same(self.case_file, file)
        self.case_digest, self.filed_case = digest, case
        if rewritten is not None:  # what the others had they had under other ids
            self._known_cases = self._known_cases.renamed(rewritten.renamed, rewritten.change)
        self.know_case(digest, case)
        self.document.read_by(scenario_kind(case, digest, file, self._had_by_none), file)
        self.document.change_all(lambda held: held.without_empty(case))
        if self.written.case_id != case.id:
            self.document.change_all(lambda held: evolve(held, case_id=case.id), filed=False)
        self._refer_to_case()
        self.judge_under(case)

    def belong_to(self, loaded: LoadedCase) -> None:
        """Belong to that case, unless it is the one that its own file names."""
        if self.case_file is None or not _is_same(self.case_file, loaded.path):
            self.take_case(loaded.case, loaded.digest, loaded.path)

    def _refer_to_case(self) -> None:
        """Have the scenario's file name the case's file, where that is another by now."""
        if self._case_moved and self.path is not None:
            self.document.refer(evolve(self.envelope, case_path=self._case_path(self.path)))

    @property
    def case_file(self) -> Path | None:
        """The file of its case, as far as that is known."""
        return self.document.read_with

    @property
    def path(self) -> Path | None:
        """The file that it was read from or last saved to, ``None`` while it has none."""
        return self.document.path

    @property
    def envelope(self) -> Envelope:
        """What belongs to the scenario's file: the way to its case, and the case's digest."""
        return self.document.envelope

    @property
    def written(self) -> Scenario:
        """The scenario as it stands, with what its case no longer has."""
        return self.document.content

    @property
    def unsaved(self) -> bool:
        """Whether the scenario differs from what was last read or saved."""
        return self.document.unsaved

    def save(
        self, path: Path | None = None, *, seen: str | None = None, canonical: bool = False
    ) -> bool:
        """Save to ``path``, or where it came from; whether anything had to be written.

        See :meth:`planner.editing.document.Document.save`, which names what it raises.
        """
        saving = self.begin_save(path, seen=seen, canonical=canonical)
        return self.document.end_save(saving, saving.outcome())

    def begin_save(
        self, path: Path | None = None, *, seen: str | None = None, canonical: bool = False
    ) -> Saving[Scenario]:
        """The same to be run in any thread; see :meth:`Document.begin_save`."""
        target = path or self.path
        envelope = None
        moved = has_moved(self.envelope.case_digest, self.case_digest)
        changed = self.unsaved or target != self.path
        gone = vanished(self.written, self.filed_case)
        if target is not None and (changed or (gone and not moved)):
            # An unchanged scenario keeps the digest it was saved with: nobody has looked again.
            # That of a case without what the scenario says would make the file unreadable.
            envelope = Envelope(self._case_path(target), self.known_by)
        return self.document.begin_save(path, seen=seen, canonical=canonical, envelope=envelope)

    def renamed(self, path: Path) -> None:
        """Know that the file has another name by now; the draft names it at its next turn."""
        self.document.path = path

    def settled(self, leaves: Leaves) -> Scenario:
        """The scenario that a merge came to."""
        return self.document.kind.content_of(leaves).with_all_issues(self.filed_case)

    def reload(self, theirs: Theirs[Scenario]) -> Change | None:
        """Take theirs in place of mine, as one step; raises ``ValueError`` if it is unreadable."""
        if theirs.content is None:
            raise ValueError("what cannot be read cannot be taken over")
        return self.merge(theirs.content, "the changed file taken over", theirs)

    def merge(
        self, scenario: Scenario, name: str, theirs: Theirs[Scenario] | None = None
    ) -> Change | None:
        """Go on with a merged scenario, as one step; with ``theirs`` it is known from now on."""
        step = self.document.merge(scenario, name)
        if theirs is not None:
            self.keep_mine(theirs)
        return step

    def keep_mine(self, theirs: Theirs[Scenario]) -> None:
        """Know what they made of the file, so that the next save replaces it knowingly."""
        self.document.keep_mine(theirs)
        self.know_case(theirs.envelope.case_digest, said=theirs.content)
        self._refer_to_case()

    @property
    def at_risk(self) -> bool:
        """Whether unsaved work, on the deal or on its case, is nowhere but in memory."""
        return any(document.at_risk for document in self.desk.documents)

    def _case_path(self, target: Path) -> str:
        """How the scenario at ``target`` names its case: not at all where its id is enough."""
        if self.case_file is None or (target == self.path and not self._case_moved):
            return self.envelope.case_path
        file, home = places().absolute(self.case_file), places().absolute(target).parent
        # Of several cases with its id the one that is called so is found first.
        is_found = file == home / f"{self.shared_case.id}{CASE_SUFFIX}"
        if is_found or file.parent == bundled_folder():
            return ""
        return places().relative(file, home)


def _is_same(one: Path, other: Path) -> bool:
    """Whether both paths lead to one file; the disk is not asked."""
    return os.path.normpath(places().absolute(one)) == os.path.normpath(places().absolute(other))
