"""The two kinds of file that people keep, a scenario and a case: what is proved runs over both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from planner.editing.case_session import CaseSession
from planner.editing.recovering import recover_case_draft, recover_draft
from planner.editing.scenario_session import Session
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import CASE_SUFFIX, LoadedCase, read_case
from planner.files.safety.drafts import Draft, write_draft
from planner.files.safety.reading import read_text
from planner.files.safety.saving import Saved, save_text
from planner.files.safety.versions import keep_version
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.kind import Kind
from planner.files.toml.source import SourceText
from planner.model.case import Case
from planner.model.scenario import Scenario
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, small_case

__all__ = ["CASE_FILE", "FILE_KINDS", "SCENARIO_FILE", "FileKind", "kind_at"]


@frozen(eq=False)
class FileKind:
    """A kind of file with one of it: ``text``, usually under ``name``.

    ``theirs`` is another text of the same size, in which ``word`` is another; ``new`` a content
    that no file holds; ``change`` one that leaves ``changed_text``. The note is the text that
    people write most into such a file: on an issue of a scenario, the summary of a case.
    """

    kind: Kind[Any]
    name: str
    text: str
    theirs: str
    word: str
    new: Any
    change: Callable[[Any], Any]
    changed_text: str
    noted: Callable[[Any, str], Any]
    note_of: Callable[[Any], str]
    open: Callable[[Path], Any]
    write_note: Callable[[Any, str], object]
    recover: Callable[[Draft], LoadedScenario | LoadedCase]

    @property
    def noun(self) -> str:
        """The word for such a file."""
        return self.kind.noun

    def __str__(self) -> str:
        """The name of a test over this kind."""
        return self.noun

    def named(self, name: str) -> str:
        """A file name of this kind: ``new.toml``, ``new.case.toml``."""
        return f"{name}{self.kind.suffix}"

    def put(self, folder: Path) -> Path:
        """Puts the file into the folder, with the case that it may need; the file."""
        put(folder, CASE_FILE.name, CASE_FILE.text)
        return put(folder, self.name, self.text)

    def read(self, path: Path) -> Any:
        """What the file holds."""
        return self.kind.read(self.source(path)).content

    def source(self, path: Path) -> SourceText:
        """Its text."""
        return read_text(path, self.kind.limit)

    def canonical(self, content: Any) -> str:
        """The content as a file of its own."""
        return self.kind.text(content)

    def save(
        self,
        path: Path,
        content: Any,
        *,
        seen: str | None,
        base: SourceText | None = None,
        canonical: bool = False,
    ) -> Saved:
        """Saves as a document does, in the envelope of ``base``."""
        envelope = NO_ENVELOPE if base is None else self.kind.read(base).envelope
        text = self.kind.text_to_save(content, envelope, base, canonical=canonical)
        return save_text(path, text, seen=seen, base=base)

    def save_over(self, path: Path, content: Any, *, canonical: bool = False) -> Saved:
        """Saves over the file as it is now."""
        source = self.source(path)
        return self.save(path, content, seen=source.sha256, base=source, canonical=canonical)

    def recovered(self, draft: Draft) -> tuple[Any, Path]:
        """What the draft holds, and the file that it is for."""
        loaded = self.recover(draft)
        return loaded.case if isinstance(loaded, LoadedCase) else loaded.scenario, loaded.path

    def draft(
        self,
        file: Path,
        content: Any,
        *,
        path: Path | None = None,
        base: SourceText | None = None,
    ) -> None:
        """Writes a draft as a document does; ``base`` is what the file at ``path`` held."""
        if path is not None and base is not None:
            keep_version(path, base.whole.encode())
        digest = "" if base is None else base.sha256
        write_draft(file, self.noun, self.canonical(content), path=path, base=digest)


def _with_summary(case: Case, text: str) -> Case:
    return evolve(case, summary=text)


def _set_summary(session: CaseSession, text: str) -> object:
    return session.set_summary(text)


def _write_note(session: Session, text: str) -> object:
    return session.write_note("water", text)


SCENARIO_FILE = FileKind(
    scenario_kind(small_case()),
    "share.toml",
    SCENARIO_TEXT,
    theirs=SCENARIO_TEXT.replace("Fair.", "Mine!"),
    word="Fair",
    new=Scenario("lake", title="New").with_pick("water", "half").with_note("fishing", "Open."),
    change=lambda scenario: scenario.with_pick("fishing", "free"),
    changed_text=f'{SCENARIO_TEXT}option = "free"\n',
    noted=lambda scenario, text: scenario.with_note("water", text),
    note_of=lambda scenario: str(scenario.note("water")),
    open=lambda path: Session.of_file(read_scenario(path)),
    write_note=_write_note,
    recover=recover_draft,
)
CASE_FILE = FileKind(
    case_kind("lake.case.toml"),
    "lake.case.toml",
    CASE_TEXT,
    theirs=CASE_TEXT.replace("thirsty", "hungry!"),
    word="thirsty",
    new=evolve(small_case(), title="New"),
    change=lambda case: evolve(case, title="The pond"),
    changed_text=CASE_TEXT.replace('title = "The lake"', 'title = "The pond"', 1),
    noted=_with_summary,
    note_of=lambda case: str(case.summary),
    open=lambda path: CaseSession.of_file(read_case(path)),
    write_note=_set_summary,
    recover=recover_case_draft,
)
FILE_KINDS = (SCENARIO_FILE, CASE_FILE)


def kind_at(path: Path) -> FileKind:
    """The kind that the name of a file says."""
    return CASE_FILE if path.name.endswith(CASE_SUFFIX) else SCENARIO_FILE
