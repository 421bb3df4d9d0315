"""Case files too large to enumerate: one whose answers are known products, one past counting."""

from __future__ import annotations

import random

__all__ = ["hard_case", "large_case"]


def large_case(issues: int, lines: int) -> str:
    """Lines that each rule out one of four options: what is open is a known product."""
    text = ["format = 1", "[case]", "title = 'Large'", "[parties.a]", "name = 'A'"]
    for n in range(issues):
        text += [f"[issues.i{n}]", f"title = 'I{n}'"]
        text += [f"[issues.i{n}.options.o{k}]\ntitle = 'O{k}'" for k in range(4)]
    for n in range(lines):
        text += [f"[red_lines.L{n}]", "party = 'a'", f"title = 'L{n}'"]
        text += [f"crossed_when = [{{ i{n} = ['o0'] }}]"]
    return "\n".join(text) + "\n"


def hard_case(*, evidence: bool = False) -> str:
    """Possible, but past counting: dense random lines over twenty issues."""
    chance = random.Random(5)
    text = ["format = 1", "[case]", "title = 'Hard'"]
    for party in "abc":
        text += [f"[parties.{party}]", f"name = '{party.upper()}'"]
    for n in range(20):
        text += [f"[issues.i{n}]", f"title = 'I{n}'"]
        text += [f"[issues.i{n}.options.o{k}]\ntitle = 'O{k}'" for k in range(5)]
    if evidence:  # else each line is warned of
        everything = ", ".join(f"i{n} = []" for n in range(20))
        text += ["[sources.s]"]
        for party in "abc":
            text += [f"[statements.E-{party}]", "quote = 'never'", "source = 's'"]
            text += [f"party = '{party}'", "strength = 'declared'"]
            text += [f"opposes = {{ {everything} }}"]
    for n in range(200):
        issues = sorted(chance.sample(range(20), chance.choice([3, 4])))
        sets = [
            f"i{issue} = {[f'o{k}' for k in sorted(chance.sample(range(5), 2))]}"
            for issue in issues
        ]
        party = chance.choice("abc")
        text += [f"[red_lines.L{n}]", f"party = '{party}'", f"title = 'L{n}'"]
        text += ["strength = 'declared'"]
        text += [f"crossed_when = [{{ {', '.join(sets)} }}]"]
        text += [f"evidence = ['E-{party}']"] if evidence else []
    return "\n".join(text) + "\n"
