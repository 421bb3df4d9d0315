"""Having the engines decided upon when the app first counts, and saying where one is not used."""

from __future__ import annotations

from textual.app import App

from planner.analysis.engine.trusted import Trusted, decide_by

__all__ = ["decide_for"]


def decide_for(app: App[int]) -> None:
    """Have the engines tested when one is first wanted, in whichever thread; the app says so."""

    def decide() -> Trusted:
        from planner.editing.known_engines import doubts, known_engines  # noqa: PLC0415 (heavy)

        known = known_engines()
        for words in doubts(known):
            # The one way to the screen that any thread may take, the screen's own too.
            app.call_later(app.notify, words, severity="warning", timeout=20, markup=False)
        return known

    decide_by(decide)
