"""The line below a table that says what its signs stand for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.widgets import Static

from planner.check.verdict import PartyStatus
from planner.reports.content.tones import PARTY_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.verdicts import PARTY_WORDS
from planner.tui.plain import one_line, plain

__all__ = ["TableLegend"]

_COUNTED = (PartyStatus.CROSSED, PartyStatus.CONTESTED, PartyStatus.UNDECIDED)
_ASIDE = f"{SIGNS[PARTY_TONES[PartyStatus.SET_ASIDE]]} {PARTY_WORDS[PartyStatus.SET_ASIDE]}"


class TableLegend(Static):
    """Whose the signs in a row are, and what each of them says; the shortest form that fits."""

    DEFAULT_CSS = """
    TableLegend { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__(id="legend", markup=False)
        self._parties: Sequence[str] = ()

    def show_parties(self, names: Sequence[str]) -> None:
        """Name the parties whose signs stand in this order; nobody where the rows name them."""
        if names != self._parties:
            self._parties = names
            self._draw()

    def on_mount(self) -> None:
        """Say what the signs mean."""
        self._draw()

    def on_resize(self) -> None:
        """Find the form that fits."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        forms = list(self._forms())
        found = next((form for form in forms if cell_len(form) <= width), forms[-1])
        self.update(plain(found).truncate(max(1, width), ellipsis=True), layout=False)

    def _forms(self) -> list[str]:
        signs = [f"{SIGNS[PARTY_TONES[status]]} {PARTY_WORDS[status]}" for status in _COUNTED]
        clear = f"{SIGNS[PARTY_TONES[PartyStatus.CLEAR]]} none crossed"
        wide, short = "  ".join(signs), " ".join(signs)
        forms = [
            f"{wide}  {_ASIDE}  {clear}  · no line counts  blank: no stated position",
            f"{wide}  / set aside  {clear}  · no line counts",
            f"{wide}  {_ASIDE}",
            f"{wide}  / set aside",
        ]
        if names := one_line(", ".join(self._parties)):
            forms = [f"{names} · {form}" for form in (*forms, f"{short} / set aside", wide)]
        return [*forms, wide, short]
