"""Hostile payloads in every field, name and argument: nothing of them acts on the terminal.

The commands write no control sequence at all. The app writes only kinds that it writes for a file
without a payload too. Nothing that is drawn of a payload has an action or a link, and a click on
one that asks for an action runs none.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from unittest.mock import patch

from rich.cells import cell_len
from textual.app import App

from planner.cli.main import main
from planner.cli.usage import COMMANDS
from planner.files.places import fix_places
from planner.files.toml.single_values import MAX_NAME
from planner.keys.settings import Settings
from tests.contracts.hostile import ACCEPTED, REFUSED, case_text, scenario_text, toml, unclean
from tests.reliability.console import Console, console
from tests.reliability.control_sequences import kinds_in
from tests.reliability.forked import Tell, forked
from tests.reliability.proof import Effort, Result
from tests.tui.driving import Planner, driven

__all__ = ["run"]

_PAYLOADS = (*ACCEPTED, *REFUSED)
_DONE, _NUMBER = re.compile(r"done: (.*)"), re.compile(r"(\d+) (\w+)")
_ALL, _CASE = "all.toml", "hostile.case.toml"
_OTHER, _TEXT = "other.case.toml", "source.txt"
_PLAIN = "plain words"
_SIZE, _SHORT_SIZE = (120, 210), (120, 70)
"""A screen on which all issues and options stand at once; there are fewer in the short form."""
_TALL = (160, 250)
_WINDOW = (100, 30)
_MARKERS = ("[@", "[link")
"""What a payload begins with that would have a click do something."""
_WHOLE = tuple(text for text in ACCEPTED if text.startswith(_MARKERS) and text.endswith("]"))
"""Payloads that would be read as markup if they stood alone; among others one mistake hides all."""
_FIELDS = {
    "title": "format = 1\n[scenario]\ntitle = {0}\n[case]\nid = 'hostile'\n",
    "author": "format = 1\n[scenario]\nauthors = [{0}]\n[case]\nid = 'hostile'\n",
    "summary": "format = 1\n[scenario]\nsummary = {0}\n[case]\nid = 'hostile'\n",
    "case id": "format = 1\n[case]\nid = {0}\n",
    "case path": "format = 1\n[case]\nid = 'hostile'\npath = {0}\n",
    "digest": "format = 1\n[case]\nid = 'hostile'\ndigest = {0}\n",
    "reading": "format = 1\n[case]\nid = 'hostile'\n[check]\nreading = {0}\n",
    "line": "format = 1\n[case]\nid = 'hostile'\n[check]\nset_aside = [{0}]\n",
    "option": "format = 1\n[case]\nid = 'hostile'\n[choices.i0]\noption = {0}\n",
    "note": "format = 1\n[case]\nid = 'hostile'\n[choices.i0]\nnote = {0}\n",
    "key": "format = 1\n[case]\nid = 'hostile'\n{0} = 1\n",
    "table": "format = 1\n[case]\nid = 'hostile'\n[choices.{0}]\n",
    "format": "format = {0}\n",
    "raw": "format = 1 # {1}\n{1}\n[case]\nid = 'hostile'\n",
}


def run(folder: Path, effort: Effort) -> Result:
    """The commands, clicks in the driven app and the app in a terminal, side by side."""
    payloads = _PAYLOADS[:: 18 if effort.short else 1]
    fields = list(_case_fields())
    asked_fields = fields[:: 9 if effort.short else 1]
    groups = [payloads, *([text] for text in _WHOLE[:: 6 if effort.short else 1])]
    ways = _WAYS[:: 8 if effort.short else 1]
    size = _SHORT_SIZE if effort.short else _SIZE
    children = [
        forked(partial(_ask_commands, folder, payloads, asked_fields)),
        forked(partial(_click_in_all, folder, groups, ways, size)),
        forked(partial(_in_a_terminal, folder, payloads, short=effort.short)),
    ]
    done: Counter[str] = Counter()
    wrong: list[str] = []
    for line in chain.from_iterable(child.end() for child in children):
        if counts := _DONE.fullmatch(line):
            done.update({what: int(number) for number, what in _NUMBER.findall(counts[1])})
        else:
            wrong.append(line)
    if min(done[what] for what in ("answers", "screens", "runs")) == 0:
        wrong.append("a part ended before it was done")
    figures = (
        f"{len(payloads)} payloads in {len(_FIELDS)} places of a scenario, {len(fields)} of a "
        f"case, in file names and arguments: {done['answers']:,} answers of commands, "
        f"{done['clicks']} clicks on {done['screens']} screens, {done['runs']} runs of the app "
        f"({done['bytes']:,} bytes): {len(wrong)} control sequences or actions that are not the "
        "app's own"
    )
    return Result(figures, tuple(dict.fromkeys(wrong)))


def _click_in_all(
    folder: Path,
    groups: Sequence[Sequence[str]],
    ways: Sequence[tuple[str, ...]],
    size: tuple[int, int],
    tell: Tell,
) -> None:
    for number, held in enumerate(groups):
        place = folder / f"clicked-{number}"
        _put_hostile(place, held)
        with patch.object(Path, "cwd", lambda place=place: place):
            asyncio.run(_click_everywhere(place, ways, size, tell))


def _put_hostile(folder: Path, payloads: Sequence[str]) -> None:
    """A folder with a case and scenarios full of payloads, and files that are called so."""
    folder.mkdir()
    held = tuple(text for text in payloads if text not in REFUSED)
    case = case_text(held)
    with_text = case.replace("format = 1", "format = 2", 1)
    with_text = with_text.replace("[sources.s]\n", f'[sources.s]\ntext = "{_TEXT}"\n', 1)
    (folder / _CASE).write_text(with_text, encoding="utf-8")
    words = "\n\n".join(payloads).replace("\0", "")  # the only one that no text may hold
    (folder / _TEXT).write_text(words, encoding="utf-8", errors="replace")
    other = case.replace('"hostile"', '"other"', 1).replace("declared", "insistence")
    (folder / _OTHER).write_text(other, encoding="utf-8")
    for number, text in enumerate(held):
        hostile = scenario_text(text)
        (folder / f"{number}.toml").write_text(hostile, encoding="utf-8")
        _put_named(folder, f"{text}-{number}.toml", hostile)
    (folder / _ALL).write_text(_all_in_one(held), encoding="utf-8")
    for number, text in enumerate(set(payloads) - set(held)):
        broken = _FIELDS["title"].format(toml(text), text)
        (folder / f"broken-{number}.toml").write_text(broken, encoding="utf-8")
        _put_named(folder, f"{text}-{number}.toml", scenario_text("x"))


def _all_in_one(texts: Sequence[str]) -> str:
    """A scenario with all of the texts in each of its text fields; in its title as many as fit."""
    lines = toml("\n".join(texts))
    title = toml(" ".join(text[:40] for text in texts)[:MAX_NAME])
    head = (
        f"format = 1\n[scenario]\ntitle = {title}\nsummary = {lines}\n"
        f"authors = [{', '.join(map(toml, texts))}]\n[case]\nid = 'hostile'\n"
    )
    return f"{head}[choices.i0]\noption = ''\nnote = {lines}\n"


def _case_fields() -> Iterator[str]:
    """A case that is as it should be but for one field, for each: ``{0}`` stands for its text."""
    text = case_text((_PLAIN,)).replace("{", "{{").replace("}", "}}")
    pieces = text.split(toml(_PLAIN))
    for n in range(1, len(pieces)):
        yield toml(_PLAIN).join(pieces[:n]) + "{0}" + toml(_PLAIN).join(pieces[n:])
    for name in ("hostile", "s", "p0", "i0", "a", "S0", "L0", "c"):
        yield re.sub(rf'"{name}"|(?<=[.\[]){name}(?=[\].])', "{0}", text)


def _put_named(folder: Path, name: str, text: str) -> None:
    try:
        (folder / name.replace("/", "|")).write_text(text, encoding="utf-8")
    except (OSError, ValueError):
        return  # no name of a file here


def _ask_commands(
    folder: Path, payloads: Sequence[str], case_fields: Sequence[str], tell: Tell
) -> None:
    place, here = folder / "asked", folder / "here"
    _put_hostile(place, payloads)
    here.mkdir()
    answers = 0
    for arguments in _questions(place, payloads, case_fields):
        answers += 1
        with _standing_in(here), patch("planner.web.serve", _served):
            said = _answer(arguments)
        found = [kind for kind in kinds_in(said) if kind != "control '\\r'"]
        if "\r" in said:
            found.append("a carriage return")
        if "Traceback" in said:
            found.append(said[-300:])
        shown = ascii(arguments)
        for kind in found:
            tell(f"{shown[:200]}: {kind}")
    tell(f"done: {answers} answers")


@contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    """Some commands write into the folder that one is in: a payload names what they make there."""
    before = Path.cwd()
    os.chdir(folder)
    fix_places()
    try:
        yield
    finally:
        os.chdir(before)
        fix_places()


def _served(_folder: Path, *, tell: Callable[[str], None], **_: int) -> None:
    """Says what a server says of its folder, and ends as by Ctrl+C: by itself it never would."""
    tell("http://127.0.0.1:8765/?token=0")
    raise KeyboardInterrupt


def _questions(
    place: Path, payloads: Sequence[str], case_fields: Sequence[str]
) -> Iterator[list[str]]:
    for path in sorted(place.iterdir()):
        for command in COMMANDS:
            yield [command, str(path)]
        yield ["check", "--format", "json", str(path)]
        yield ["evidence", "--format", "json", str(path)]
    asked = place / "asked.toml"
    for text in payloads:
        for field, form in _FIELDS.items():
            raw = form.format(toml(text), text)
            asked.write_bytes(raw.encode("utf-8", "surrogatepass"))
            yield ["check", str(asked)]
            if field in {"title", "note"}:
                yield ["compare", str(asked), str(asked)]
        yield from _questions_on_cases(place, text, case_fields)
        if "\0" in text:
            continue
        yield [text]
        for command in COMMANDS:
            yield [command, text]
            yield [command, f"--{text}"]
        yield ["check", "--reading", text, str(asked)]
        yield ["check", "--set-aside", text, str(asked)]
        yield ["check", "--format", text, str(asked)]


def _questions_on_cases(place: Path, text: str, case_fields: Sequence[str]) -> Iterator[list[str]]:
    """With the text in one field of the case after the other, escaped and as it is."""
    folder = place.with_name("cases")
    folder.mkdir(exist_ok=True)
    case, scenario = folder / "asked.case.toml", folder / "asked.toml"
    for field in case_fields:
        scenario.write_text(scenario_text("x"), encoding="utf-8")
        for held in (toml(text), f"'{text}'"):
            case.write_bytes(field.format(held).encode("utf-8", "surrogatepass"))
            yield ["check", str(scenario)]
            yield ["evidence", str(case)]


def _answer(arguments: list[str]) -> str:
    """All that the command writes."""
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="utf-8", errors="surrogateescape", newline="\n")
    with redirect_stdout(stream), redirect_stderr(stream):
        try:
            main(arguments)
        except Exception as error:  # noqa: BLE001 (that none escapes is part of it)
            stream.write(f"Traceback: {type(error).__name__}: {error!s:.300}")
    stream.flush()
    return written.getvalue().decode("utf-8", "replace")


async def _click_everywhere(
    folder: Path, ways: Sequence[tuple[str, ...]], size: tuple[int, int], tell: Tell
) -> None:
    """Clicks on what looks like markup on each screen."""
    ran: list[str] = []
    real = App.run_action

    async def noting(self: App[int], action: object, *more: object, **names: object) -> bool:
        ran.append(str(action))
        return await real(self, action, *more, **names)  # type: ignore[arg-type]

    clicks = screens = 0
    with _standing_in(folder), patch.object(App, "run_action", noting):
        for keys in ways:
            page = keys == _PAGE
            begun = None if page else folder / _ALL
            settings = Settings(start_page=page)
            async with driven(begun, size=size, settings=settings) as planner:
                if page:
                    await planner.on("StartPage")
                await _go(planner, keys)
                ran.clear()  # what the keys ran is no click's doing
                screens += 1
                for segment in unclean(planner.strips):
                    tell(f"{keys}: drawn: {segment}")
                clicks += await _click_markup(planner)
                for action in ran:
                    tell(f"{keys}: a click ran {action}")
    tell(f"done: {clicks} clicks, {screens} screens")


_PAGE = ("end",)
"""The way through the start page, which is there where no file is named."""
_WAYS: tuple[tuple[str, ...], ...] = (
    (),
    ("tab",),
    ("tab", "tab"),
    ("e",),
    ("t",),
    ("v",),
    ("v", "enter"),
    ("w",),
    ("o",),
    ("o", "tab"),
    ("question_mark",),
    ("ctrl+p",),
    ("ctrl+n",),
    ("S",),
    ("2", "q"),
    ("p",),
    ("C",),
    ("C", "enter"),
    ("C", "end", "up", "up", "space"),
    ("C", "end", "up", "up", "number_sign"),
    ("C", "F"),
    ("C", "ampersand", "enter"),
    ("C", "V"),
    ("W",),
    ("W", "l"),
    ("V",),
    ("Q",),
    ("D",),
    ("o", "O"),
    ("Z",),
    ("L",),
    ("m",),
    ("f",),
    ("r",),
    _PAGE,
    ("1", "s", "V", "G", "enter"),  # the last: it changes the file
)
_LEADS = {
    "v": "Evidence",
    "w": "AnalysisScreen",
    "o": "Library",
    "question_mark": "HelpScreen",
    "ctrl+p": "Palette",
    "ctrl+n": "Chooser",
    "S": "PathPrompt",
    "q": "Prompt",
    "p": "ReportScreen",
    "C": "CaseScreen",
    "W": "Prompt",
    "V": "HistoryScreen",
    "Q": "CommentsScreen",
    "Z": "Chooser",
    "L": "MessagesScreen",
    "F": "SourceScreen",
    "ampersand": "Chooser",
    "l": "FormPrompt",
    ("C", "V"): "CaseHistoryScreen",
    ("ampersand", "enter"): "CodingsScreen",
    ("G", "enter"): "StateScreen",
}
"""The class of the screen that a key leads to, or after another key; it is waited for.

Else the board would be judged.
"""


async def _go(planner: Planner, keys: Sequence[str]) -> None:
    """Presses the keys, and waits for each screen and for all that is worked out for it."""
    for before, key in pairwise(("", *keys)):
        await planner.press(key)
        screen = _LEADS.get((before, key)) or _LEADS.get(key)
        if screen:
            await planner.on(screen)
        if key == "o":
            await planner.all_read()
        if key == "s":
            await planner.told("Saved")
        if key in {"V", "ampersand"}:
            await planner.rested()
    await planner.rested()


async def _click_markup(planner: Planner) -> int:
    """Clicks on what asks for an action, and is in sight; ends where a click has led elsewhere."""
    screen = planner.app.screen
    clicks = 0
    for y, line in enumerate(planner.lines):
        for marker in _MARKERS:
            if marker not in line:
                continue
            if planner.app.screen is not screen or planner.left:
                return clicks
            x = cell_len(line[: line.index(marker)])
            await planner.click_at(x + 1, y)
            clicks += 1
    return clicks


def _in_a_terminal(folder: Path, payloads: Sequence[str], tell: Tell, *, short: bool) -> None:
    """The app on a tame case and on hostile ones, by the same keys: the kinds must be the same."""
    tame, hostile = folder / "tame", folder / "terminal"
    _put_hostile(tame, [_PLAIN])
    (tame / "broken-0.toml").write_text("format = 9\n", encoding="utf-8")
    _put_hostile(hostile, payloads)
    tame_files = (_ALL,) if short else (_ALL, _CASE, "broken-0.toml")
    own = {kind for file in tame_files for kind in _written(tame, file, "words")[0]}
    runs = size = 0
    names = sorted(path.name for path in hostile.glob("*.toml") if ".case." not in path.name)
    broken = [name for name in names if name.startswith("broken-")]
    unprintable = [name for name in names if not name.isprintable()]
    plain = [name for name in names if name.partition(".")[0].isdigit()]
    chosen = [*plain, *broken, *unprintable]
    pasted = "\n".join(payloads)
    for name in [_ALL, *([] if short else [_CASE, *chosen])]:
        window = _TALL if name == _ALL and not short else _WINDOW
        kinds, length = _written(hostile, name, pasted, window)
        runs, size = runs + 1, size + length
        for kind in kinds - own:
            tell(f"the app on {name!r} wrote {kind}")
    tell(f"done: {runs} runs, {size} bytes")


def _written(
    folder: Path, name: str, pasted: str, window: tuple[int, int] = _WINDOW
) -> tuple[set[str], int]:
    """The kinds of control sequences that the app writes on that file, and how many bytes."""
    with console(folder, ["-m", "planner", name], size=window, shown=False) as app:
        app.until(lambda: b"\x1b[?1049h" in app.written, "the app")
        app.calm(0.6)
        _walk(app, pasted)
        if app.alive:
            app.child.kill(signal.SIGTERM)  # it gives the terminal back, which is part of its own
            app.ends()
        text = app.written.decode("utf-8", "replace")
    return set(kinds_in(text)), len(text)


def _walk(app: Console, pasted: str) -> None:
    """Through all screens, with a paste into the fields."""
    paste = b"\x1b[200~" + pasted.encode("utf-8", "surrogatepass")[:4000].replace(b"\x1b[201~", b"")
    paste += b"\x1b[201~"
    for keys in (
        *(b"\x1b", b"\x1b", b"1", b"n", b"\t", b"j", b"j", b"\t", b"r"),
        *(b"e", paste, b"\x1b", b"t", paste, b"\t", paste, b"\x1b"),
        *(b"v", b"\r", b"\x1b", b"w", b"\x1b", b"o", b"j", b"j", b"\x1b"),
        *(b"?", b"\x1b", b"\x10", paste, b"\x1b", b"S", paste, b"\x1b"),
        *(b"C", b"\r", paste, b"\x1b", b"\x1b", b"\x1b"),
        *(b"C", b"F", b"/", paste, b"\x1b", b"\x1b", b"&", b"\r", b"\x1b", b"V", b"\x1b", b"\x1b"),
        *(b"p", b"\x1b", b"V", b"\x1b", b"Q", b"\x1b", b"L", b"\x1b"),
        *(b"m", b"\x1b", b"f", b"\x1b", b"r", b"\x1b", b"Z", b"\x1b", b"O", paste, b"\x1b"),
        *(b"u", b"U", b"s", b"\x1b", b"q", b"\x1b", b"q", b"d"),
    ):
        app.send(keys)
        app.calm(0.08)
