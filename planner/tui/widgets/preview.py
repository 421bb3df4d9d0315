"""What is in the file that the library's cursor stands on, or why another one was refused."""

from __future__ import annotations

from pathlib import Path

from planner.files.shelf import Found, Kept, file_name
from planner.keys.commands import LIBRARY
from planner.keys.key_names import key_words
from planner.keys.keymap import own_commands
from planner.reports.content.entries import scenario_page
from planner.reports.page import Block, Page, Paragraph, Tone
from planner.tui.entries import refusal_page
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
        self._pinned: Page | None = None
        self._pinned_path: Path | None = None
        self._path: Path | None = None

    @property
    def path(self) -> Path | None:
        """The file that it speaks of."""
        return self._path

    def pin(self, page: Page | None, path: Path | None) -> None:
        """Show this, which speaks of the file at ``path``, until :meth:`unpin`."""
        self._pinned, self._pinned_path = page, path

    def unpin(self) -> None:
        """Follow the cursor again."""
        self._pinned, self._pinned_path = None, None

    def show_file(self, found: Found | None, kept: Kept, *, nothing: tuple[str, str]) -> None:
        """Show what is in a file; without one, the heading and the words for ``nothing``."""
        self._path = found.path if found is not None else None
        heading, words = (found.name, "reading ...") if found is not None else nothing
        blocks: tuple[Block, ...] = ()
        if self._pinned is not None:
            self._path = self._pinned_path or self._path
            heading = file_name(self._path) if self._path is not None else heading
            blocks = self._with_keys(self._pinned)
        elif found is not None and kept.scenario is not None and kept.verdict is not None:
            blocks = scenario_page(found.name, kept.scenario, kept.verdict).blocks
        elif found is not None and kept.problem is not None:
            blocks = self._with_keys(refusal_page(kept.problem))
        elif words:
            blocks = (Paragraph(words, tone=Tone.TEXT if found is None else Tone.MUTED),)
        self.entitle(heading)
        self.show(blocks)

    def _with_keys(self, page: Page) -> tuple[Block, ...]:
        """Why a file was refused, with the keys that lead on from there below the heading."""
        words = (
            _MENDING if page.body else _OPENING
        )  # there is nothing to say of a file that is fine
        commands = own_commands(self.app, [c for c in LIBRARY if c.id in words])
        keys = [f"{key_words(c.keys[0])} {words[c.id]}" for c in commands if c.keys]
        return (page.heading, Paragraph(", ".join(keys), tone=Tone.MUTED), *page.body)
