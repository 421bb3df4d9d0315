"""The verdict: a case, a scenario and a reading, line by line and party by party, as facts.

:mod:`~planner.check.variables` lowers a case once, :mod:`~planner.check.checker` checks scenarios
of it, :mod:`~planner.check.verdict` is what comes out. A partial scenario is judged over all its
completions: these obey what no scenario can be without (which issues apply, how many options hold),
but never the coherence rules, which only say of a scenario that it contradicts itself. This room
has no words for a reader.
"""
