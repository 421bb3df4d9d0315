"""Cases made from a seed, by the families that the engine is measured on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from itertools import cycle

from attrs import evolve

from planner.model.case import Case, Origin
from planner.model.conditions import Condition, Term
from planner.model.points import Points
from planner.model.red_lines import RedLine
from planner.model.statements import Strength
from tests.small_cases import made_case, numbered_issues, numbered_parties

__all__ = ["dense", "neighbouring", "product", "sparse", "zoned"]

Sets = list[tuple[int, list[int]]]

_STRENGTHS = [strength for strength in Strength if strength.rank]


def neighbouring(  # noqa: PLR0913
    issues: int, options: int, lines: int, seed: int, *, far: float = 0.05, clash: bool = False
) -> Case:
    """Lines of one or two terms on one to three neighbouring issues; a part of them on any.

    Some scenario crosses none of them, unless they are to ``clash``.
    """
    rng = random.Random(seed)

    def term() -> Sets:
        width = rng.choices([1, 2, 3], [1, 5, 4])[0]
        if rng.random() < far:
            named = rng.sample(range(issues), width)
        else:
            first = rng.randrange(issues - width + 1)
            named = list(range(first, first + width))
        return [(issue, rng.sample(range(options), rng.choice([1, 1, 2]))) for issue in named]

    return _case(rng, issues, options, lines, term, terms=(1, 2), clash=clash)


def sparse(  # noqa: PLR0913
    issues: int,
    options: int,
    lines: int,
    seed: int,
    *,
    width: tuple[int, int] = (2, 4),
    size: tuple[int, int] = (1, 1),
) -> Case:
    """Forbidden combinations of two to four issues anywhere, one a line."""
    rng = random.Random(seed)

    def term() -> Sets:
        named = rng.sample(range(issues), rng.randint(*width))
        return [(issue, rng.sample(range(options), rng.randint(*size))) for issue in named]

    return _case(rng, issues, options, lines, term, terms=(1, 1), clash=False)


def dense(issues: int, options: int, lines: int, seed: int) -> Case:
    """Combinations of three to five issues anywhere, half of the options of each."""
    half = options // 2
    return sparse(issues, options, lines, seed, width=(3, 5), size=(half, half))


def zoned(case: Case) -> Case:
    """The same, where of two terms of a line the last is contested, and some options are added.

    So what leaves nothing contested is what crossed no line before.
    """
    return evolve(
        case,
        issues=tuple(
            evolve(issue, options=(*issue.options[:-1], evolve(issue.options[-1], origin=origin)))
            for issue, origin in zip(case.issues, cycle((Origin.ADDED, *[Origin.SOURCE] * 2)))
        ),
        red_lines=tuple(
            evolve(line, crossed_when=line.crossed_when[:1], contested_when=line.crossed_when[1:])
            for line in case.red_lines
        ),
    )


def product(case: Case, copies: int) -> Case:
    """Independent copies of a case of any kind: its open scenarios to the power of ``copies``.

    Coherence rules are left out.
    """

    def moved(terms: Iterable[Term], n: int) -> tuple[Term, ...]:
        return tuple(
            Term(tuple(evolve(of, issue=f"{n}-{of.issue}") for of in term.conditions))
            for term in terms
        )

    def points(of: Points | None, n: int) -> Points | None:
        if of is None:
            return None
        return evolve(
            of,
            of_options={f"{n}-{issue}": given for issue, given in of.of_options.items()},
            steps={f"{n}-{issue}": steps for issue, steps in of.steps.items()},
        )

    return Case(
        id=f"{case.id}-{copies}",
        title=case.title,
        parties=case.parties,
        issues=tuple(
            evolve(issue, id=f"{n}-{issue.id}", applies_when=moved(issue.applies_when, n))
            for n in range(copies)
            for issue in case.issues
        ),
        red_lines=tuple(
            evolve(
                line,
                id=f"{n}-{line.id}",
                crossed_when=moved(line.crossed_when, n),
                contested_when=moved(line.contested_when, n),
                points=points(line.points, n),
            )
            for n in range(copies)
            for line in case.red_lines
        ),
    )


def _case(  # noqa: PLR0913, PLR0917
    rng: random.Random,
    issues: int,
    options: int,
    lines: int,
    term: Callable[[], Sets],
    terms: tuple[int, int],
    *,
    clash: bool,
    parties: int = 10,
) -> Case:
    kept = [rng.randrange(options) for _ in range(issues)]

    def allowed_term() -> Term:
        while True:
            sets = term()
            if clash or not all(kept[issue] in chosen for issue, chosen in sets):
                return Term(
                    tuple(
                        Condition(f"i{issue}", tuple(f"o{option}" for option in sorted(chosen)))
                        for issue, chosen in sorted(sets)
                    )
                )

    return made_case(
        "made",
        title="Made for measuring",
        parties=numbered_parties(parties),
        issues=numbered_issues([options] * issues),
        red_lines=tuple(
            RedLine(
                id=f"L-{n}",
                party=f"p{rng.randrange(parties)}",
                title=f"Line {n}",
                crossed_when=tuple(allowed_term() for _ in range(rng.randint(*terms))),
                strength=rng.choice(_STRENGTHS),
            )
            for n in range(lines)
        ),
    )
