"""Cases too large to enumerate, as files: one of known products, one past counting."""

from __future__ import annotations

import random

from planner.model.conditions import Condition, Term
from planner.model.statements import Strength
from tests.small_cases import case_text, made_case, numbered_issues, red_line, when, with_evidence

__all__ = ["hard_case", "large_case"]


def large_case(issues: int, lines: int) -> str:
    """Lines that each rule out one of four options: what is open is a known product."""
    crossed = [red_line(f"L{n}", "a", when(**{f"i{n}": "o0"})) for n in range(lines)]
    return case_text(made_case("large", issues=numbered_issues([4] * issues), red_lines=crossed))


def hard_case(*, evidence: bool = False) -> str:
    """Possible, but past counting: dense random lines over twenty issues."""
    chance = random.Random(5)

    def some_term() -> Term:
        named = sorted(chance.sample(range(20), chance.choice([3, 4])))
        return Term(
            tuple(
                Condition(f"i{n}", tuple(f"o{k}" for k in sorted(chance.sample(range(5), 2))))
                for n in named
            )
        )

    crossed = [(some_term(), chance.choice("abc")) for _ in range(200)]
    hard = made_case(
        "hard",
        parties="abc",
        issues=numbered_issues([5] * 20),
        red_lines=[
            red_line(f"L{n}", holder, term, strength=Strength.DECLARED)
            for n, (term, holder) in enumerate(crossed)
        ],
    )
    return case_text(with_evidence(hard) if evidence else hard)  # else each line is warned of
