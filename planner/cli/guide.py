"""``planner guide``: the user's guide, a topic at a time."""

from __future__ import annotations

from collections.abc import Sequence

from planner.cli.arguments import Parser
from planner.cli.output import say, say_json, width
from planner.cli.problems import Problems
from planner.reports.content.guide import TOPICS, topic_page, topics
from planner.reports.formats.text import GUIDE, text_lines

__all__ = ["parser", "run"]

_MOST_COLUMNS = 100  # longer lines of prose are hard to read

_EXAMPLES = """\
Without a topic the topics are listed. In the app, help (?) shows the same.

examples:
  planner guide
  planner guide tour
  planner guide case | less
  planner guide sharing --format json

exit codes:
  0    fine
  2    wrong usage, or no such topic
"""


def run(arguments: Sequence[str]) -> int:
    """Prints the topic that is named, or the list of topics."""
    parsed = parser().parse(arguments)
    by_name = {topic.name: topic for topic in topics()}
    if not parsed.operands:
        if parsed.format == "json":
            listed = [{"topic": t.name, "title": t.title} for t in by_name.values()]
            say_json(Problems().json({"topics": listed}))
        else:
            say([*(f"{t.name:<9} {t.title}" for t in by_name.values()), "", _HOW])
        return 0
    topic = by_name[parsed.operands[0]]
    if parsed.format == "json":
        answer = {"topic": topic.name, "title": topic.title, "text": topic.text}
        say_json(Problems().json(answer))
    else:
        say(text_lines(topic_page(topic).blocks, min(width(), _MOST_COLUMNS), GUIDE))
    return 0


_HOW = f"`planner guide TOPIC` shows a topic: `planner guide {TOPICS[0]}` is the way in."


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner guide",
        "planner guide [TOPIC] [--format text|json]",
        "Show the user's guide, a topic at a time.",
        _EXAMPLES,
    )
    made.add_operands(
        "TOPIC",
        most=1,
        kind="topic",
        known=TOPICS,
        help="the topic to show; without one they are listed",
    )
    made.add_format()
    return made
