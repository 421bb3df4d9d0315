"""Cohen's kappa, as worked out by hand and as its definition says."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from planner.check.coder_agreement import cohens_kappa


def test_kappa_is_as_worked_out_by_hand() -> None:
    """Fifty things. Both yes 20, both no 15: they agree on 35, which is 0.7 of all.

    The first says yes 25 times, the second 30 times: by chance both say yes in 0.5 x 0.6 = 0.3 and
    no in 0.5 x 0.4 = 0.2 of all, together 0.5. So (0.7 - 0.5) / (1 - 0.5) = 0.4.
    """
    counts = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert cohens_kappa(counts) == Fraction(2, 5)


def test_kappa_of_three_labels_is_as_worked_out_by_hand() -> None:
    """Ten things, 5 agreed. First: a 5, b 3, c 2; second: a 4, b 4, c 2.

    By chance (5 x 4 + 3 x 4 + 2 x 2) / 100 = 0.36; so (0.5 - 0.36) / (1 - 0.36) = 7/32.
    """
    counts = {
        ("a", "a"): 3,
        ("a", "b"): 2,
        ("b", "a"): 1,
        ("b", "b"): 1,
        ("b", "c"): 1,
        ("c", "b"): 1,
        ("c", "c"): 1,
    }
    assert cohens_kappa(counts) == Fraction(7, 32)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=12))
def test_kappa_is_what_its_definition_says(pairs: list[tuple[str, str]]) -> None:
    """Judged by counting one by one; never above 1, and 1 only where all agree."""
    kappa = cohens_kappa(Counter(pairs))
    number = len(pairs)
    chance = sum(
        Fraction(sum(a == label for a, _ in pairs) * sum(b == label for _, b in pairs), number**2)
        for label in "abc"
        if number
    )
    if not number or chance == 1:
        assert kappa is None
        return
    assert kappa is not None
    agreed = Fraction(sum(a == b for a, b in pairs), number)
    assert kappa * (1 - chance) == agreed - chance
    assert kappa <= 1
    assert (kappa == 1) == all(a == b for a, b in pairs)
