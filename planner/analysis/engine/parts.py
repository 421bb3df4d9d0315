"""A part of a space: issues that bans join, ready to be compiled."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Part", "Sets"]

Sets = tuple[tuple[int, int], ...]
"""A ban without its owner: (issue, mask) pairs by ascending issue."""


@frozen
class Part:
    """Issues that bans join, directly or through others, and that nothing joins to the rest.

    ``issues`` stand in the order in which a diagram had best branch on them. ``classes`` holds, for
    each of them, the masks of the options that no ban tells apart. ``bans`` are in terms of these:
    (position in ``issues``, mask of classes) pairs by ascending position, at least two each.
    """

    issues: tuple[int, ...]
    classes: tuple[tuple[int, ...], ...]
    bans: tuple[Sets, ...]
