"""The nouns: cases with their parties, issues, statements and red lines; scenarios; readings.

All are frozen and hold tuples, so they can be shared between threads and kept in a history. They
check nothing about each other (that an option exists, say): :mod:`planner.files` refuses such files
with the place of the mistake, and whoever builds a model by hand is expected to know the names.
"""
