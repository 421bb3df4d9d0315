"""The whole space: what is still possible, which red lines clash, what would open it.

Pure functions on a :class:`~planner.analysis.question.Question`, each within a
:class:`~planner.analysis.engine.limits.Limit`: past it the answer says that it is not finished,
with what is proven, and is never a guess. Counts are exact Python integers.

:mod:`~planner.analysis.engine` works on numbers alone and knows none of the questions.

Each question has its module, imported by who asks it (nothing is gathered here: an app that only
counts would carry all the others in memory): :mod:`~planner.analysis.open_set`,
:mod:`~planner.analysis.options_left`, :mod:`~planner.analysis.conflicts`,
:mod:`~planner.analysis.ways_out`, :mod:`~planner.analysis.nearest`,
:mod:`~planner.analysis.pivotal`, :mod:`~planner.analysis.coalitions`,
:mod:`~planner.analysis.flips`, :mod:`~planner.analysis.rests_on`,
:mod:`~planner.analysis.least`. :mod:`~planner.analysis.analyse` asks several at once,
:mod:`~planner.analysis.explorer` answers after each choice. Nothing heavy is imported before it is
used.
"""
