"""``planner guide``: the topics, and each of them."""

from __future__ import annotations

import json

import pytest

from planner.cli.main import main
from planner.reports.content.guide import TOPICS, topics
from tests.answers import body

Capture = pytest.CaptureFixture[str]


def said(capsys: Capture, *arguments: str) -> str:
    """What the command prints, with nothing to complain of."""
    assert main(["guide", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_without_a_topic_the_topics_are_listed(capsys: Capture) -> None:
    """A line each, with its title, and how to go on."""
    lines = said(capsys).splitlines()
    assert [line.split()[0] for line in lines[: len(TOPICS)]] == list(TOPICS)
    assert all(topic.title in line for topic, line in zip(topics(), lines, strict=False))
    assert "planner guide TOPIC" in lines[-1]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_printed_as_plain_text(topic: str, capsys: Capture) -> None:
    """No mark of Markdown, no comment, no line that a page would cut."""
    out = said(capsys, topic)
    title = next(each.title for each in topics() if each.name == topic)
    assert out.startswith(f"{title}\n─")
    for mark in ("<!--", "**", "\n#", "```", "|---", "]("):
        assert mark not in out
    assert max(map(len, out.splitlines())) <= 110


def test_an_unknown_topic_is_wrong_usage_with_the_nearest(capsys: Capture) -> None:
    """And nothing is printed."""
    assert main(["guide", "sharin"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert 'there is no topic "sharin"' in err
    assert 'did you mean "sharing"?' in err


def test_json_holds_the_topics_or_the_text(capsys: Capture) -> None:
    """The text as it was written, for whoever sets it anew."""
    listed = body(json.loads(said(capsys, "--format", "json")))
    assert listed == {"topics": [{"topic": t.name, "title": t.title} for t in topics()]}
    tour = body(json.loads(said(capsys, "tour", "--format", "json")))
    assert tour == {"topic": "tour", "title": topics()[0].title, "text": topics()[0].text}
