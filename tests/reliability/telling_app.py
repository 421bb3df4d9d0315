"""The planner as it is, with a clock that jumps; whatever it says is noted with what is on disk.

Run with the folder to look at, a pipe for the notes, and a file. A note is a line of JSON: what
sort of saying it is, the words, and all files below the folder with what they hold at that very
moment. A pipe, since a disk that is full must not hide what the planner says of it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.reliability.jumping_clock import inject_clock

__all__: list[str] = []

_LARGEST = 1 << 18


def main(folder: Path, pipe: Path, file: str) -> int:
    """Runs the app on the file."""
    descriptor = os.open(pipe, os.O_WRONLY)
    told: dict[str, str] = {}

    def note(sort: str, words: str) -> None:
        if sort == "title" and told.get(sort) == words:
            return  # it is drawn again
        told[sort] = words
        files = {} if sort == "focus" else dict(_files(folder))
        line = json.dumps({"sort": sort, "words": words, "files": files})
        data = line.encode() + b"\n"
        while data:
            data = data[os.write(descriptor, data) :]

    _listen(note)
    from planner.cli.main import main as run  # noqa: PLC0415 (after the clock)

    return run([file])


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """All below the folder by its path there; a folder ends with a slash and holds nothing."""
    for at, _, names in os.walk(folder):
        yield f"{os.path.relpath(at, folder)}/", ""
        for name in names:
            path = Path(at, name)
            if path.is_file() and path.stat().st_size < _LARGEST:
                held = path.read_text(encoding="utf-8", errors="replace")
                yield os.path.relpath(path, folder), held


def _listen(note: Callable[[str, str], None]) -> None:
    """Has all that the planner can say pass by ``note``."""
    from textual.screen import Screen  # noqa: PLC0415 (after the clock)

    from planner.tui.app import PlannerApp  # noqa: PLC0415 (after the clock)
    from planner.tui.messages import Messages  # noqa: PLC0415
    from planner.tui.screens.path_prompt import PathPrompt  # noqa: PLC0415
    from planner.tui.screens.prompt import Prompt  # noqa: PLC0415
    from planner.tui.widgets.title_bar import TitleBar  # noqa: PLC0415
    from planner.tui.widgets.title_row import TitleRow  # noqa: PLC0415

    def before(owner: Any, name: str, words: Callable[..., tuple[str, str]]) -> None:
        real = getattr(owner, name)

        def noting(self: Any, *given: Any, **named: Any) -> Any:
            note(*words(*given))
            return real(self, *given, **named)

        setattr(owner, name, noting)

    # Letters would overtake a key that opens a field: whoever types waits for the focus.
    before(Screen, "set_focus", lambda widget, *_: ("focus", str(widget)))
    before(Messages, "tell", lambda words, *_: ("message", words))
    before(Prompt, "__init__", lambda text, *_: ("question", text))
    before(TitleBar, "show", lambda left, *rights: ("title", " | ".join((left, rights[0]))))
    before(
        TitleRow,
        "show",
        lambda title, state, parts: (
            "title",
            " | ".join((title.forms[0], state, *(each.forms[0] for each in list(parts)[:1]))),
        ),
    )
    real_path, real_end = PathPrompt.on_input_changed, PlannerApp.kept_at_end

    def path_judged(self: Any, event: Any) -> None:
        real_path(self, event)
        note("path", str(self._about.content))

    def kept_at_end(self: Any) -> list[str]:
        lines = real_end(self)
        for line in lines:
            note("end", line)
        return lines

    PathPrompt.on_input_changed = path_judged  # type: ignore[method-assign]
    PlannerApp.kept_at_end = kept_at_end  # type: ignore[method-assign]


if __name__ == "__main__":
    inject_clock()
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
