"""Names are blotted out of all that a case and a scenario say in words; ids and rules stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar

import attrs

from planner.model.conditions import Condition, Term
from planner.reports.content.plain_letters import in_plain_letters
from planner.reports.words.withheld import BLOTTED

__all__ = ["IDS", "Blotter", "in_unspaced_script", "texts_of", "words_in"]

IDS = frozenset(
    {
        *("id", "case_id", "party", "source", "on", "reply_to", "repeats", "superseded_by"),
        *("evidence", "option", "options", "sha256"),
    }
)
"""The attributes of nouns that hold no words, but ids; every other string is blotted."""

_LEAST_STEM = 4
_MOST_INITIALS = 3
_ENDING = re.compile(r"(?<=\w)[aeiouyаеиоуыэюяі]$")  # noqa: RUF001 (Cyrillic, as are those below)
_OF_A_PEOPLE = r"(?:i?[ae]?n(?:ne|[aeio])?)?(?:al|er|ese|i|isch\w*|ish|ск\w*)?s?"
_OF_A_STEM = r"(?:(?:[ei][ae]|a)n(?:ne|[aeio])?s?|ese|isch\w*|ish|и?сь?к\w*|е?ц\w*|ян\w*)"  # noqa: RUF001 (likewise)

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Scripts that set no space around words, or none before particles: a name ends anywhere there."""

_LETTER = rf"[^\W_{_UNSPACED}]"
_WORD = re.compile(rf"{_LETTER}+|[{_UNSPACED}]+")
_BEGINNING = re.compile(rf"{_LETTER}+|\S")
_ENDED = rf"(?:(?<!{_LETTER})|(?!{_LETTER}))"

_Noun = TypeVar("_Noun", bound=attrs.AttrsInstance)


class Blotter:
    """Blots these names out wherever they stand as words, in capitals or not, however spelt.

    Initials, such as "US", are other words without their capitals. Of ``peoples`` also the words
    that are made of their names go: "Russian" of "Russia", "Ukrainians" of "Ukraine". Another word
    for them, such as "French" of "France", is not known here. Those ``as_written`` are other words
    without their capital, as "Will" is.
    """

    def __init__(
        self, names: Iterable[str], peoples: Iterable[str] = (), as_written: Iterable[str] = ()
    ) -> None:
        self._made = {
            **dict.fromkeys(map(_spelt, as_written), _exact),
            **dict.fromkeys(map(_spelt, names), _name),
            **dict.fromkeys(map(_spelt, peoples), _derived),
        }
        self._longer_words = [name for name, form in self._made.items() if form is _derived]
        self._begun: dict[str, list[str]] = {}
        for name, form in self._made.items():
            if form is not _derived:
                self._begun.setdefault(_first(name), []).append(name)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def text(self, text: str) -> str:
        """The text without them."""
        plain = in_plain_letters(text)
        kept, at = [], 0
        for word in _BEGINNING.finditer(plain.text):
            start = word.start()
            if start >= at and (name := self._beginning(word.group()).match(plain.text, start)):
                kept += [text[plain.places[at] : plain.places[start]], BLOTTED]
                at = name.end()
        return "".join([*kept, text[plain.places[at] :]])

    def _beginning(self, word: str) -> re.Pattern[str]:
        """The pattern of the names that begin with the word, longest first.

        A case may withhold thousands, too many to try at each word. Words that are made of a name
        begin otherwise than it does.
        """
        first = word.casefold()
        names = self._begun.get(first, [])
        key = first if names else ""
        if key not in self._patterns:
            tried = sorted([*names, *self._longer_words], key=lambda name: (-len(name), name))
            any_of_them = "|".join(self._made[name](name) for name in tried) or "(?!)"
            self._patterns[key] = re.compile(rf"(?:{any_of_them}){_ENDED}")
        return self._patterns[key]

    def noun(self, noun: _Noun) -> _Noun:
        """The noun, and all that it holds, with nothing that names them."""
        blotted: _Noun = _with_texts(noun, self.text)
        return blotted


def texts_of(value: Any) -> list[str]:
    """What nouns, and all that they hold, say in words."""
    found: list[str] = []

    def kept(text: str) -> str:
        found.append(text)
        return text

    _with_texts(value, kept)
    return found


def _with_texts(value: Any, changed: Callable[[str], str], *, is_id: bool = False) -> Any:
    """The value with all its words changed; ids and rules stay."""
    match value:
        case Enum() | Term() | Condition():
            return value
        case _ if attrs.has(type(value)):
            names = [field.name for field in attrs.fields(type(value))]
            return attrs.evolve(
                value,
                **{
                    name: _with_texts(getattr(value, name), changed, is_id=name in IDS)
                    for name in names
                },
            )
        case Mapping():
            return {key: _with_texts(each, changed, is_id=is_id) for key, each in value.items()}
        case tuple():
            return tuple(_with_texts(each, changed, is_id=is_id) for each in value)
        case str() if not is_id:
            return changed(value)
    return value


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of these texts, in plain letters."""
    return {word for text in texts for word in _WORD.findall(in_plain_letters(text).text)}


def in_unspaced_script(name: str) -> bool:
    """Whether the name is of a script in which a word or two letters is a whole name."""
    return re.search(f"[{_UNSPACED}]", name) is not None


def _spelt(name: str) -> str:
    return in_plain_letters(name).text


def _first(name: str) -> str:
    """The word or mark that the name begins with, in small letters."""
    begin = _BEGINNING.search(name)
    return begin.group().casefold() if begin else ""


def _exact(name: str) -> str:
    """The pattern of the name, with any white space between its words."""
    return r"\s+".join(map(re.escape, name.split()))


def _name(name: str) -> str:
    """The pattern of the name, in capitals or not."""
    if len(name) <= _MOST_INITIALS and name.isupper():
        return _exact(name)
    return rf"(?i:{_exact(name)})"


def _derived(name: str) -> str:
    """The pattern of the name and of words that are made of it.

    With the name's capital these are all that begin as it does, even without its last vowel:
    "Indian", "Peruvian". Written small they need an ending of a people, in some languages: "malian"
    is made of "Mali", but "malicious" and "malign" are other words.
    """
    if len(name) < _LEAST_STEM or not name[-1].isalpha():
        return _name(name)
    whole, stem = _exact(name), _ENDING.sub("", name)
    if not name[0].isupper():
        return rf"(?i:{whole}){_LETTER}*"
    made = [rf"{whole}{_OF_A_PEOPLE}"]
    if len(stem) < _LEAST_STEM:
        stem = name
    elif stem != name:
        made.append(rf"{_exact(stem)}{_OF_A_STEM}")
    longer = rf"(?={re.escape(name[0])})(?i:{_exact(stem)}){_LETTER}*"
    return rf"(?:{longer}|(?i:{'|'.join(made)}))"
