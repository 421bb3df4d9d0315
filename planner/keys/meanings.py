"""The one table of keys: what each means on every screen that has it.

A command names its row here, so that no key can come to mean two things. Each row has a key
without Ctrl, Alt or F, since none of those reaches the app everywhere; the one exception is the key
that destroys.
"""

from __future__ import annotations

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["KEYS", "MEANINGS", "Meaning"]


@frozen(eq=False, repr=False)
class Meaning(Compared):
    """A row of the table: ``keys`` are Textual's names, the most memorable first."""

    id: str
    keys: tuple[str, ...]
    words: str


MEANINGS = (
    Meaning("choose", ("space",), "choose; in the library mark"),
    Meaning("digit", tuple("123456789"), "choose the option of that number"),
    Meaning("clear", ("backspace", "0"), "leave the issue undecided; its note stays"),
    Meaning("enter", ("enter",), "go in, or take the proposal shown; it changes nothing else"),
    # The arrows are for columns, plus belongs to files and minus to reviews.
    Meaning("step_down", ("comma",), "move a number a step down"),
    Meaning("step_up", ("full_stop",), "move a number a step up"),
    Meaning("previous_threshold", ("left_parenthesis",), "move a number to the threshold before"),
    Meaning("next_threshold", ("right_parenthesis",), "move a number to the next threshold"),
    Meaning("next", ("n",), "next of what this screen is about"),
    Meaning("previous", ("N",), "previous of what this screen is about"),
    Meaning("next_line", ("right_square_bracket",), "next crossed line, then contested"),
    Meaning("previous_line", ("left_square_bracket",), "previous crossed line, then contested"),
    Meaning("find", ("slash",), "find"),
    Meaning("back", ("escape",), "back, one step"),
    Meaning("zoom", ("z",), "larger, or share the room again"),
    Meaning("next_pane", ("tab",), "next pane"),
    Meaning("previous_pane", ("shift+tab",), "previous pane"),
    Meaning("jump", ("f6", "ctrl+g", "J"), "jump to a pane"),
    Meaning("library", ("o", "ctrl+o"), "Library"),
    Meaning("evidence", ("v",), "Evidence"),
    Meaning("compare", ("c",), "Compare"),
    Meaning("analysis", ("w",), "Analysis"),
    Meaning("report", ("p",), "Report"),
    Meaning("case", ("C",), "Case"),
    Meaning("finish", ("f",), "finish"),
    Meaning("mend", ("m",), "mend"),
    Meaning("readings", ("r",), "look through the readings"),
    Meaning("readings_back", ("R",), "look through the reading before"),
    Meaning("set_reading", ("equals_sign",), "make what is looked through that of the file"),
    Meaning("set_aside", ("a",), "set a line aside, or count it again"),
    Meaning("as_of", ("D",), "look as of a day"),
    Meaning("note", ("e",), "note or comment"),
    Meaning("comments", ("Q",), "comments of colleagues"),
    Meaning("history", ("V",), "versions and commits of the file"),
    Meaning("title", ("t",), "title and details; in the library the file's name"),
    Meaning("undo", ("u", "ctrl+z"), "undo"),
    Meaning("redo", ("U", "ctrl+y"), "redo"),
    Meaning("save", ("s", "ctrl+s"), "save"),
    Meaning("save_as", ("S",), "save as"),
    Meaning("new", ("ctrl+n", "B"), "new"),
    Meaning("kept", ("f3", "K"), "unsaved work that was kept"),
    Meaning("news", ("d",), "what happened to the file elsewhere"),
    Meaning("recent", ("Z",), "recent files and folders"),
    Meaning("path", ("O",), "any file or folder by its path"),
    Meaning(
        "sort_before",
        ("less_than_sign",),
        "sort by the column before; in a case put it before the one above",
    ),
    Meaning(
        "sort_after",
        ("greater_than_sign",),
        "sort by the column after; in a case put it behind the one below",
    ),
    Meaning("reverse", ("X",), "sort the other way round"),
    Meaning("group", ("b",), "group by the lines that are crossed, or list again"),
    Meaning("unmark", ("M",), "take all marks away"),
    Meaning("duplicate", ("plus",), "duplicate"),
    # Some terminals keep it for themselves. Better there from the list of commands than by chance.
    Meaning("delete", ("delete",), "to the trash, or out of the case, after a question"),
    Meaning("add", ("I", "insert"), "add another one of its kind; on an issue an option"),
    Meaning("source", ("F",), "read the text of a source"),
    Meaning("codings", ("ampersand",), "two codings of one negotiation side by side"),
    Meaning("points", ("number_sign",), "a red line by points, as a column of numbers"),
    Meaning("review", ("exclamation_mark",), "reviewed by you, or not any more"),
    Meaning("unreviewed", ("minus",), "only what nobody has reviewed, or all again"),
    Meaning("what_if", ("W",), "try something out on the case; keep it, or drop it"),
    Meaning("editor", ("E",), "the file in your own editor"),
    # Not h, which moves to the left in whatever has columns.
    Meaning("here", ("H",), "from these choices, or the whole case"),
    Meaning("again", ("f5", "A"), "work it out again"),
    Meaning("draw", ("x",), "draw a clear scenario at random"),
    Meaning("copy", ("y",), "copy"),
    Meaning("copy_verdict", ("Y",), "copy the verdict"),
    Meaning("copy_path", ("P",), "copy the path of the file"),
    Meaning("tour", ("f8", "i"), "the tour"),
    Meaning("theme", ("f9", "ctrl+t", "T"), "themes"),
    Meaning("messages", ("f7", "L"), "messages so far"),
    Meaning("help", ("question_mark", "f1"), "keys of this screen"),
    Meaning("palette", ("ctrl+p", "colon"), "all commands by name"),
    Meaning("quit", ("q", "ctrl+q"), "quit"),
    Meaning("up", ("up", "k"), "up"),
    Meaning("down", ("down", "j"), "down"),
    Meaning("left", ("left", "h"), "a column to the left"),
    Meaning("right", ("right", "l"), "a column to the right"),
    Meaning("page_up", ("pageup", "ctrl+b"), "a page up"),
    Meaning("page_down", ("pagedown", "ctrl+f"), "a page down"),
    Meaning("first", ("home", "g"), "to the first row"),
    Meaning("last", ("end", "G"), "to the last row"),
)

KEYS = {meaning.id: meaning.keys for meaning in MEANINGS}
"""The keys of each row by its id."""
