"""What the planner says, in three rooms: words, then content, then formats.

``words`` turn facts into words and sentences, ``content`` makes pages of them, and ``formats``
write pages as text, and answers as JSON. A page (:mod:`planner.reports.page`) is all that passes
from content to a format. No width is found in content, and no verdict is reached in a format; no
screen is known here.
"""
