"""Talks with a private overlay: what only those who have the overlay may see."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

__all__ = ["OVERLAY", "PRIVATE_IDS", "SECRETS", "talks", "unmarked"]

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / "planner" / "cases" / "ukraine-2025-08.case.toml"
EXAMPLE = ROOT / "scenarios" / "us-russia-talks-several-lines.toml"

OVERLAY = """\
format = 2

[sources.zebra-cable]
title = "Zebra cable 417"
publisher = "Embassy Zebra"

[statements.ZQ1]
source = "zebra-cable"
section = "Zebra part two"
quote = "The zebra quote: no parallel talks, whatever is said in public."
party = "russia"
scope = "the zebra envoy"
speaker = "a zebra aide"
attribution = "reported"
strength = "declared"
opposes = { ceasefire_timing = ["parallel"] }
limits = "A zebra caveat: heard once."

[red_lines.RU-Z9]
party = "russia"
title = "No zebra talks in parallel"
strength = "declared"
crossed_when = [{ ceasefire_timing = ["parallel"] }]
contested_when = [{ ceasefire_timing = ["ceasefire_first"] }]
evidence = ["ZQ1"]
confidence = "zebra confidence"
caveat = "A zebra doubt about the line."

[red_lines.EU-1]
party = "europe"
title = "Zebra reading of the European line"
strength = "opposition"
crossed_when = [{ ceasefire_timing = ["settlement_first"] }]
evidence = ["ZQ1"]
caveat = "Zebra: said to soften."
"""

SECRETS = ("zebra", "ZQ1", "RU-Z9")
"""What stands in the overlay and nowhere else, to be looked for whatever the case of letters."""

PRIVATE_IDS = ("RU-Z9", "EU-1", "ZQ1")
"""What is marked wherever its id stands."""

MARK = "⌂private"


def talks(folder: Path, *, overlay: str = OVERLAY) -> Path:
    """A scenario of a case with an overlay, in the folder; the case is called talks."""
    case = BUNDLED.read_text(encoding="utf-8")
    (folder / "talks.case.toml").write_text(case, encoding="utf-8")
    (folder / "talks.private.toml").write_text(overlay, encoding="utf-8")
    scenario = folder / "deal.toml"
    text = EXAMPLE.read_text(encoding="utf-8")
    (found,) = re.findall(r'(?m)^id = "ukraine-2025-08"$', text)
    text = re.sub(r"(?m)^(digest|note|summary) = .*\n", "", text)
    scenario.write_text(text.replace(found, f'{found}\npath = "talks.case.toml"'), encoding="utf-8")
    shutil.copyfile(scenario, folder / "other.toml")
    return scenario


def unmarked(text: str, *, cut: bool = False) -> list[str]:
    """Where an id of what is private stands without the sign and the word.

    Of lines that are ``cut`` at their ends, or have little room, the sign is enough.
    """
    flat = " ".join(text.split())
    ids = "|".join(re.escape(each) for each in PRIVATE_IDS)
    mark = f"(?! ?{MARK[0]}| ?$|…)" if cut else f"(?! {MARK})"
    bare = re.compile(rf"(?<![\w-])(?:{ids})(?![\w-]){mark}")
    return [flat[max(0, hit.start() - 50) : hit.end() + 25] for hit in bare.finditer(flat)]
