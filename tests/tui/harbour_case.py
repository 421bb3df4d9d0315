"""A case whose source is at hand: one quote stands in it, another one is forged."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["FORGED", "GENUINE", "TEXT", "write_harbour"]

GENUINE = "the harbour must never be closed to fishing boats"
FORGED = "the south will accept nothing less than a shared harbour forever"
TEXT = f"""\
The Gazette of May

On Monday the delegations met for the third time. The northern delegate said that {GENUINE},
which the crowd applauded.

The southern delegate was more careful. A shared harbour, he said, would be welcome.
"""
_CASE = f"""\
format = 2
[case]
title = "Harbour talks"
[sources.gazette]
title = "Gazette of May"
text = "gazette.txt"
sha256 = "SHA"
[parties.north]
name = "North"
[parties.south]
name = "South"
[issues.harbour]
title = "Harbour"
[issues.harbour.options.open]
title = "Open to all"
[issues.harbour.options.shared]
title = "Shared"
[issues.harbour.options.closed]
title = "Closed"
[statements.E1]
source = "gazette"
quote = "{GENUINE}"
party = "north"
strength = "opposition"
opposes = {{ harbour = ["closed"] }}
[statements.E2]
source = "gazette"
quote = "{FORGED}"
party = "south"
strength = "insistence"
limits = "Not a word on boats."
supports = {{ harbour = ["shared"] }}
[red_lines.N-1]
party = "north"
title = "No closed harbour"
crossed_when = [{{ harbour = ["closed"] }}]
evidence = ["E1"]
[red_lines.S-1]
party = "south"
title = "A shared harbour"
crossed_when = [{{ harbour = ["open", "closed"] }}]
evidence = ["E2"]
"""


def write_harbour(folder: Path) -> dict[str, Path]:
    """The case, its source and a scenario for each option, by the option."""
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    (folder / "talks.case.toml").write_text(_CASE.replace("SHA", digest), encoding="utf-8")
    (folder / "gazette.txt").write_text(TEXT, encoding="utf-8")
    files = {}
    for option in ("open", "shared", "closed"):
        files[option] = folder / f"{option}.toml"
        files[option].write_text(
            f'format = 1\n[scenario]\ntitle = "Harbour {option}"\n[case]\nid = "talks"\n'
            f'path = "talks.case.toml"\n[choices.harbour]\noption = "{option}"\n',
            encoding="utf-8",
        )
    return files
