"""What is in the file that the library's cursor stands on, or what a group of them shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.check.shared_crossings import Group
from planner.check.verdict import Verdict
from planner.files.shelf import Found, Kept
from planner.keys.key_names import key_words
from planner.keys.rebinding import own_commands
from planner.keys.tables.library import LIBRARY
from planner.model.reading import Reading
from planner.reports.content.entries import case_page, scenario_page
from planner.reports.formats.text import inline
from planner.reports.page import Block, Page, Paragraph, Tone
from planner.tui.widgets.passages import PassagePane

__all__ = ["Preview"]

_MENDING = {"edit": "opens your editor at the first mistake", "choose": "tries again"}
"""What the keys do that help with a file that cannot be read."""

_ANEW = {"choose": "tries again"}
"""What the keys do where there is nothing to mend from here, as on a closed folder."""

_OF_CASE = {"choose": "shows all that it holds, to be edited"}
"""What the keys do on a case."""


class Preview(PassagePane):
    """Follows the cursor: what stands here is always about the row under it."""

    def __init__(self) -> None:
        super().__init__(id="preview")

    def show_nothing(self, heading: str, words: str) -> None:
        """Say why there is nothing under the cursor."""
        self.entitle(heading)
        self.show((Paragraph(words),) if words else ())

    def show_group(self, group: Group, members: Sequence[tuple[Found, Verdict]]) -> None:
        """Show which scenarios share which crossings, and the lines."""
        from planner.reports.content.folder_board import group_page  # noqa: PLC0415 (few are shown)

        page = group_page(group, [(found.name, verdict) for found, verdict in members])
        self.entitle(inline(page.heading.runs))
        self.show(page.body)

    def show_file(self, found: Found, kept: Kept, reading: Reading) -> None:
        """Show what is in a file, judged by the reading."""
        self.entitle(found.name)
        self.show(self._said(found, kept, reading))

    def _said(self, found: Found, kept: Kept, reading: Reading) -> tuple[Block, ...]:
        verdict = kept.by(reading)
        if kept.scenario is not None and verdict is not None:
            return scenario_page(found.name, kept.scenario, verdict).blocks
        if kept.problem is not None:
            from planner.tui.entries import refusal_page  # noqa: PLC0415 (few are refused)

            # No editor opens in a browser.
            ways = _ANEW if found.is_folder or self.app.is_web else _MENDING
            return self._with_keys(refusal_page(kept.problem), ways)
        if kept.case is not None:
            return self._with_keys(case_page(kept.case), _OF_CASE)
        return (Paragraph("reading ...", tone=Tone.MUTED),)

    def _with_keys(self, page: Page, ways: Mapping[str, str]) -> tuple[Block, ...]:
        """The page, with the keys that lead on from there below the heading."""
        commands = own_commands(self.app, [c for c in LIBRARY if c.id in ways])
        keys = [f"{key_words(c.keys[0])} {ways[c.id]}" for c in commands if c.keys]
        return (page.heading, Paragraph(", ".join(keys), tone=Tone.MUTED), *page.body)
