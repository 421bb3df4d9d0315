"""Calls that come a moment later, surely.

Textual 8.2.8's ``set_timer`` is silent for ever where its task is held up, between two lines, for
longer than the timer was to wait: it skips the call as one of a series that came too late.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.message_pump import MessagePump

__all__ = ["in_a_moment"]


def in_a_moment(
    seconds: float, pump: MessagePump, then: Callable[[], object]
) -> asyncio.TimerHandle:
    """Have it called in the turn of that app, screen or widget; gives what cancels it until then.

    Whatever has gone by then is not called.
    """
    return asyncio.get_running_loop().call_later(seconds, pump.call_later, then)
