"""The verdict: a case, a scenario and a reading, line by line and party by party, as facts.

:mod:`~planner.check.checker` checks scenarios of a case, :mod:`~planner.check.verdict` is what
comes out. :mod:`~planner.check.conditions` settles nearly all of it by bits; what these leave open
:mod:`~planner.check.completions` searches for, in the case as :mod:`~planner.check.variables` has
it lowered, which the analysis works on too. A partial scenario is judged over all its completions:
these obey what no scenario can be without (which issues apply, how many options hold), but never
the coherence rules, which only say of a scenario that it contradicts itself. This room has no words
for a reader.
"""
