"""What nothing that the product prints may say, found in a line of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planner.model.case import Case
from planner.model.scenario import Scenario

_FORBIDDEN = re.compile(
    r"\b(?:(?:un)?acceptable|(?:in)?feasible|optimal(?:ly)?|zopa|probabilit(?:y|ies)|would accept"
    r"|scores?|satisf\w+|content(?:ed|ment)? with|happ(?:y|ier)|outranks?|ranked|best"
    r"|no deal is possible|ruled out|rules out"
    r"|forced(?! to the disk)|what (?:is|was|are) left)\b",
    re.IGNORECASE,
)
"""Words that judge, forecast or rank; nothing is forced or ruled out where all is chosen."""

_NOUNS = (
    "change|choice|coalition|command|conflict|file|group|issue|line|option|pair|problem|reading"
    "|scenario|set|statement|way|point|member|value"
)
_KINDS = "clear|coherence|complete|conflict|counted|minimal|open|other|red|stated|undecided"
_NUMBER = r"(?<![\w.,:\-#])\d[\d,]*(?![\w.:\-]|, ?\d)"
_NOUN_AFTER = re.compile(
    rf"({_NUMBER}) (?:of the (?P<all>\d[\d,]*) )?"
    rf"(?:(?:{_KINDS}) )*(?P<noun>{_NOUNS})(?P<s>s?)\b(?! set)"
)
_VERB_AFTER = re.compile(
    rf"({_NUMBER}) (?:(?:stated |red |clear )*(?:{_NOUNS})s? )?"
    r"(?P<verb>crosse?s?|leaves?|uses?|rests?|opens?|depends?|differs?|holds?|is|are|lies?)\b"
)
_ONE = {"crosses", "leaves", "uses", "rests", "opens", "depends", "differs", "holds", "is", "lies"}

_RESPECT = re.compile(r"(?<!`)\brespect(?:s|ing)?\b(?!`)", re.IGNORECASE)  # `code` is a name
_RESPECTED = re.compile(r"\brespected\b", re.IGNORECASE)
_STATUS = re.compile(r"(?:^|[✓(]|[;:,]|- )\s*respected(?=[:,;)]| under the|$)", re.IGNORECASE)
"""The word for the state of one line, standing alone: it is neither crossed nor contested."""

_CLEAR = re.compile(
    rf"{_NUMBER} (?:of [^;:]*?)?(?:scenarios? )?cross(?:es)? no "
    rf"|{_NUMBER} (?:of [\d,]+ scenarios )?clear\b"
)
_BESIDE = (
    re.compile(r"contested|whether|not known|not counted"),
    re.compile(r"sourced|no source proposes|whether|not known|not counted"),
)


def faults(line: str) -> list[str]:
    """What is wrong with the line, in words; nothing if nothing is."""
    return [*_words(line), *_respect(line), *_numbers(line), *_counts(line)]


def without(line: str, own: Iterable[str]) -> str:
    """The line without what sources and planners say in their own words."""
    words = " ".join(line.replace("\N{NO-BREAK SPACE}", " ").split())
    for text in own:
        words = words.replace(text, "…")
    return words


def own_words(case: Case, *scenarios: Scenario) -> list[str]:
    """What the case and the scenarios say in their own words, longest first."""
    texts = [case.title, case.summary]
    texts += [text for s in case.statements for text in (s.quote, s.limits, s.section, s.scope)]
    texts += [text for line in case.red_lines for text in (line.title, line.caveat, line.scope)]
    texts += [text for i in case.issues for text in (i.title, i.question)]
    texts += [text for i in case.issues for o in i.options for text in (o.title, o.definition)]
    for scenario in scenarios:
        texts += [scenario.title, scenario.summary]
        texts += [choice.note for choice in scenario.choices.values()]
    known = {" ".join(text.split()) for text in texts}
    return sorted((text for text in known if len(text) > 3), key=len, reverse=True)


def _words(line: str) -> Iterator[str]:
    yield from (f"it says “{found.group()}”" for found in _FORBIDDEN.finditer(line))


def _respect(line: str) -> Iterator[str]:
    yield from (f"it says “{found.group()}”" for found in _RESPECT.finditer(line))
    if len(_RESPECTED.findall(line)) > len(_STATUS.findall(line)):
        yield "“respected” is more than the state of one line"


def _numbers(line: str) -> Iterator[str]:
    for found in _NOUN_AFTER.finditer(line):
        if ((found["all"] or found.group(1)) == "1") == bool(found["s"]):  # 1 of the 17 scenarios
            yield f"the number does not agree: “{found.group()}”"
    for found in _VERB_AFTER.finditer(line):
        if (found.group(1) == "1") != (found["verb"] in _ONE):
            yield f"the verb does not agree: “{found.group()}”"


def _counts(line: str) -> Iterator[str]:
    """Each number of clear scenarios stands beside what it hides."""
    for found in _CLEAR.finditer(line):
        beside = line[found.end() :].partition(". ")[0]
        shared = line[: found.start()].endswith("All ")  # what all share; the number comes next
        if shared or found.group().startswith("0 "):
            continue
        if not all(word.search(beside) for word in _BESIDE):
            yield f"the number stands alone: “{found.group()}”"
