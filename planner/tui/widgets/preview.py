"""What is in the file that the library's cursor stands on, or why another one was refused."""

from __future__ import annotations

from pathlib import Path

from planner.files.shelf import Found, Kept, file_name
from planner.keys.commands import LIBRARY
from planner.keys.key_names import key_words
from planner.keys.keymap import own_commands
from planner.reports.explain import Kind, Passage
from planner.tui.entries import problem_passages, scenario_passages
from planner.tui.widgets.passages import PassagePane

__all__ = ["Preview"]

_MENDING = {"edit": "opens your editor at the first mistake", "retry": "tries again"}
"""What the keys do that help with a file that cannot be read."""
_OPENING = {"retry": "opens it"}
"""What they do once it can."""


class Preview(PassagePane):
    """Follows the cursor, unless something is pinned to it: the mistakes of a refused file."""

    def __init__(self) -> None:
        super().__init__(id="preview")
        self._pinned: tuple[Passage, ...] = ()
        self._pinned_path: Path | None = None
        self._path: Path | None = None

    @property
    def path(self) -> Path | None:
        """The file that it speaks of."""
        return self._path

    def pin(self, passages: tuple[Passage, ...], path: Path | None) -> None:
        """Show this, which speaks of the file at ``path``, until :meth:`unpin`."""
        self._pinned, self._pinned_path = passages, path

    def unpin(self) -> None:
        """Follow the cursor again."""
        self._pinned, self._pinned_path = (), None

    def show_file(self, found: Found | None, kept: Kept, *, nothing: tuple[str, str]) -> None:
        """Show what is in a file; without one, the heading and the words for ``nothing``."""
        self._path = found.path if found is not None else None
        heading, words = (found.name, "reading ...") if found is not None else nothing
        passages = self._pinned
        if passages:
            self._path = self._pinned_path or self._path
            heading = file_name(self._path) if self._path is not None else heading
            passages = self._with_keys(passages)
        elif found is not None and kept.scenario is not None and kept.verdict is not None:
            passages = scenario_passages(found.name, kept.scenario, kept.verdict)
        elif found is not None and kept.problem is not None:
            passages = self._with_keys(problem_passages(kept.problem))
        elif words:
            passages = (Passage(Kind.TEXT if found is None else Kind.MUTED, words),)
        self.entitle(heading)
        self.show(passages)

    def _with_keys(self, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        """Why a file was refused, with the keys that lead on from there below the heading."""
        broken = any(passage.kind is Kind.CROSSED for passage in passages)
        words = _MENDING if broken else _OPENING
        commands = own_commands(self.app, [c for c in LIBRARY if c.id in words])
        keys = [f"{key_words(c.keys[0])} {words[c.id]}" for c in commands if c.keys]
        return (*passages[:1], Passage(Kind.MUTED, ", ".join(keys)), *passages[1:])
