"""A new id for a thing of a case, in the case and in all scenarios beside it that name it.

Pure up to :meth:`Renaming.write`, which writes all the files together or none of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from planner.by_fields import Printed
from planner.editing.case_edits import CaseTable, Ref, found, renamed, users
from planner.editing.case_session import CaseSession, EditRefusedError
from planner.editing.document import Document
from planner.editing.overlays import overlay_beside
from planner.editing.rewritten import RewrittenFile, RewrittenTogether
from planner.errors import FileProblemError, Problem, SaveError
from planner.files.cases.judging import flaws_of
from planner.files.cases.private import private_file
from planner.files.places import places
from planner.files.safety.journal import Rewrite, Told, rewrite_together, untold
from planner.files.scenario_files import scenario_files
from planner.files.scenarios.kind import kind_of, scenario_kind
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.files.toml.envelope import Envelope
from planner.files.toml.kind import Kind
from planner.files.toml.source import SourceText, source_from_text
from planner.model.case import Case
from planner.model.comments import Comment
from planner.model.private import overlaid
from planner.model.scenario import Choice, Scenario, vanished

__all__ = ["Renaming", "Users", "names", "refuse_taken", "renaming", "users_of"]

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Users(Printed):
    """The scenarios of a folder that name a thing of a case, and why others cannot be read.

    What cannot be read may name it too. ``overlay`` is the private overlay beside the case if that
    names it: the planner writes none.
    """

    scenarios: tuple[LoadedScenario, ...]
    problems: tuple[Problem, ...] = ()
    overlay: Path | None = None


def users_of(session: CaseSession, ref: Ref, told: Told = untold, new: str = "") -> Users:
    """The scenarios beside the case, and in the folders within, that name that thing.

    With ``new``, the id that it is to get, those too that still name something by that.
    ``told`` is called with the number of files that were looked into. Any thread may ask.
    """
    if session.path is None:
        return Users(())
    using: list[LoadedScenario] = []
    problems: list[Problem] = []
    home = places().real(session.path)
    for number, file in enumerate(scenario_files(session.path.parent)):
        told(number)
        try:
            loaded = read_scenario(file)
        except FileProblemError as error:
            problems += error.problems
            continue
        if places().real(loaded.case_file) == home and (
            names(loaded.written, ref) or (new and _says(loaded.written, evolve(ref, id=new)))
        ):
            using.append(loaded)
    overlay = private_file(session.path) if _named_privately(session, ref) else None
    return Users(tuple(using), tuple(problems), overlay)


def _named_privately(session: CaseSession, ref: Ref) -> bool:
    """Whether an overlay beside the case names that thing, or stands in its place."""
    try:
        overlay = overlay_beside(session.path)
    except FileProblemError:
        return False  # it is left out already, and whoever opened the deal was told
    if overlay is None:
        return False
    held = {
        *(Ref(CaseTable.SOURCES, each.id) for each in overlay.sources),
        *(Ref(CaseTable.STATEMENTS, each.id) for each in overlay.statements),
        *(Ref(CaseTable.RED_LINES, each.id) for each in overlay.red_lines),
    }
    return not held.isdisjoint((ref, *users(overlaid(session.case, overlay), ref)))


def names(scenario: Scenario, ref: Ref) -> bool:
    """Whether the scenario names that thing: chooses it, sets it aside or comments on it."""
    return _renamed_in(scenario, ref, " ") != scenario


def _renamed_in(scenario: Scenario, ref: Ref, new: str) -> Scenario:
    """The scenario that names that thing by another id; others are as they were."""
    match ref.table:
        case CaseTable.ISSUES:
            choices = _under(_without_empty(scenario.choices, ref.id, new), ref.id, new)
            return evolve(scenario, choices=choices, comments=_comments(scenario, ref, new))
        case CaseTable.RED_LINES:
            aside = _under(scenario.set_aside, ref.id, new)
            return evolve(scenario, set_aside=aside, comments=_comments(scenario, ref, new))
        case CaseTable.OPTIONS if ref.issue in scenario.choices:
            choice = _choice(scenario.choices[ref.issue], ref.id, new)
            return evolve(scenario, choices={**scenario.choices, ref.issue: choice})
    return scenario


def refuse_taken(session: CaseSession, ref: Ref, new: str, users: Sequence[LoadedScenario]) -> None:
    """Raises :class:`EditRefusedError` where the case has that id, or a scenario that would follow.

    Those are these, and what is open. A scenario keeps what it said of a thing that has left the
    case. Under one id with what is renamed, neither could be told from the other again.
    """
    taken = evolve(ref, id=new)
    if found(session.case, taken) is not None:
        raise EditRefusedError(f"there is another {ref.table.noun} {new}")
    if files := [each.path.name for each in users if _says(each.written, taken)]:
        raise EditRefusedError(
            f"{_who_names(files, 'still ')} {new}, which the case does not have any more: take "
            "that out there first, or choose another id"
        )
    for document in _open_scenarios(session):
        if any(_says(state, taken) for state in document.states):
            name = "the open scenario" if document.path is None else document.path.name
            raise EditRefusedError(
                f"{name} names {new}, which the case does not have any more, as it is open or was "
                "before a step that can be undone: take that out there, save it and open it again, "
                "or choose another id"
            )


def _refuse_both(now: Ref, wanted: Ref, users: Sequence[LoadedScenario]) -> None:
    """Raises :class:`EditRefusedError` where a scenario says something by each of the two ids."""
    both = [
        each.path.name for each in users if _says(each.written, now) and _says(each.written, wanted)
    ]
    if both:
        raise EditRefusedError(
            f"{_who_names(both)} both {now.id} and {wanted.id}, which would be one id: take "
            "one of them out there first"
        )


def _who_names(files: Sequence[str], how: str = "") -> str:
    if files[1:]:
        return f"{files[0]} and {len(files) - 1} more {how}name"
    return f"{files[0]} {how}names"


def _open_scenarios(session: CaseSession) -> list[Document[Scenario]]:
    """What follows a new id as it lies open, saved or not."""
    if session.path is None:
        return []
    real = places().real
    home = real(session.path)
    return [
        each
        for each in session.desk.documents
        if each is not session.document
        and each.read_with is not None
        and real(each.read_with) == home
    ]


def _says(scenario: Scenario, ref: Ref) -> bool:
    """Whether it says something of that thing; a choice that says nothing is in no way."""
    said = {issue: choice for issue, choice in scenario.choices.items() if choice != Choice()}
    return names(evolve(scenario, choices=said), ref)


def renaming(
    session: CaseSession, ref: Ref, new: str, users: Sequence[LoadedScenario], told: Told = untold
) -> Renaming:
    """What gives the thing another id in the case and in these scenarios, in their files at once.

    The case is saved with it, other unsaved edits too; an undo writes them all back. ``told`` is
    called with the number of the scenarios that are done with. Any thread may ask. Raises
    :class:`~planner.editing.case_session.EditRefusedError`.
    """
    refuse_taken(session, ref, new, users)
    after = renamed(session.case, ref, new)
    if flaws := flaws_of(after):
        raise EditRefusedError(flaws[0].problem.explanation)
    return _prepared(session, ref, new, users, after, told)


@frozen(eq=False, repr=False)
class Renaming(Printed):
    """A new id in all the files, ready to be written: a step that other files take part in."""

    session: CaseSession
    ref: Ref
    new: str
    rewrites: tuple[Rewrite, ...]
    together: RewrittenTogether

    def write(self, told: Told = untold) -> SaveError | None:
        """Writes the case and the scenarios, all of them or none; any thread may.

        ``told`` is called with the number of files that are written. Returns why one of them may
        not last, where all are written. Raises :class:`~planner.errors.SaveError` where one cannot
        be: then all are as they were.
        """
        desk = self.session.desk
        desk.own_writes = frozenset(
            hashlib.sha256(content).hexdigest()
            for each in self.rewrites
            for content in (each.before, each.after)
        )
        try:
            return rewrite_together(self.rewrites, told)
        except BaseException:
            desk.own_writes = frozenset()
            raise

    def make(self) -> None:
        """Makes a step of it, once it is written."""
        step = _InFolder(self.session, self.ref, self.new)
        name = f"{self.ref.words} is {self.new} now"
        self.session.document.history.do(
            name, self.together.case, outside=step, new_id=self.ref.with_new_id(self.new)
        )
        self.note()

    def note(self) -> None:
        """Knows that the files are written, and lets what lies open follow."""
        self.session.document.know_saved(self.together.source)
        self.session.desk.tell_rewritten(self.together)
        self.session.desk.own_writes = frozenset()


class _InFolder:
    """A new id as a step that other files took part in: undone and done again in them too."""

    def __init__(self, session: CaseSession, ref: Ref, new: str) -> None:
        self._session = session
        self._old = ref
        self._new = evolve(ref, id=new)
        self.files = 0

    def prepared(self, content: Case) -> Renaming:
        """The case and the scenarios that name the thing now, with the other id."""
        back = found(content, self._old) is not None
        now, wanted = (self._new, self._old) if back else (self._old, self._new)
        users = [
            each
            for each in users_of(self._session, now).scenarios
            # Who says something by the wanted id alone is right once the step is made.
            if _says(each.written, now) or not _says(each.written, wanted)
        ]
        _refuse_both(now, wanted, users)
        self.files = len(users)
        return _prepared(self._session, now, wanted.id, users, content, untold)


def _prepared(  # noqa: PLR0913, PLR0917 (each is known to the caller alone)
    session: CaseSession,
    ref: Ref,
    new: str,
    users: Sequence[LoadedScenario],
    after: Case,
    told: Told,
) -> Renaming:
    document = session.document
    source = document.source
    if session.path is None or source is None:
        raise EditRefusedError("save the case under a name first")
    ids = (*document.new_ids, ref.with_new_id(new))
    text = document.kind.text_to_save(after, document.envelope, source, ids=ids)
    written = source_from_text(source.name, f"\ufeff{text}" if source.bom else text)
    rewrites = [Rewrite(session.path, _bytes(source), _bytes(written))]
    scenarios = {}
    for number, each in enumerate(users, start=1):
        held = _rewritten(each, ref, new, after, (source.digest, written.digest))
        rewrites.append(Rewrite(each.path, _bytes(each.source), _bytes(held.source)))
        scenarios[places().real(each.path)] = held
        told(number)
    together = RewrittenTogether(
        session.path,
        after,
        written,
        scenarios,
        lambda scenario: _renamed_in(scenario, ref, new),
        lambda case: _case_with(case, ref, new),
    )
    return Renaming(session, ref, new, tuple(rewrites), together)


def _case_with(case: Case, ref: Ref, new: str) -> Case:
    try:
        return renamed(case, ref, new)
    except KeyError:
        return case  # it does not have that thing
    except ValueError:
        raise EditRefusedError(f"there is another {ref.table.noun} {new}") from None


def _rewritten(
    held: LoadedScenario, ref: Ref, new: str, case: Case, digests: tuple[str, str]
) -> RewrittenFile:
    old, now = digests
    known = held.envelope.case_digest
    scenario = _renamed_in(held.written, ref, new).without_empty(case)
    if known in {"", old} and vanished(scenario, case):
        known = old  # the other changes that the case is saved with took something out
    elif known == old:
        # What was saved against the case as it was is of the renamed one, and of no other change.
        known = now
    envelope = Envelope(held.envelope.case_path, known)
    text = _kind(held, case, now).text_to_save(scenario, envelope, held.source)
    source = source_from_text(held.source.name, f"\ufeff{text}" if held.source.bom else text)
    return RewrittenFile(held.source.sha256, source, envelope)


def _kind(loaded: LoadedScenario, case: Case, digest: str) -> Kind[Scenario]:
    """Scenarios of the case with the new id; what is written by the old one can be read too."""
    return evolve(scenario_kind(case, digest), past_reader=kind_of(loaded).read)


def _bytes(source: SourceText) -> bytes:
    return source.whole.encode("utf-8")


def _without_empty(held: Mapping[str, Choice], old: str, new: str) -> Mapping[str, Choice]:
    """The choices without an empty one that would take the place of what stands there."""
    if new not in held or held.get(old) != Choice():
        return held
    return {issue: choice for issue, choice in held.items() if issue != old}


def _under(held: Mapping[str, T], old: str, new: str) -> dict[str, T]:
    """What was held under the old id under the new one, in place of what is left there."""
    if old not in held:
        return dict(held)
    return {new if name == old else name: what for name, what in held.items() if name != new}


def _comments(scenario: Scenario, ref: Ref, new: str) -> tuple[Comment, ...]:
    return tuple(
        evolve(comment, on=new) if comment.on == ref.id else comment
        for comment in scenario.comments
    )


def _choice(choice: Choice, option: str, new: str) -> Choice:
    if choice.options is not None:
        options = _under(dict.fromkeys(choice.options), option, new)
        return evolve(choice, options=tuple(options))
    return evolve(choice, option=new) if choice.option == option else choice
