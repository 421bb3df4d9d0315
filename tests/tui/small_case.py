"""A case of two issues for what the bundled one does not show."""

from __future__ import annotations

from pathlib import Path

__all__ = ["SMALL_CASE", "write"]

SMALL_CASE = """\
format = 1
[case]
title = "Small talks"
reading = "firm"
[sources.gazette]
title = "The Gazette"
[parties.north]
name = "North"
[parties.nowhere]
name = "Nowhere"
[issues.seat]
title = "Seat"
question = "Where do they meet?"
[issues.seat.options.here]
title = "Here"
[issues.seat.options.there]
title = "There"
[issues.date]
title = "Date"
[issues.date.options.soon]
title = "Soon"
[issues.date.options.late]
title = "Late"
[statements.E1]
quote = "not over there"
source = "gazette"
party = "north"
strength = "insistence"
opposes = { seat = ["there"] }
[red_lines.N-1]
party = "north"
title = "Not over there"
strength = "insistence"
crossed_when = [{ seat = ["there"] }]
evidence = ["E1"]
[coherence.late-here]
title = "Nobody is here late"
impossible_when = [{ seat = ["here"], date = ["late"] }]
"""


def write(file: Path, text: str = SMALL_CASE) -> Path:
    """Put the text into the file."""
    file.write_text(text, encoding="utf-8")
    return file
