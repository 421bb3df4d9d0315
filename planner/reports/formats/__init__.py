"""Pages as text, and answers as JSON: one file a format, with its own signs and marks.

A format judges nothing, counts nothing and words nothing: all that it says is in the page or in the
answer that it is given.
"""
