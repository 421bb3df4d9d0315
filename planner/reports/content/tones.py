"""What tone each status has: formats and screens have a sign and a look for every tone."""

from __future__ import annotations

from planner.check.verdict import LineStatus, PartyStatus
from planner.reports.page import Tone

__all__ = ["LINE_TONES", "PARTY_TONES"]

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
