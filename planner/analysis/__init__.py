"""The whole space: what is still possible, which red lines clash, what would open it.

Two rooms: :mod:`~planner.analysis.engine` works on numbers alone and knows no party and no
question; :mod:`~planner.analysis.questions` has a file for each question, pure functions of a
:class:`~planner.analysis.questions.premises.Premises` within a
:class:`~planner.analysis.engine.limits.Limit`: past it the answer says that it is not finished,
with what is proven, and is never a guess. Counts are exact Python integers.
"""
