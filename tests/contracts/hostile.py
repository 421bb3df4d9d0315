"""Texts that break screens, terminals and layouts: those a file may hold, and those it may not."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.strip import Strip

from planner.model.case import Option, Party, Source
from planner.model.statements import Statement, Strength
from tests.small_cases import case_text as text_of
from tests.small_cases import coherence_rule, conditions, issue, made_case, red_line, when
from tests.small_cases import toml_string as toml

__all__ = [
    "ACCEPTED",
    "REFUSED",
    "UNSEEN",
    "case_text",
    "scenario_text",
    "squeezed",
    "toml",
    "unclean",
]

_MARKUP = (
    "[/b]",
    "[b]bold[/b]",
    "[/]",
    "[",
    "]",
    "[]",
    "[[",
    "[[]]",
    "[sic]",
    "[UA]",
    "[ceasefire line]",
    "[1]",
    "[red]red[/red]",
    "[on red]",
    "[bold red on blue]x",
    "[link=https://example.org]x[/link]",
    "[link='file:///etc/passwd']x[/]",
    "[@click=app.quit]x[/]",
    "[@click=app.simulate_key('ctrl+s')]save[/]",
    "[@click=screen.command('quit')]x[/]",
    "[@click=app.screenshot('scenario.toml','/tmp')]North[/]",
    "[@click=app.command_palette()]",
    "[@mouse.down=app.quit]x[/]",
    "$text-error",
    "$name [$name]",
    "[$accent]x[/]",
    "[reverse]",
    "[not a tag",
    "\\[",
    "\\[b]",
    "\\\\[b]x",
    "\\",
    "[b",
    "b]",
    "[/b][/b][/b]",
    "[=]",
    "[@]",
    "[@click]",
    "[@click=]",
    '["quoted"]',
    "[dim]x[/dim] [/sic]",
    ":smile: :warning:",
    "{0} {name} %s %(x)s",
    "`code` *em* **strong** <b>html</b> &amp; <script>alert(1)</script>",
    "[text](https://example.org) ![x](y)",
    "# heading",
    "\\u001b[31mred",  # eight letters and digits, no escape
    "^[[31m",
)
_WIDTHS = (
    "和平協議 停戦 평화",
    "Ｆｕｌｌ　ｗｉｄｔｈ",  # noqa: RUF001
    "\N{THUMBS UP SIGN}\U0001f3fd \N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}",
    "\N{REGIONAL INDICATOR SYMBOL LETTER U}\N{REGIONAL INDICATOR SYMBOL LETTER A}",
    "e\u0301a\u0308o\u0302" * 5,
    "Z\u0310\u0320\u0340\u0350\u0310algo",
    "می\u200cخواهم",  # noqa: RUF001 Persian needs the non-joiner
    "שלום عليكم peace",
    "non\u00a0breaking \u3164 \ue000",
    "❤\ufe0f ❤\ufe0e",
    "\N{TIBETAN SYLLABLE OM}\u0f39 กำ ก็ ",
    "tab\there",
)
_LONG = (
    ("long " * 40).strip(),
    "unbroken" * 25,
    "[b]" * 66,
    "和" * 200,
)  # as long as a name may be

_RUNNING = (
    "Z" + "\u0310\u0320\u0340\u0350" * 12 + "algo",
    "long " * 400,
    "unbroken" * 300,
    "和" * 600,
)
"""No name may be like this; running text may."""

ACCEPTED = (*_MARKUP, *_WIDTHS, *_LONG)
"""A file may hold these; the screen shows them as they are."""

UNSEEN = ("\u200bzero\u200bwidth\ufeff", "soft\u00adhyphen", "two\nlines", "\u2060", "\u2028")
"""No title or name may hold these; quotes, notes and other running text may."""

REFUSED = (
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\x90q\x9c",
    "\x07",
    "\x08\x08\x08",
    "a\rb",
    "\x00",
    "\x7f",
    "\x85",
    "\x0b\x0c",
    "abc\u202edef",
    "\u202aabc",
    "\u2066abc\u2069",
    "\u2067\u202c",
)
"""These no file may hold: they move the cursor, change the terminal, or turn the text around."""


_SCROLLBARS = ("grab", "release", "scroll_up", "scroll_down", "scroll_left", "scroll_right")


def squeezed(text: str) -> str:
    """The text without blanks, which wrapping changes."""
    return "".join(text.split())


def unclean(strips: Iterable[Strip]) -> list[Segment]:
    """What is drawn that no text may cause: control characters, links, actions."""
    return [
        segment
        for strip in strips
        for segment in strip
        if any(_moves_the_terminal(letter) for letter in segment.text)
        or (segment.style is not None and segment.style.link)
        or (segment.style is not None and _acts(segment.style.meta))
    ]


def _acts(meta: dict[str, object]) -> bool:
    """Whether a click would run something; the scrollbars' own actions are none of a text's."""
    return any(key.startswith("@") and meta[key] not in _SCROLLBARS for key in meta)


def _moves_the_terminal(letter: str) -> bool:
    code = ord(letter)
    return (
        code < 0x20
        or 0x7F <= code <= 0x9F
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xD800 <= code <= 0xDFFF
    )


def case_text(texts: tuple[str, ...]) -> str:
    """A case that holds each of the texts in every kind of text field."""
    first = texts[0]
    held = list(enumerate(texts))
    return text_of(
        made_case(
            "hostile",
            title=first,
            summary=" ".join((first, *_RUNNING)),
            sources=[Source("s", first, first, first)],
            parties=[Party(f"p{n}", text, (text,)) for n, text in held],
            issues=[
                issue(f"i{n}", Option("a", text, text), "b", title=text, question=text)
                for n, text in held
            ],
            statements=[
                Statement(
                    f"S{n}",
                    text,
                    source="s",
                    section=text,
                    party=f"p{n}",
                    scope=text,
                    speaker=text,
                    strength=Strength.DECLARED,
                    opposes=conditions(**{f"i{n}": "a"}),
                    limits=text,
                )
                for n, text in held
            ],
            red_lines=[
                red_line(
                    f"L{n}",
                    f"p{n}",
                    when(**{f"i{n}": "a"}),
                    title=text,
                    scope=text,
                    strength=Strength.DECLARED,
                    evidence=(f"S{n}",),
                    confidence=text,
                    caveat=text,
                )
                for n, text in held
            ],
            coherence=[coherence_rule("c", when(i0="b"), title=first)],
        )
    )


def scenario_text(text: str, case: str = "hostile", issue: str = "i0") -> str:
    """A scenario with the text in each of its text fields."""
    held = toml(text)
    return (
        f"format = 1\n[scenario]\ntitle = {held}\nauthors = [{held}]\nsummary = {held}\n"
        f"[case]\nid = '{case}'\n[choices.{issue}]\noption = ''\nnote = {held}\n"
    )
