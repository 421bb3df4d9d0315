"""A pane of passages: the why pane, and every other text that is read and scrolled."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from planner.reports.explain import Kind, Passage
from planner.tui.plain import plain

__all__ = ["PassagePane"]

_STYLES = {
    Kind.HEADING: "bold",
    Kind.TEXT: "",
    Kind.CROSSED: "bold $text-error",
    Kind.CONTESTED: "bold $text-warning",
    Kind.UNDECIDED: "$text-accent",
    Kind.RESPECTED: "$text-primary",
    Kind.RULE: "",
    Kind.QUOTE: "italic",
    Kind.SOURCE: "$text-muted",
    Kind.LIMITS: "",
    Kind.MUTED: "$text-muted",
}


class PassagePane(VerticalScroll):
    """Shows passages, wrapped to its width; scrolls when it has the focus."""

    DEFAULT_CSS = """
    PassagePane {
        padding: 0 1 0 0;
        scrollbar-size-vertical: 1;
        min-width: 8;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._body = Static(markup=False)

    def compose(self) -> Iterable[Static]:
        """The one text."""
        yield self._body

    def show(self, passages: Iterable[Passage]) -> None:
        """Show these passages from the top."""
        parts: list[Content] = []
        for passage in passages:
            if passage.kind is Kind.GAP:
                parts.append(Content("\n"))
            else:
                parts.append(plain(f"{passage.text}\n", _STYLES[passage.kind]))
        self._body.update(Content("").join(parts))
        self.scroll_home(animate=False)
