"""A form for one thing of a case: every field with what is wrong with it, as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from attrs import evolve
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Offset, Region
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from planner.editing.case_edits import CaseTable, Ref, found
from planner.editing.case_forms import Field, Filled, fill
from planner.files.toml.single_values import IDENTIFIER
from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.tui.plain import plain
from planner.tui.widgets.typing import TextField, TypingKeysChanged
from planner.tui.widgets.writing_area import WritingArea

__all__ = ["CaseForm"]

_ELSEWHERE = ""
"""Under this name stands what is wrong and belongs to no field."""


_CLOSES = "closes, all is kept"
_DROPS = "drops what was typed"
"""What Esc does in the fields: before it has warned, and after that."""

_TITLES = ("title", "name")
"""The fields from which an id follows: what the thing is called."""
_LEADS = (*_TITLES, "quote")
"""The fields with which one begins a new thing."""
_RULES = ("crossed_when", "contested_when", "minimum", "points")
"""The fields that say when a red line is crossed."""
_ID_HELP = "Letters, digits, - and _; other things name it by this"
_FOLLOWS = f"{_ID_HELP}. It follows from the title until you type one"


class _Fields(VerticalScroll):
    """Goes to a field at once: still on its way to one, it would leave the next out of sight."""

    def scroll_to_region(self, region: Region, **how: Any) -> Offset:
        """Show that part without a move that takes its time."""
        return super().scroll_to_region(region, **{**how, "animate": False})

    def on_descendant_focus(self) -> None:
        """Show the field with its label."""
        self.call_after_refresh(self._show_field)

    def on_resize(self) -> None:
        """Likewise, where what the field is for took rows away."""
        self.call_after_refresh(self._show_field)

    def _show_field(self) -> None:
        if not self.is_attached:  # the form was closed before its last drawing came
            return
        field = self.screen.focused
        if field is not None and field.parent is self:
            for part in (self.children[self.children.index(field) - 1], field):
                part.scroll_visible(immediate=True)


class CaseForm(Vertical):
    """Says at each letter what is wrong; Esc closes and keeps, as soon as nothing is.

    ``proposed`` gives the id that a new thing of such a title would get: it follows from what is
    typed until it is typed itself. It is ``None`` for a thing that has its id already. ``hidden``
    are ids that a private overlay has, so that nobody would see a new thing of that name.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    DEFAULT_CSS = """
    CaseForm { height: 1fr; min-width: 20; border-top: heavy $accent; border-title-color: $text; }
    CaseForm VerticalScroll { height: 1fr; }
    CaseForm .label { height: auto; color: $text-muted; }
    CaseForm .label.-wrong { color: $text-error; }
    CaseForm WritingArea { height: 4; }
    CaseForm #form-help { height: auto; max-height: 4; padding: 0 1; background: $panel; }
    """

    class Typed(Message):
        """A field has another text."""

    class Closed(Message):
        """The planner is done; ``kept`` says whether what was typed is to be kept."""

        def __init__(self, *, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    class RuleWanted(Message):
        """All of a new red line is there but its rule, which can be pointed out."""

    def __init__(
        self,
        title: str,
        ref: Ref,
        fields: tuple[Field, ...],
        proposed: Callable[[str], str] | None,
        hidden: Collection[str] = (),
    ) -> None:
        super().__init__()  # without an id: the form before may not be gone yet
        self.ref = ref
        self._is_new = proposed is not None
        self._proposed = proposed
        self._hidden = hidden
        self._free_id = ""
        """What the id is unless it is typed."""
        self._fields = {field.name: field for field in fields}
        if proposed is not None:
            lead = next((name for name in _LEADS if name in self._fields), "")
            self._free_id = proposed(self._fields[lead].text if lead in _TITLES else "")
            first = [self._fields[lead]] if lead else []
            counted = ref.table in (CaseTable.STATEMENTS, CaseTable.RED_LINES)
            own = Field("id", _ID_HELP if counted else _FOLLOWS, self._free_id)
            self._fields = {field.name: field for field in (*first, own, *fields)}
        self._labels: dict[str, Static] = {}
        self._inputs: dict[str, TextField | WritingArea] = {}
        self._begun: dict[str, str] = {}
        """What the fields show at first; one of several lines breaks them in its own way."""
        self._help = Static(id="form-help", markup=False)
        self._wrong: Mapping[str, str] = {}
        self._remarks: dict[str, str] = {}
        self._warned = self._asked_to_close = False
        self._known: tuple[Case, Ref, Mapping[str, str], Filled] | None = None
        """What the form came to when it was judged last, and as what."""
        self._heading = f"{title} · Tab next field · Esc"
        self.border_title = plain(f"{self._heading} closes and keeps")

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, by name; where nobody typed, the text that was given."""
        shown = {name: _shown_in(held) for name, held in self._inputs.items()}
        return {
            name: self._fields[name].text if text == self._begun[name] else text
            for name, text in shown.items()
        }

    @property
    def wanted(self) -> Ref:
        """What names the thing: of a new one by the id that is typed."""
        if not self._is_new:
            return self.ref
        return Ref(self.ref.table, self.texts["id"].strip(), self.ref.issue)

    def filled(self, case: Case) -> Filled:
        """What the form comes to in that case."""
        return self.judging(case)()

    def judging(self, case: Case) -> Callable[[], Filled]:
        """What gives, in any thread, what the form as it stands now comes to in that case."""
        ref, texts, known = self.wanted, self.texts, self._known
        if known is not None and known[0] is case and known[1:3] == (ref, texts):
            return lambda: known[3]

        def judge() -> Filled:
            filled = self._filled(case, ref, texts)
            self._known = case, ref, texts, filled
            return filled

        return judge

    def _filled(self, case: Case, ref: Ref, texts: Mapping[str, str]) -> Filled:
        if self._is_new and not IDENTIFIER.fullmatch(ref.id):
            return Filled(None, None, {"id": "expected letters, digits, - and _"})
        if self._is_new and found(case, ref) is not None:
            return Filled(None, None, {"id": f"there is another {ref.table.noun} {ref.id}"})
        if self._is_new and ref.id in self._hidden:
            words = f"the private overlay has another {ref.table.noun} {ref.id}"
            return Filled(None, None, {"id": words})
        return fill(case, ref, {name: text for name, text in texts.items() if name != "id"})

    def looking_for_line(self, case: Case) -> Callable[[], RedLine | None]:
        """What gives, in any thread, the new red line where nothing but its rule is missing."""
        issue = next((issue for issue in case.issues if issue.options), None)
        if issue is None or not self._lacks_rule_alone:
            return lambda: None
        ref, texts = self.wanted, {n: text for n, text in self.texts.items() if n != "id"}
        any_rule = f"{issue.id}: {issue.options[0].id}"

        def look() -> RedLine | None:
            line = fill(case, ref, {**texts, "crossed_when": any_rule}).item
            return evolve(line, crossed_when=()) if isinstance(line, RedLine) else None

        return look

    @property
    def _can_point_out(self) -> bool:
        """Whether Esc leads on to the options, of which some cross the new red line."""
        case = None if self._known is None else self._known[0]
        has_options = case is not None and any(issue.options for issue in case.issues)
        return has_options and self._lacks_rule_alone

    @property
    def _lacks_rule_alone(self) -> bool:
        new_line = self._is_new and self.ref.table is CaseTable.RED_LINES
        begun = {name: self._fields[name].text for name in _RULES if name in self._fields}
        given = any(
            self.texts[name].strip() not in ("", text.strip()) for name, text in begun.items()
        )
        return new_line and not given and self._wrong.keys() == {"crossed_when"}

    def compose(self) -> ComposeResult:
        """A label and a field for each, and what the field with the focus is for."""
        with _Fields(can_focus=False):
            for name, field in self._fields.items():
                self._labels[name] = Static(plain(field.label), classes="label", markup=False)
                yield self._labels[name]
                self._inputs[name] = made = _input(field)
                self._begun[name] = _shown_in(made)
                yield made
        yield self._help

    def on_mount(self) -> None:
        """Begin with the first field; one writes on at the end of each."""
        for held in self._inputs.values():
            if isinstance(held, TextArea):
                held.move_cursor(held.document.end)
        first = next(iter(self._inputs.values()))
        self.screen.set_focus(first, scroll_visible=False)  # its label is at the top
        self.post_message(self.Typed())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen at each letter."""
        event.stop()
        self._set_warned(warned=False)
        if event.input is not self._inputs.get("id"):
            self._let_id_follow()
        self.post_message(self.Typed())

    def _let_id_follow(self) -> None:
        """Propose the id that goes with what the thing is called by now, unless one was typed."""
        lead = next((name for name in _TITLES if name in self._inputs), None)
        held = self._inputs.get("id")
        if lead is None or self._proposed is None or not isinstance(held, TextField):
            return
        if held.value == self._free_id:
            self._free_id = held.value = self._proposed(self.texts[lead])

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the screen at each letter."""
        event.stop()
        self._set_warned(warned=False)
        self.post_message(self.Typed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field."""
        event.stop()
        self.screen.focus_next()

    def on_click(self, event: events.Click) -> None:
        """Go to the field whose label was clicked."""
        for name, label in self._labels.items():
            if event.widget is label:
                event.stop()
                self._inputs[name].focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field is for; what is typed stands in place of a proposed id."""
        self._show_help(event.widget)
        own = self._inputs.get("id")
        if own is event.widget and isinstance(own, TextField) and own.value == self._free_id:
            own.action_select_all()

    def show(self, filled: Filled) -> None:
        """Say what is wrong, each at its field."""
        self._wrong = filled.wrong
        self._show_labels()
        if self._asked_to_close:
            self._asked_to_close = False
            self._close_or_warn()

    def _show_labels(self) -> None:
        for name, label in self._labels.items():
            words = self._wrong.get(name, "")
            field = self._fields[name]
            if words and self._is_new and not self._warned and self._is_empty(name):
                way = "; Esc leads to the options" if self._can_point_out else ""
                label.update(plain(f"{field.label} · needed{way}"))  # nobody was here yet
                label.set_class(False, "-wrong")  # noqa: FBT003 (Textual's order)
                continue
            said = f"✗ {words}" if words else self._remarks.get(name, "")
            label.update(plain(f"{field.label} · {said}" if said else field.label))
            label.set_class(bool(said), "-wrong")
        focused = self.screen.focused
        if focused is not None:
            self._show_help(focused)

    def _is_empty(self, name: str) -> bool:
        """Whether nothing stands in the field, or no more of a rule than the issue it is about."""
        begun = self._fields[name].text.strip() if name in _RULES else ""
        return self.texts[name].strip() in ("", begun)

    def remark(self, name: str, words: str) -> None:
        """Say this beside a field that may be kept all the same; empty words say nothing."""
        if name in self._labels and words != self._remarks.get(name, ""):
            self._remarks[name] = words
            self._show_labels()

    def action_close(self) -> None:
        """Keep what was typed and close; with mistakes, say so once, and drop it the next time."""
        self._asked_to_close = True
        self.post_message(self.Typed())  # the last letters may not have been judged yet

    @property
    def closing(self) -> bool:
        """Whether it closes once it is judged."""
        return self._asked_to_close

    def stay_open(self) -> None:
        """Close only when that is asked for once more, and drop nothing then without a word."""
        self._asked_to_close = False
        self._set_warned(warned=False)

    @property
    def untouched(self) -> bool:
        """Whether it is the empty form of a new thing, as it was opened: then there is none."""
        given = any(field.text for name, field in self._fields.items() if name != "id")
        return self._is_new and not given and not self.typed

    @property
    def typed(self) -> bool:
        """Whether anything was typed since it was opened."""
        return self.texts != {name: field.text for name, field in self._fields.items()}

    def _close_or_warn(self) -> None:
        if self.untouched:
            self.post_message(self.Closed(kept=False))
        elif not self._wrong:
            self.post_message(self.Closed(kept=True))
        elif self._lacks_rule_alone and not self._warned:
            self._set_warned(warned=True)  # who comes back without a rule may drop the form
            self.post_message(self.RuleWanted())
        elif self._warned:
            self.post_message(self.Closed(kept=False))
        else:
            self.warn()

    def warn(self) -> None:
        """Say that the form is not right yet, and what the next Esc does."""
        self._set_warned(warned=True)
        self.show(Filled(None, None, self._wrong))
        words = self._wrong.get(_ELSEWHERE) or "Some fields are not right yet (✗)."
        self._help.update(plain(f"{words} Esc once more drops what was typed here."))

    def _set_warned(self, *, warned: bool) -> None:
        """Say in the title, and in the row of keys, whether Esc keeps or drops from now on."""
        if warned is self._warned:
            return
        self._warned = warned
        does = _DROPS if warned else "closes and keeps"
        self.border_title = plain(f"{self._heading} {does}")
        for held in self._inputs.values():
            others = (key for key in held.typing_keys if key[0] != "Esc")
            held.typing_keys = (*others, ("Esc", _DROPS if warned else _CLOSES))
        self.post_message(TypingKeysChanged())

    def _show_help(self, widget: Widget) -> None:
        name = next((name for name, held in self._inputs.items() if held is widget), "")
        field = self._fields.get(name)
        if field is None:
            return
        known = f"One of: {', '.join(field.known[:12])}" if field.known else ""
        if len(field.known) > 12:
            known += " ..."
        words = " · ".join(filter(None, [field.help, known, self._wrong.get(_ELSEWHERE, "")]))
        self._help.update(plain(words))


def _shown_in(held: TextField | WritingArea) -> str:
    return held.text if isinstance(held, WritingArea) else held.value


def _input(field: Field) -> TextField | WritingArea:
    if field.long:
        return WritingArea(field.text, id=f"field-{field.name}", tab_behavior="focus")
    suggester = SuggestFromList(field.known, case_sensitive=False) if field.known else None
    line = TextField(
        field.text, id=f"field-{field.name}", select_on_focus=False, suggester=suggester
    )
    suggests = (("→", "takes what is suggested"),) if field.known else ()
    line.typing_keys = (("Enter", "next field"), *suggests, ("Esc", _CLOSES))
    return line
