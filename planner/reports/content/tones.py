"""What tone each status has: formats and screens have a sign and a look for every tone."""

from __future__ import annotations

from planner.check.verdict import LineStatus, PartyStatus, Verdict
from planner.reports.page import Tone

__all__ = ["LINE_TONES", "PARTY_TONES", "verdict_tone"]

LINE_TONES = {
    LineStatus.CROSSED: Tone.CROSSED,
    LineStatus.CONTESTED: Tone.CONTESTED,
    LineStatus.UNDECIDED: Tone.UNDECIDED,
    LineStatus.RESPECTED: Tone.RESPECTED,
}
PARTY_TONES = {
    PartyStatus.CROSSED: Tone.CROSSED,
    PartyStatus.CONTESTED: Tone.CONTESTED,
    PartyStatus.UNDECIDED: Tone.UNDECIDED,
    PartyStatus.CLEAR: Tone.RESPECTED,
    PartyStatus.SET_ASIDE: Tone.SET_ASIDE,
    PartyStatus.NONE_COUNTED: Tone.MUTED,
    PartyStatus.NO_POSITION: Tone.MUTED,
}


def verdict_tone(verdict: Verdict) -> Tone:
    """The tone of the whole verdict: that of a tick only where every counted line is respected.

    A deal that contradicts itself has none either, nor one whose verdict counts nothing.
    """
    if verdict.crossed:
        return Tone.CROSSED
    if verdict.contested or verdict.incoherent:
        return Tone.CONTESTED
    if not verdict.complete:
        return Tone.UNDECIDED
    if verdict.crossed_aside:
        return Tone.SET_ASIDE
    return Tone.RESPECTED if verdict.counts_any else Tone.MUTED
