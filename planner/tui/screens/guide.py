"""A topic of the user's guide, read and scrolled."""

from __future__ import annotations

from planner.reports.content.guide import Topic, topic_page
from planner.tui.screens.read_screen import ReadScreen

__all__ = ["GuideScreen"]


class GuideScreen(ReadScreen[None]):
    """Shows one topic; Esc leads back to the help."""

    def __init__(self, topic: Topic) -> None:
        super().__init__(topic.title, topic_page(topic).body[1:], pane="guide")
