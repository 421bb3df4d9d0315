"""What happened outside the app, in a few lines above the keys; it stays until dealt with."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from planner.keys.commands import WORKBENCH
from planner.keys.key_names import key_words
from planner.keys.keymap import own_commands
from planner.tui.plain import one_line, plain

__all__ = ["News", "NewsBar"]

_MOST_LINES = 3


@frozen
class News:
    """A heading without a full stop, and the details."""

    heading: str
    lines: tuple[str, ...] = ()


class NewsBar(Static):
    """Shows the news, and the key that deals with it; a click does so too."""

    DEFAULT_CSS = """
    NewsBar {
        height: auto; max-height: 5; padding: 0 1;
        background: $warning-muted; border-top: heavy $warning; text-wrap: nowrap;
    }
    """

    class Clicked(Message):
        """The planner wants to deal with the news."""

    def __init__(self) -> None:
        super().__init__(id="news", markup=False)

    def show(self, news: News | None) -> None:
        """Show these news in place of others; without any, nothing."""
        self.display = news is not None
        if news is None:
            return
        (command,) = own_commands(self.app, [c for c in WORKBENCH if c.id == "news"])
        key = key_words(command.keys[0]).upper() if command.keys else "Ctrl+P"
        lines = [Content.assemble((key, "bold reverse"), " ", plain(one_line(news.heading)))]
        lines += [plain(f"  {one_line(line)}") for line in _shortened(news.lines)]
        self.update(Content("\n").join(lines))

    def on_click(self) -> None:
        """Deal with them."""
        self.post_message(self.Clicked())


def _shortened(lines: Sequence[str]) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return list(lines)
    more = len(lines) - _MOST_LINES + 1
    return [*lines[: _MOST_LINES - 1], f"and {more} more"]
