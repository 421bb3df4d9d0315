"""Lines named in as much room as there is: with issues and parties, alone, the first of them.

What is too long drops the issues first, then the parties, then says ``and 2 more``. A name or an id
is never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from planner.check.verdict import Verdict
from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.reports.words.numbers import agreeing
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import by_members_words, listed

__all__ = ["Measure", "first_fitting", "in_sentence", "line_forms", "shortened_ids", "who"]

Measure = Callable[[str], int]
"""How many columns a text takes."""


def first_fitting(forms: Iterable[str], width: int, measure: Measure = len) -> str:
    """The first form that fits, else the last, which is the shortest there is."""
    words = ""
    for words in forms:
        if measure(words) <= width:
            break
    return words


def line_forms(verdict: Verdict, lines: Sequence[RedLine], *, issues: bool = True) -> list[str]:
    """The lines from long to short; ``issues``: with what they are about in the longest forms.

    ``RU-1 Russia (ceasefire timing) and FR-1 Europe (meeting format, by France's line alone)``,
    ``RU-1 Russia (ceasefire timing), FR-1 France (meeting format)``, ``RU-1 Russia, FR-1 France``,
    ``RU-1, FR-1``, ``RU-1 and 1 more``.
    """
    return [*dict.fromkeys(_forms(verdict, lines, issues=issues))]


def who(case: Case, line: RedLine) -> str:
    """``RU-1 Russia``, ``FR-1 France``: the line with the party, or the member whose it is."""
    return f"{id_words(line)} {line.member or case.parties_by_id[line.party].name}"


def in_sentence(case: Case, issue: str) -> str:
    """The issue within a sentence: ``ceasefire timing``, but ``NATO's role``, ``Europe's part``."""
    title = case.issues_by_id[issue].title
    names = (name for party in case.parties for name in (party.name, *party.members))
    named = any(_begins_with(title, name) for name in names)
    plain = title[1:2].islower() or title[1:2] == " "
    return title[:1].lower() + title[1:] if plain and not named else title


def _begins_with(title: str, name: str) -> bool:
    """Whether the title begins with the name, or with a word made of it, as Russian of Russia."""
    # Many words begin with the letters of a short name, such as A.
    return title.startswith(name) and (len(name) > 3 or not title[len(name) :][:1].isalnum())


def _forms(verdict: Verdict, lines: Sequence[RedLine], *, issues: bool) -> Iterator[str]:
    case = verdict.case
    named = [who(case, line) for line in lines]
    if issues:
        about = [_about(verdict, line) for line in lines]
        if len(lines) > 1 and len(set(about)) == 1 and about[0]:
            both = agreeing(len(lines) - 1, "both", "all")
            yield f"{', '.join(named)} ({both} {about[0]})"
        elif any(about):
            yield listed(
                [_at_length(verdict, line, on) for line, on in zip(lines, about, strict=True)],
                "and",
            )
            yield ", ".join(
                f"{name} ({on})" if on else name for name, on in zip(named, about, strict=True)
            )
    yield ", ".join(named)
    yield from shortened_ids([id_words(line) for line in lines])


def shortened_ids(ids: Sequence[str]) -> list[str]:
    """``RU-1, EU-1, FR-1``, then ``RU-1, EU-1 and 1 more``, then ``RU-1 and 2 more``."""
    shown = (f"{', '.join(ids[:n])} and {len(ids) - n:,} more" for n in range(len(ids) - 1, 0, -1))
    return [", ".join(ids), *shown]


def _about(verdict: Verdict, line: RedLine) -> str:
    """The issues of the line that are decided, all of them where none is."""
    case = verdict.case
    decided = [issue for issue in line.issues if not verdict.is_undecided(issue)] or line.issues
    return listed([in_sentence(case, issue) for issue in decided], "and")


def _at_length(verdict: Verdict, line: RedLine, about: str) -> str:
    """With the party's name, and by whose line alone it is crossed where that is a member's."""
    if not line.member:
        return f"{who(verdict.case, line)} ({about})"
    party = next(held for held in verdict.parties if held.party.id == line.party)
    alone = by_members_words(party).partition(" ")[2] if party.by_members_alone else ""
    whose = alone or f"by {line.member}'s line"
    return f"{id_words(line)} {party.party.name} ({', '.join(filter(None, [about, whose]))})"
