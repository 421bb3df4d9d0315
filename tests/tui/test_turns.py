"""Keys take turns, and where there is no screen any more none of them ends the app otherwise."""

from __future__ import annotations

from textual import events
from textual.app import App

from planner.tui.turns import Turns


def test_a_key_whose_turn_comes_as_the_screens_go_is_passed_over() -> None:
    """The app that ends still has it in its queue: the end was an error instead."""
    turns = Turns(App[int]())
    key = events.Key("down", None)
    turns._now = key
    assert not turns.waits(key)
    with turns.given(key):
        assert turns.busy
    assert not turns.busy
