"""The user's guide: one topic a file of Markdown, set as plain lines and as passages of a screen.

The files stand in ``planner/guide``. They are prose: what depends on the program (keys, words) is
written into them by ``.github/fill_in.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from planner.reports.explain import Kind, Passage
from planner.reports.wrapping import cells, wrapped

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["GUIDE", "TOPICS", "Topic", "topic_lines", "topic_passages", "topics"]

GUIDE = Path(__file__).parent.parent / "guide"
"""The folder of the guide, one file a topic."""

TOPICS = (
    *("tour", "verdict", "words", "keys", "screens", "analysis"),
    *("case", "scenario", "sharing", "saving", "settings", "commands"),
)
"""The topics in the order in which they are best read."""

_NO_BREAK = "\N{NO-BREAK SPACE}"  # other blanks are lost where lines are wrapped


@frozen
class Topic:
    """A topic of the guide: its name, its title, and its text as Markdown."""

    name: str
    title: str
    text: str


class _BlockKind(Enum):
    HEADING = auto()
    TEXT = auto()
    CODE = auto()


@frozen
class _Block:
    """A heading, a paragraph, an item of a list, a row of a table, or lines that stay as they are.

    ``mark`` stands before the first line of an item.
    """

    kind: _BlockKind
    text: str
    mark: str = ""


def topics() -> list[Topic]:
    """All topics, in the order in which they are best read."""
    return [_topic(name) for name in TOPICS]


def topic_lines(topic: Topic, width: int) -> list[str]:
    """The topic as plain lines of at most ``width`` columns."""
    lines: list[str] = []
    for block in _with_gaps(_blocks(topic.text)):
        if block is None:
            lines.append("")
        elif block.kind is _BlockKind.CODE:
            lines += [f"    {line}".rstrip() for line in block.text.split("\n")]
        elif block.kind is _BlockKind.HEADING:
            lines += [*wrapped(block.text, width), "─" * min(cells(block.text), width)]
        else:
            lines += wrapped(block.text, width, block.mark)
    return lines


def topic_passages(topic: Topic) -> list[Passage]:
    """The topic without its title, as a screen shows it."""
    passages: list[Passage] = []
    _, *blocks = _blocks(topic.text)
    for block in _with_gaps(blocks):
        if block is None:
            passages.append(Passage(Kind.GAP))
        elif block.kind is _BlockKind.HEADING:
            passages.append(Passage(Kind.HEADING, block.text))
        elif block.kind is _BlockKind.CODE:
            lines = (f"  {line}".replace(" ", _NO_BREAK) for line in block.text.split("\n"))
            passages += [Passage(Kind.TABLE, line) for line in lines]
        else:
            passages.append(Passage(Kind.TEXT, f"{block.mark}{block.text}"))
    return passages


def _topic(name: str) -> Topic:
    text = (GUIDE / f"{name}.md").read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return Topic(name, title, text)


def _with_gaps(blocks: Iterable[_Block]) -> Iterator[_Block | None]:
    """The blocks, with ``None`` for a gap between them; items of a list stand close."""
    before = None
    for block in blocks:
        if before is not None and not (before.mark and block.mark):
            yield None
        yield block
        before = block


def _blocks(text: str) -> Iterator[_Block]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (whoever lists the topics needs none)
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 (likewise)

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for node in SyntaxTreeNode(tokens).children:
        yield from _of_node(node)


def _of_node(node: SyntaxTreeNode, mark: str = "") -> Iterator[_Block]:
    """The blocks of a node; comments have none. The first of them begins with ``mark``."""
    if node.type == "heading":
        yield _Block(_BlockKind.HEADING, _words(node))
    elif node.type == "paragraph":
        yield _Block(_BlockKind.TEXT, _words(node), mark)
    elif node.type == "fence":
        yield _Block(_BlockKind.CODE, node.content.rstrip("\n"))
    elif node.type in ("bullet_list", "ordered_list"):
        for item in node.children:
            for child in item.children:
                yield from _of_node(child, f"{item.info}. " if item.info else "- ")
    elif node.type == "table":
        for row in node.children[-1].children:
            yield _Block(_BlockKind.TEXT, ": ".join(map(_words, row.children)), "- ")


def _words(node: SyntaxTreeNode) -> str:
    """Running text without the signs of Markdown; only code keeps its own."""
    if node.type == "text":
        return node.content
    if node.type == "code_inline":
        return f"`{node.content}`"
    if node.type == "softbreak":
        return " "
    return "".join(map(_words, node.children))
