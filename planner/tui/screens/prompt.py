"""A question at the foot of the screen, answered by a key or a click."""

from __future__ import annotations

from attrs import frozen
from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from planner.by_fields import Compared
from planner.tui.plain import plain
from planner.tui.screens.leaving import LeftOnce

__all__ = ["Answer", "Prompt"]


@frozen(eq=False, repr=False)
class Answer(Compared):
    """A possible answer: the key that gives it, its word, and what the question returns."""

    key: str
    word: str
    value: str


class _AnswerLabel(Static):
    class Clicked(Message):
        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, answer: Answer) -> None:
        super().__init__(Content.assemble((answer.key.upper(), "bold reverse"), f" {answer.word}"))
        self._answer = answer

    def on_click(self) -> None:
        self.post_message(self.Clicked(self._answer))


class Prompt(ModalScreen[str], LeftOnce[str]):
    """Asks, over the foot of the screen behind it; Esc gives the last answer."""

    # Text without any width needs no scrollbar, and without the scrollbar it has some width again.
    DEFAULT_CSS = """
    Prompt { align: left bottom; background: transparent; }
    Prompt > Vertical {
        height: auto; max-height: 80%; background: $panel; border-top: heavy $warning; padding: 0 1;
        overflow-y: auto;
    }
    Prompt Static { min-width: 6; }
    Prompt Horizontal { height: 1; }
    Prompt.-stacked Horizontal { layout: vertical; height: auto; }
    Prompt _AnswerLabel { width: auto; margin-right: 3; }
    """

    def __init__(self, text: str, answers: tuple[Answer, ...]) -> None:
        super().__init__()
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical():
            yield Static(plain(self._text))
            with Horizontal():
                for answer in self._answers:
                    yield _AnswerLabel(answer)

    def on_resize(self, event: events.Resize) -> None:
        """Put the answers below each other where they do not fit side by side."""
        wanted = sum(len(f"X {answer.word}   ") for answer in self._answers)
        self.set_class(wanted > event.size.width, "-stacked")

    def on_key(self, event: events.Key) -> None:
        """Take the answer that the key stands for; Esc is the last; no other key does anything."""
        event.stop()
        if event.key == "escape":
            self.dismiss(self._answers[-1].value)
            return
        for answer in self._answers:
            if event.key.lower() == answer.key.lower():
                self.dismiss(answer.value)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave with an answer; whoever takes the question away without one gives the last."""
        return super().dismiss(self._answers[-1].value if result is None else result)

    def on__answer_label_clicked(self, event: _AnswerLabel.Clicked) -> None:
        """Take the answer that was clicked."""
        self.dismiss(event.answer.value)
