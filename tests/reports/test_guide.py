"""The guide as plain lines and as passages."""

from __future__ import annotations

import pytest

from planner.reports.explain import Kind
from planner.reports.guide import GUIDE, TOPICS, Topic, topic_lines, topic_passages, topics
from planner.reports.wrapping import cells

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
    passages = topic_passages(BREAD)
    assert [passage.text for passage in passages if passage.kind is Kind.HEADING] == ["Kinds"]
    assert passages[0].text == "Flour and `cold water`, well kneaded."
    assert (
        passages[-1].text
        == "\N{NO-BREAK SPACE}" * 6 + "heat\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}220"
    )
    assert sum(passage.kind is Kind.GAP for passage in passages) == 4


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
    shown = " ".join([topic.title, *(passage.text for passage in topic_passages(topic))]).split()
    assert printed == shown
