"""The one way in: whatever happens on it, no document is open that nobody opened."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from planner.editing.way_in import WayIn, Where

FILE = Path("deal.toml")
EVENTS = ("choose", "opened", "refuse", "to_library", "to_cases", "back")


def after(way: WayIn, event: str) -> WayIn:
    """What an event leads to; a file can be opened or refused only while one is read."""
    if event == "choose":
        return way.choose(FILE)
    if event == "refuse" and way.where is not Where.READING:
        return way
    step = getattr(way, event)
    found = step()
    assert isinstance(found, WayIn)
    return found


@given(st.lists(st.sampled_from(EVENTS)))
def test_at_work_means_that_something_was_opened(events: list[str]) -> None:
    """And once something is open, going back always leads to it."""
    way, opened = WayIn(), False
    for event in events:
        way = after(way, event)
        opened = opened or event == "opened"
        assert way.is_open == opened
        assert opened or way.where is not Where.AT_WORK
        assert way.back().where is (Where.AT_WORK if opened else Where.START)


def test_a_broken_file_leads_to_its_mistakes_and_from_there_to_the_start() -> None:
    """Never to an empty document; the start page still knows which file it was."""
    refused = WayIn().choose(FILE).refuse()
    assert (refused.where, refused.refused) == (Where.LIBRARY, FILE)
    start = refused.back()
    assert (start.where, start.is_open, start.refused) == (Where.START, False, FILE)


def test_a_broken_file_that_was_chosen_at_work_leaves_what_is_open() -> None:
    """Back to the document."""
    way = WayIn().opened().choose(FILE).refuse()
    assert way.refused == FILE
    assert way.back() == WayIn().opened()


def test_what_is_opened_ends_the_matter_of_the_refused_file() -> None:
    """It is not told again."""
    assert WayIn().choose(FILE).refuse().choose(Path("good.toml")).opened().refused is None
