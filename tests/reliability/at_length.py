"""Hypothesis at length: the same examples at every run, and how many there were."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

__all__ = ["at_length", "explained"]


def at_length(examples: int, *, steps: int = 50) -> settings:
    """Settings for that many examples, without a clock and without what other runs have found."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def explained(error: BaseException) -> str:
    """What failed, in one line, with the example that Hypothesis noted."""
    notes = " ".join(getattr(error, "__notes__", ()))
    return " ".join(f"{type(error).__name__}: {error} {notes}".split())[:600]
