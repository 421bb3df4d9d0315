"""What help says: the keys of a screen and the words, as the screen and ``--plain`` show them.

Nothing here needs the screen library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from planner.by_fields import Compared
from planner.keys.command import Command
from planner.keys.key_names import key_words
from planner.keys.rebinding import Keymap, rebound
from planner.keys.together import TOGETHER
from planner.reports.content.guide import Topic, topics
from planner.reports.formats.wrapping import wrapped
from planner.reports.page import GAP, Block, Heading, Paragraph, Tone
from planner.reports.words.glossary import GLOSSARY, READINGS

__all__ = ["HelpRow", "help_lines", "help_rows", "keys_of"]

_SCREENS = {
    "workbench": "the main screen",
    "analysis": "the analysis",
    "evidence": "the evidence",
    "compare": "the comparison",
    "comments": "the comments",
    "history": "the history of a file",
    "report": "the report",
    "library": "the library",
    "start": "the start page",
    "cases": "the list of cases",
    "case": "the case",
    "source": "the text of a source",
    "pointing": "a red line's rule",
    "points": "a red line's points",
    "codings": "two codings side by side",
}

_GUIDE = "The guide"
_KEYS_WIDTH = 20
_NO_BREAK = "\N{NO-BREAK SPACE}"  # other blanks are lost where lines are wrapped


@frozen(eq=False, repr=False)
class HelpRow(Compared):
    """A row of the help, with the command or the topic of the guide that it stands for, if any."""

    block: Block
    command: Command | None = None
    topic: Topic | None = None


def help_rows(commands: Iterable[Command], wanted: str = "") -> list[HelpRow]:
    """What holds all wanted words: commands by group, topics of the guide, words, readings."""
    sections = [
        *_command_sections(tuple(commands), wanted),
        (_GUIDE, _topic_rows(wanted)),
        *_word_sections(wanted),
    ]
    rows: list[HelpRow] = []
    for heading, held in sections:
        if held:
            rows += [HelpRow(Heading(heading)), *held, HelpRow(GAP)]
    return rows or [HelpRow(Paragraph("Nothing here holds these words."))]


def help_lines(keymap: Keymap, width: int) -> list[str]:
    """What help says on every screen, and the words, each line for itself."""
    lines: list[str] = []
    for screen, commands in TOGETHER.items():
        lines += [f"On {_SCREENS[screen]}:"]
        for command in rebound(commands, keymap):
            told = f"{', '.join(keys_of(command))}: {command.name}. {command.description}"
            lines += wrapped(told, width, "  ", "      ")
    lines += [f"{_GUIDE}, printed by `planner guide TOPIC`:"]
    for topic in topics():
        lines += wrapped(_topic_words(topic), width, "  ", "      ")
    for heading, words in (("Words", GLOSSARY), ("Readings", READINGS)):
        lines += [f"{heading}:"]
        for word, meaning in words:
            lines += wrapped(f"{word}: {meaning}", width, "  ", "      ")
    return lines


def keys_of(command: Command) -> list[str]:
    """The keys of a command, as they are written for people."""
    if command.id == "digit":
        return [f"{key_words(command.keys[0])} ... {key_words(command.keys[-1])}"]
    return [*map(key_words, command.keys)]


def _command_sections(
    commands: tuple[Command, ...], wanted: str
) -> Iterator[tuple[str, list[HelpRow]]]:
    for group in dict.fromkeys(command.group for command in commands):
        rows: list[HelpRow] = []
        for command in commands:
            keys = " ".join(keys_of(command))
            texts = (command.name, keys, command.hint, command.description)
            if command.group == group and _holds(wanted, *texts):
                padded = keys.replace(" ", _NO_BREAK).ljust(_KEYS_WIDTH, _NO_BREAK)
                rows.append(HelpRow(Paragraph(f"{padded} {command.name}"), command))
                if command.description:
                    rows.append(HelpRow(Paragraph(command.description, tone=Tone.MUTED), command))
        yield group, rows


def _topic_rows(wanted: str) -> list[HelpRow]:
    return [
        HelpRow(Paragraph(_topic_words(topic)), topic=topic)
        for topic in topics()
        if _holds(wanted, topic.name, topic.title, _GUIDE)
    ]


def _topic_words(topic: Topic) -> str:
    return f"{topic.name}: {topic.title}"


def _word_sections(wanted: str) -> Iterator[tuple[str, list[HelpRow]]]:
    for heading, words in (("Words", GLOSSARY), ("Readings", READINGS)):
        yield (
            heading,
            [
                HelpRow(Paragraph(f"{word}: {meaning}"))
                for word, meaning in words
                if _holds(wanted, word, meaning)
            ],
        )


def _holds(wanted: str, *texts: str) -> bool:
    held = " ".join(texts).lower()
    return all(word in held for word in wanted.lower().split())
