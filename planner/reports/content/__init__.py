"""Pages: what there is to say on a case, a scenario, a verdict or an answer, and in which order.

Content takes the nouns and what was worked out of them, says it with :mod:`planner.reports.words`,
and gives blocks. It knows no width, no sign and no format, and it works nothing out that a verdict
or an answer does not hold.
"""
