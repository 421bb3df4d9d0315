"""What is asked of a case: a question a file, each answered within a limit, never by a guess.

:mod:`~planner.analysis.questions.analyse` asks several at once,
:mod:`~planner.analysis.questions.explorer` answers after each choice. Each module is imported by
who asks it: an app that only counts would carry all the others in memory. Nothing heavy is imported
before it is used.
"""
