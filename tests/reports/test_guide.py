"""The guide as a page, and as plain lines."""

from __future__ import annotations

import pytest

from planner.reports.content.guide import GUIDE, TOPICS, Topic, topic_page, topics
from planner.reports.formats import text
from planner.reports.formats.wrapping import cells
from planner.reports.page import GAP, Heading

TEXT = """\
# Bread

<!-- made -->
Flour and `cold water`,
*well* [kneaded](https://example.org).

- First **rest** it.
- Then bake.

1. Slice.
2. Eat it all while it is still warm.

## Kinds

| kind | of |
|---|---|
| rye | rye |
| `mixed` | both |

```toml
[oven]
    heat = 220
```
"""
BREAD = Topic("bread", "Bread", TEXT)


def topic_lines(topic: Topic, width: int) -> list[str]:
    return text.text_lines(topic_page(topic).blocks, width, text.GUIDE)


def test_every_file_is_a_topic_and_every_topic_has_a_title() -> None:
    """In the order in which they are best read."""
    assert {file.stem for file in GUIDE.glob("*")} == set(TOPICS)
    assert [topic.name for topic in topics()] == list(TOPICS)
    assert all(topic.title and not topic.title.startswith("#") for topic in topics())


def test_plain_lines_carry_no_marks_but_those_of_code() -> None:
    """Headings are underlined, items hang under their mark, code stays as it is."""
    assert topic_lines(BREAD, 32) == [
        "Bread",
        "─────",
        "",
        "Flour and `cold water`, well",
        "kneaded.",
        "",
        "- First rest it.",
        "- Then bake.",
        "1. Slice.",
        "2. Eat it all while it is still",
        "   warm.",
        "",
        "Kinds",
        "─────",
        "",
        "- rye: rye",
        "- `mixed`: both",
        "",
        "    [oven]",
        "        heat = 220",
    ]


def test_a_screen_shows_the_same_without_the_title() -> None:
    """Which stands in its title bar; the blanks of code are kept where lines are wrapped."""
    body = topic_page(BREAD).body[1:]
    assert [block.runs for block in body if isinstance(block, Heading)] == [Heading("Kinds").runs]
    shown = text.text_lines(body, 80, text.PANE)
    assert shown[0] == "Flour and `cold water`, well kneaded."
    assert shown[-1] == "      heat = 220"
    assert body.count(GAP) == 4


@pytest.mark.parametrize("topic", topics(), ids=TOPICS)
@pytest.mark.parametrize("width", [40, 78])
def test_every_topic_keeps_to_the_width_but_for_code(topic: Topic, width: int) -> None:
    """What is written as code stays in one line, so that it can be copied."""
    for line in topic_lines(topic, width):
        assert cells(line) <= width or line.startswith("    ") or " " not in line.strip("- `"), line


@pytest.mark.parametrize("topic", topics(), ids=TOPICS)
def test_every_topic_says_on_a_screen_what_it_says_in_print(topic: Topic) -> None:
    """All its words, in their order."""
    printed = " ".join(line for line in topic_lines(topic, 78) if set(line) != {"─"}).split()
    shown = " ".join([topic.title, *text.text_lines(topic_page(topic).body, 78, text.PANE)]).split()
    assert printed == shown
