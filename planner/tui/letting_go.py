"""Memory that is needed no more: what the start left, and what Textual keeps of closed widgets."""

from __future__ import annotations

import gc
import linecache
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from time import perf_counter
from typing import Any

from textual.app import App
from textual.strip import Strip

__all__ = ["BetweenKeys", "keep_all_at_start", "keeping_all", "let_go", "tidy_after_start"]

_NEVER = 1_000_000
_DUE, _OVERDUE = 2, 8
"""After how many searches of what is new all is searched: between keys, and at a key."""

_A_MOMENT = 0.005
"""Seconds in which a screen takes a key, and in which the terminal writes what was drawn."""

_GIVEN_UP = 1.0
"""Seconds after which a search that was planned and did not come is planned again."""

_LEAST_REST = 20
"""How many times its own length a search puts the next one off: at most a twentieth of the time."""


def keep_all_at_start() -> None:
    """Look for no garbage until the first screen is drawn, which makes none worth looking for.

    One search while a large case is read went through all that was there, a tenth of the start.
    """
    gc.set_threshold(_NEVER)


def tidy_after_start() -> None:
    """Look for garbage from now on, only in what is new, and in all of that between keys.

    What is there when the first screen is drawn stays: each search would go through all of it, and
    a key would wait for that now and then. A drawn line of Textual's is garbage that only such a
    search finds: with rare ones, some minutes of use add megabytes. What attrs keeps of the source
    of its methods is for tracebacks alone, and can be made anew.
    """
    linecache.clearcache()
    gc.freeze()
    gc.set_threshold(1_000, 5, _OVERDUE)


class BetweenKeys:
    """Looks for garbage where no key has to wait for it: after one was drawn, before the next.

    Python looks where much is made, so while a key is worked on. On a screen full of findings that
    takes 10 to 30 ms, twice a second while one moves over it. Where keys come without a pause,
    Python still looks at one of them.
    """

    def __init__(self) -> None:
        self._not_before = 0.0

    def plan(self, app: App[Any]) -> None:
        """Look after what is being drawn, where it is time and the start is over."""
        now = perf_counter()
        if now < self._not_before or gc.get_threshold()[2] != _OVERDUE or gc.get_count()[2] < _DUE:
            return
        self._not_before = now + _GIVEN_UP  # a screen that is left does not come to it
        after = partial(app.set_timer, _A_MOMENT, partial(self._look, app))
        app.set_timer(_A_MOMENT, partial(app.call_after_refresh, after))

    def _look(self, app: App[Any]) -> None:
        if app.message_queue_size:  # a key came first
            self._not_before = 0.0
            return
        began = perf_counter()
        gc.collect()
        ended = perf_counter()
        self._not_before = ended + _LEAST_REST * (ended - began)


@contextmanager
def keeping_all() -> Iterator[None]:
    """Look for garbage only in what is new while much is made that stays.

    Each search through all that there is holds the interface. While thousands of files were read
    there were twenty such searches, each longer than the one before, and they found nothing.
    """
    new, newer, whole = gc.get_threshold()
    if whole == _NEVER:  # for another, who will look again
        yield
        return
    gc.set_threshold(new, newer, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(new, newer, whole)


def let_go() -> None:
    """Let go of what closed screens left, and of the sources of the classes that came with them.

    As after the start, attrs keeps those for tracebacks alone.
    """
    linecache.clearcache()
    _forget_closed_drawings()


def _forget_closed_drawings() -> None:
    """Let go of the lines of widgets that are gone; what is on the screen stays drawn.

    Textual 8.2.8 remembers two styles for each drawing and pair of colours, in a cache of 1,024
    whose keys hold the drawings themselves: of closed screens and messages that have been read, up
    to 20 MB. It also remembers the codes of 16,384 styles, those of other themes among them, 10 MB.
    Both are made anew in microseconds.
    """
    with suppress(ImportError, AttributeError):  # a Textual that does otherwise needs it no more
        from textual._styles_cache import StylesCache  # noqa: PLC0415 (may not be there)

        StylesCache.get_inner_outer.cache_clear()
        Strip.render_ansi.cache_clear()
