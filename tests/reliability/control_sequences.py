"""What in a stream of bytes a terminal would act upon, by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["kinds_in"]

# Control sequences, device and operating-system commands, other escapes, and single controls: C0
# but the line ends, DEL, C1, and what turns the direction of text around.
_SEQUENCE = re.compile(
    r"\x1b\[(?P<mark>[<=>?]?)(?P<parameters>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b(?P<string>[\]PX^_])(?P<content>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<other>[ -/]*[0-~])"
    r"|(?P<single>[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069])"
)
_PLAIN = ("m", "H", "A", "B", "C", "D", "G", "d", "K", "J")
"""What colours, moves or erases: the numbers in it are the program's business."""


def kinds_in(text: str) -> Iterator[str]:
    """Each sequence by its kind: an SGR is one whatever its colours, a mode each by its number."""
    for found in _SEQUENCE.finditer(text):
        if found["final"]:
            plain = not found["mark"] and not found["between"] and found["final"] in _PLAIN
            number = "" if plain else found["parameters"]
            yield f"CSI {found['mark']}{number}{found['between']}{found['final']}"
        elif found["string"]:
            yield f"string {found['string']}{found['content'][:60]!r}"
        elif found["other"]:
            yield f"ESC {found['other']}"
        elif found["single"] != "\r":
            yield f"control {found['single']!r}"
