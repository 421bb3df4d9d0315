"""A new case file: small, whole, and with a comment wherever its author has something to decide."""

from __future__ import annotations

import re
from pathlib import Path

from planner.files.cases.reading import CASE_SUFFIX
from planner.files.toml.writing import inline

__all__ = ["new_case_text"]

_NO_ID = re.compile(r"[^A-Za-z0-9_-]+")
_MOST = 64

_TEMPLATE = """\
# A case models one negotiation. This one is made up and whole: `planner check` finds nothing wrong
# with it. Put your own in its place, table by table; `planner guide case` explains each of them.
format = 2

[case]
id = {id}
title = {title}
summary = "Who negotiates about what, and what this case leaves out."
as_of = 2025-01-31               # up to when sources were read
reading = "firm"                 # literal, lenient, moderate, firm or strict

# Where statements were found. An id is made of letters, digits, - and _.
[sources.report]
title = "A report"
publisher = "The Gazette"
date = 2025-01-30
# text = "sources/report.txt"    # its own words, beside this file: `planner verify` looks there

[parties.north]
name = "North"

[parties.south]
name = "South"
# members = ["Upper South", "Lower South"]

# A question that the deal must answer, with answers of which exactly one holds. With kind = "any"
# several hold together, or none; kind = "number" has no options, but minimum, maximum, step, unit.
[issues.water]
title = "Water"
question = "Who takes how much of the water?"

[issues.water.options.half]
title = "Half each"
evidence = ["S1"]

[issues.water.options.all_north]
title = "All to North"
definition = "North takes all the water. Proposed by nobody."
origin = "added"                 # no source proposes it

# The evidence: a quote word for word, whose words they are, and how strong.
[statements.S1]
source = "report"
section = "Page 1"
quote = "We will take half, and not a drop less"
party = "south"
speaker = "the mayor of South"
attribution = "own_words"        # own_words, reported, attributed or article
strength = "insistence"          # declared, opposition, insistence, preference; or openness,
                                 # flexible, noncommittal, procedural, context: never a red line
opposes = {{ water = ["all_north"] }}
supports = {{ water = ["half"] }}
limits = "It does not say whether the half may vary over the year."

# A limit of a party, coded from statements: crossed where any of these combinations is chosen.
[red_lines.S-1]
party = "south"
title = "Half of the water"
strength = "insistence"
crossed_when = [{{ water = ["all_north"] }}]
# contested_when = [{{ water = ["..."] }}]    # where the source leaves open whether it is crossed
evidence = ["S1"]
confidence = "high"

# A combination that contradicts itself is nobody's red line:
# [coherence.no-water-no-fish]
# title = "No fish without water"
# impossible_when = [{{ water = ["all_north"], fishing = ["free"] }}]
"""


def new_case_text(path: Path) -> str:
    """The text of a new case for a file of that name: the name gives it its id and its title."""
    stem = path.name.removesuffix(CASE_SUFFIX)
    case_id = _NO_ID.sub("-", stem).strip("-_")[:_MOST] or "case"
    words = stem.replace("_", " ").replace("-", " ").strip()
    title = words[:1].upper() + words[1:] if words.isprintable() else ""
    return _TEMPLATE.format(id=inline(case_id), title=inline(title or "A new case"))
