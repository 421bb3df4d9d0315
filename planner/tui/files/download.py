"""What was saved, handed to the browser too, where the app is shown in one."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

from textual.app import App

from planner.errors import FileProblemError
from planner.files.safety.reading import MAX_CASE_BYTES, read_bytes

__all__ = ["offer_download"]


def offer_download(app: App[int], path: Path) -> None:
    """Give the file to the page around the app, which offers it to whoever works there."""
    with suppress(FileProblemError):  # it is saved; a copy is only a convenience
        app.deliver_binary(
            io.BytesIO(read_bytes(path, MAX_CASE_BYTES)),
            save_directory=path.parent,
            save_filename=path.name,
        )
