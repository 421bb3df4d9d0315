"""A new id for a thing of a case, in the case and in all scenarios beside it that name it.

Pure up to :func:`rename_everywhere`, which writes all the files together or none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, frozen

from planner.editing.case_edits import CaseTable, Ref, found, renamed
from planner.editing.case_session import CaseSession, EditRefusedError
from planner.errors import FileProblemError, Problem
from planner.files.cases.judging import flaws_of
from planner.files.places import places
from planner.files.safety.journal import Rewrite, rewrite_together
from planner.files.scenarios.kind import kind_of, scenario_kind
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.files.shelf import scenario_files
from planner.files.toml.kind import Kind
from planner.files.toml.read import Envelope, Read
from planner.files.toml.source import SourceText, source_from_text
from planner.model.case import Case
from planner.model.comments import Comment
from planner.model.scenario import Choice, Scenario

__all__ = ["Users", "names", "rename_everywhere", "renamed_in", "users_of"]


@frozen(eq=False)
class Users:
    """The scenarios of a folder that name a thing of a case, and why others cannot be read.

    What cannot be read may name it too.
    """

    scenarios: tuple[LoadedScenario, ...]
    problems: tuple[Problem, ...] = ()


def users_of(session: CaseSession, ref: Ref) -> Users:
    """The scenarios beside the case, and in the folders within, that name that thing."""
    if session.path is None:
        return Users(())
    using: list[LoadedScenario] = []
    problems: list[Problem] = []
    home = places().real(session.path)
    for file in scenario_files(session.path.parent):
        try:
            loaded = read_scenario(file)
        except FileProblemError as error:
            problems += error.problems
            continue
        if places().real(loaded.case_file) == home and names(loaded.written, ref):
            using.append(loaded)
    return Users(tuple(using), tuple(problems))


def names(scenario: Scenario, ref: Ref) -> bool:
    """Whether the scenario names that thing: chooses it, sets it aside or comments on it."""
    return renamed_in(scenario, ref, " ") != scenario


def renamed_in(scenario: Scenario, ref: Ref, new: str) -> Scenario:
    """The scenario that names that thing by another id; others are as they were."""
    match ref.table:
        case CaseTable.ISSUES:
            choices = {
                new if issue == ref.id else issue: choice
                for issue, choice in scenario.choices.items()
            }
            return evolve(scenario, choices=choices, comments=_comments(scenario, ref, new))
        case CaseTable.RED_LINES:
            aside = {
                new if line == ref.id else line: why for line, why in scenario.set_aside.items()
            }
            return evolve(scenario, set_aside=aside, comments=_comments(scenario, ref, new))
        case CaseTable.OPTIONS if ref.issue in scenario.choices:
            choice = _choice(scenario.choices[ref.issue], ref.id, new)
            return evolve(scenario, choices={**scenario.choices, ref.issue: choice})
    return scenario


def rename_everywhere(
    session: CaseSession, ref: Ref, new: str, users: Sequence[LoadedScenario]
) -> None:
    """Gives the thing another id in the case and in these scenarios, in their files at once.

    The case is saved with it, other unsaved edits too; an undo writes them all back. Raises
    :class:`~planner.editing.case_session.EditRefusedError`, or
    :class:`~planner.errors.SaveError` where one of the files cannot be written: then all are as
    they were.
    """
    try:
        after = renamed(session.case, ref, new)
    except ValueError:
        raise EditRefusedError(f"there is another {ref.table.noun} {new}") from None
    if flaws := flaws_of(after):
        raise EditRefusedError(flaws[0].problem.explanation, flaws)
    written = _write_all(session, ref, new, users, after)
    step = _InFolder(session, ref, new)
    session.document.history.do(f"{ref.words} is {new} now", after, outside=step)
    session.document.know_saved(written)


class _InFolder:
    """A new id as a step that other files took part in: undone and done again in them too."""

    def __init__(self, session: CaseSession, ref: Ref, new: str) -> None:
        self._session = session
        self._old = ref
        self._new = evolve(ref, id=new)
        self.files = 0

    def write(self, content: Case) -> Callable[[], None]:
        """Writes the case and the scenarios that name the thing now, all of them or none."""
        back = found(content, self._old) is not None
        now, wanted = (self._new, self._old) if back else (self._old, self._new)
        users = users_of(self._session, now).scenarios
        written = _write_all(self._session, now, wanted.id, users, content)
        self.files = len(users)
        return lambda: self._session.document.know_saved(written)


def _write_all(
    session: CaseSession, ref: Ref, new: str, users: Sequence[LoadedScenario], after: Case
) -> SourceText:
    """Writes the case and the scenarios together; what the case's file holds then."""
    document = session.document
    source = document.source
    if session.path is None or source is None:
        raise EditRefusedError("save the case under a name first")
    text = document.kind.text_to_save(after, document.envelope, source)
    written = source_from_text(source.name, f"\ufeff{text}" if source.bom else text)
    rewrites = [Rewrite(session.path, _bytes(source), _bytes(written))]
    rewrites += _rewrites(users, ref, new, after, (source.digest, written.digest))
    rewrite_together(rewrites)
    return written


def _rewrites(
    users: Sequence[LoadedScenario], ref: Ref, new: str, case: Case, digests: tuple[str, str]
) -> Iterator[Rewrite]:
    old, now = digests
    for each in users:
        known = each.envelope.case_digest
        # What was saved against the case as it was is of the renamed one, and of no other change.
        envelope = Envelope(each.envelope.case_path, now if known == old else known)
        kind = _kind(each, case, now)
        text = kind.text_to_save(renamed_in(each.written, ref, new), envelope, each.source)
        data = text.encode("utf-8-sig" if each.source.bom else "utf-8")
        yield Rewrite(each.path, _bytes(each.source), data)


def _kind(loaded: LoadedScenario, case: Case, digest: str) -> Kind[Scenario]:
    """Scenarios of the case with the new id; what is written by the old one can be read too."""
    kind, old = scenario_kind(case, digest), kind_of(loaded)

    def read(source: SourceText) -> Read[Scenario]:
        return old.read(source) if source is loaded.source else kind.read(source)

    return evolve(kind, reader=read)


def _bytes(source: SourceText) -> bytes:
    return source.whole.encode("utf-8")


def _comments(scenario: Scenario, ref: Ref, new: str) -> tuple[Comment, ...]:
    return tuple(
        evolve(comment, on=new) if comment.on == ref.id else comment
        for comment in scenario.comments
    )


def _choice(choice: Choice, option: str, new: str) -> Choice:
    if choice.options is not None:
        options = tuple(new if held == option else held for held in choice.options)
        return evolve(choice, options=options)
    return evolve(choice, option=new) if choice.option == option else choice
