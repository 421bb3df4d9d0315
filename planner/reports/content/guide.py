"""The user's guide: one topic a file of Markdown, as a page.

The files stand in ``planner/guide``. They are prose: what depends on the program (keys, words) is
written into them by ``.github/fill_in.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from planner.by_fields import Compared
from planner.reports.page import (
    GAP,
    Block,
    Heading,
    Item,
    Listing,
    Marks,
    Page,
    Paragraph,
    Verbatim,
)

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["GUIDE", "TOPICS", "Topic", "topic_page", "topics"]

GUIDE = Path(__file__).parents[2] / "guide"
"""The folder of the guide, one file a topic."""

TOPICS = (
    *("tour", "examples", "verdict", "words", "keys", "screens", "analysis"),
    *("case", "scenario", "reports", "sharing", "saving", "settings", "commands", "pipeline"),
    "limits",
)
"""The topics in the order in which they are best read."""


@frozen(eq=False, repr=False)
class Topic(Compared):
    """A topic of the guide: its name, its title, and its text as Markdown."""

    name: str
    title: str
    text: str


def topics() -> list[Topic]:
    """All topics, in the order in which they are best read."""
    return [_topic(name) for name in TOPICS]


def topic_page(topic: Topic) -> Page:
    """The topic under its title."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 (whoever lists the topics needs none)
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 (likewise)

    tokens = MarkdownIt("commonmark").enable("table").parse(topic.text)
    found = map(_block, SyntaxTreeNode(tokens).children)
    _, *blocks = (block for block in found if block is not None)
    body: list[Block] = []
    for block in blocks:
        if not (body and isinstance(body[-1], Listing) and isinstance(block, Listing)):
            body.append(GAP)
        body.append(block)
    return Page(Heading(topic.title, level=1), body)


def _topic(name: str) -> Topic:
    text = (GUIDE / f"{name}.md").read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return Topic(name, title, text)


def _block(node: SyntaxTreeNode) -> Block | None:
    """The block of a node; comments have none."""
    block: Block | None = None
    match node.type:
        case "heading":
            block = Heading(_words(node))
        case "paragraph":
            block = Paragraph(_words(node))
        case "fence":
            block = Verbatim(node.content.rstrip("\n"))
        case "bullet_list":
            block = Listing(map(_item, node.children))
        case "ordered_list":
            block = Listing(map(_item, node.children), marks=Marks.NUMBERS)
        case "table":
            rows = node.children[-1].children
            words = (": ".join(map(_words, row.children)) for row in rows)
            block = Listing(Item([Paragraph(each)]) for each in words)
    return block


def _item(node: SyntaxTreeNode) -> Item:
    return Item(block for block in map(_block, node.children) if block is not None)


def _words(node: SyntaxTreeNode) -> str:
    """Running text without the signs of Markdown; only code keeps its own."""
    if node.type == "text":
        return node.content
    if node.type == "code_inline":
        return f"`{node.content}`"
    if node.type == "softbreak":
        return " "
    if node.type == "image":
        return f"Picture: {node.content}"
    return "".join(map(_words, node.children))
