"""Who signs comments and reviews: the name configured, remembered, or asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from planner.files.toml.single_values import unfit_name
from planner.keys.memory import remember
from planner.keys.settings import Settings
from planner.tui.files.disk_work import left_to_disk
from planner.tui.plain import plain
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.typing import TextField

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["signed", "signer", "signer_so_far"]

_NOBODY = "no name given"


def signed(app: App[Any], keep: Callable[[str], None], *, nameless: bool = True) -> None:
    """Call ``keep`` with the name that signs comments and reviews, once it is known.

    Where neither configuration nor memory has one it is asked for, and remembered. Nothing that was
    written is lost where none is given; what needs a name, not ``nameless``, is not done then.
    """
    if known := _known(app):
        keep(known)
        return

    def given(name: str | None) -> None:
        if name:
            _remember(app, name)
        if name or nameless:
            keep(name or _NOBODY)

    app.push_screen(_NamePrompt(), given)


async def signer(app: App[Any]) -> str:
    """The name that signs comments, asked for where it is not known; called from a worker."""
    if known := _known(app):
        return known
    name = await app.push_screen_wait(_NamePrompt())
    if name:
        _remember(app, name)
    return name or _NOBODY


def signer_so_far(app: App[Any]) -> str:
    """The name that signs what is being written, without asking for it."""
    return _known(app) or _NOBODY


def _known(app: App[Any]) -> str:
    """The name that is configured or remembered."""
    settings = getattr(app, "settings", None)
    return settings.author.strip() if isinstance(settings, Settings) else ""


def _remember(app: App[Any], name: str) -> None:
    """For this run at once, and for the next start as soon as the disk takes it."""
    settings = getattr(app, "settings", None)
    if isinstance(settings, Settings):
        app.settings = evolve(settings, author=name)  # type: ignore[attr-defined] # Textual knows only its own
    left_to_disk(partial(remember, author=name))


class _NamePrompt(ModalScreen[str | None], LeftOnce[str | None]):
    """Gives the name that was typed, ``None`` after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "No name", show=False)]
    DEFAULT_CSS = """
    _NamePrompt { align: left bottom; background: transparent; }
    _NamePrompt > Vertical {
        height: auto; background: $panel; border-top: heavy $accent; padding: 0 1;
    }
    _NamePrompt Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """The question and the field."""
        with Vertical():
            words = "Your name, under comments and reviews from now on · Enter takes it · Esc none"
            yield Static(plain(words))
            yield TextField(id="author")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the name; one that no file can hold is said to be none, and stays to be mended."""
        name = " ".join(event.value.split())
        if name and (unfit := unfit_name(name)):
            words = f"The name {unfit}. Type another one, or press Esc for none."
            self.notify(words, severity="warning", timeout=12, markup=False)
            return
        self.dismiss(name or None)

    def action_give_up(self) -> None:
        """Go on without a name."""
        self.dismiss(None)
