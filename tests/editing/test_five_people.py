"""Five people's edits to one case, two hundred in all, merged in any order: the same case."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice, permutations
from pathlib import Path

import pytest
from attrs import evolve

from planner.editing.case_edits import CaseTable, Ref
from planner.editing.case_session import CaseSession, EditRefusedError
from planner.files.cases.judging import flaws_of
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import read_case
from planner.files.toml.source import SourceText, source_from_bytes, source_from_text
from planner.model.case import Case, Option
from planner.model.red_lines import RedLine
from planner.model.statements import Statement, Strength
from tests.files.shared_folder import NEEDS_GIT, git, merged_in_order, shared_folder
from tests.small_cases import (
    case_text,
    conditions,
    made_case,
    numbered_issues,
    numbered_parties,
    red_line,
    when,
)

FILE = "talks.case.toml"
KIND = case_kind(FILE)
PEOPLE = ("ada", "bo", "cem", "dana", "eve")
EDITS = 40


def base() -> SourceText:
    """A case of five issues, each with a statement and a line of its own, and comments."""
    case = made_case(
        "talks",
        parties=numbered_parties(2),
        issues=numbered_issues([3] * 5),
        statements=[
            Statement(
                f"S{n}",
                f"quote {n}",
                party="p0",
                strength=Strength.INSISTENCE,
                opposes=conditions(**{f"i{n}": "o0"}),
            )
            for n in range(5)
        ],
        red_lines=[
            red_line(f"L{n}", "p0", when(**{f"i{n}": "o0"}), evidence=(f"S{n}",)) for n in range(5)
        ],
    )
    text = case_text(case).replace("[red_lines.L2]", "# disputed\n[red_lines.L2]")
    return source_from_text(FILE, text)


def edits(person: int, session: CaseSession) -> Iterator[object]:
    """What that person does, one edit at a time: their own issue, and new things everywhere."""
    chance = random.Random(person)
    name, own = PEOPLE[person], f"i{person}"
    for number in range(EDITS):
        case = session.case
        match number % 5:
            case 0:
                option = Option(f"{name}-{number}", f"{name} {number}", "Added by hand.")
                yield session.put(option, issue=f"i{chance.randrange(5)}")
            case 1:
                said = Statement(f"{name}-S{number}", f"{name} said {number}", party="p1")
                yield session.put(said)
            case 2:
                line = case.red_lines_by_id[f"L{person}"]
                yield session.put(evolve(line, caveat=f"{name} has doubt {number}"))
            case 3:
                issue = case.issues_by_id[own]
                yield session.put(evolve(issue, question=f"{name} asks {number}?"))
            case _:
                rule = (when(**{own: f"o{number % 3}"}),)
                yield session.put(RedLine(f"{name}-L{number}", "p1", f"Line {number}", rule))
    yield session.review(Ref(CaseTable.STATEMENTS, "S0"), name)


def branch(person: int, source: SourceText) -> tuple[SourceText, int]:
    """The file as that person saves it in a branch of their own, and the number of edits."""
    session = CaseSession(KIND.read(source).content, source=source)
    done = sum(step is not None for step in edits(person, session))
    text = KIND.text_to_save(session.case, base=source)
    return source_from_text(FILE, text), done


def told_apart(case: Case) -> Case:
    """The case with its things in the order of their ids: who merged first puts theirs first."""
    issues = tuple(
        evolve(issue, options=tuple(sorted(issue.options, key=lambda o: o.id)))
        for issue in case.issues
    )
    statements = tuple(
        evolve(each, reviewed_by=tuple(sorted(each.reviewed_by))) for each in case.statements
    )
    return evolve(
        case,
        issues=issues,
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        red_lines=tuple(sorted(case.red_lines, key=lambda line: line.id)),
    )


def test_two_hundred_edits_of_five_people_come_to_the_same_case_in_any_order() -> None:
    """Nothing clashes, nothing is lost, and the comment of the file is still there."""
    source = base()
    before = KIND.read(source).content
    branches = [branch(person, source) for person in range(5)]
    assert sum(done for _, done in branches) >= 200
    contents = [KIND.read(text).content for text, _ in branches]
    outcomes = []
    for order in islice(permutations(range(5)), 0, 120, 29):
        merged, text = contents[order[0]], branches[order[0]][0]
        for person in order[1:]:
            merge = KIND.merged(before, merged, contents[person])
            assert merge.clashes == ()
            merged = KIND.content_of(merge.leaves)
        assert flaws_of(merged) == ()
        saved = KIND.text_to_save(merged, base=text)
        assert "# disputed\n" in saved
        outcomes.append(told_apart(KIND.read(source_from_text("x", saved)).content))
    assert all(outcome == outcomes[0] for outcome in outcomes)
    (first,) = [each for each in outcomes[0].statements if each.id == "S0"]
    assert first.reviewed_by == tuple(sorted(PEOPLE))
    assert len(outcomes[0].statements) == 5 + 5 * 8
    assert len(outcomes[0].red_lines) == 5 + 5 * 8


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The case in git, and the file that each of the five saved in a branch of their own."""
    folder = shared_folder(tmp_path, **{FILE: base().text})
    edits_done = 0
    for person, name in enumerate(PEOPLE):
        git(folder, "checkout", "--quiet", "-B", name, "main")
        session = CaseSession.of_file(read_case(folder / FILE))
        edits_done += sum(step is not None for step in edits(person, session))
        session.save()
        git(folder, "commit", "--quiet", "--all", "-m", name)
    assert edits_done >= 200
    return folder


@NEEDS_GIT
def test_the_same_edits_in_branches_of_git_come_to_the_same_case(shared: Path) -> None:
    """By ``git merge`` alone, one by one and in pairs, and with the last ones in the app."""
    ada, bo, cem, dana, eve = PEOPLE
    outcomes = []
    for order in ((ada, bo, cem, dana, eve), (eve, cem, ada, dana, bo)):
        merged_in_order(shared, order)
        outcomes.append(outcome(shared))
    for one, other in ((bo, eve), (dana, ada)):
        git(shared, "checkout", "--quiet", "-B", f"{one}-{other}", one)
        git(shared, "merge", "--quiet", "--no-edit", other)
    merged_in_order(shared, (f"{dana}-{ada}", cem, f"{bo}-{eve}"))
    outcomes.append(outcome(shared))
    merged_in_order(shared, (f"{bo}-{eve}", cem))
    for name in (ada, dana):
        merge_in_the_app(shared, name)
    outcomes.append(outcome(shared))
    assert all(each == outcomes[0] for each in outcomes)
    assert len(outcomes[0].statements) == 5 + 5 * 8
    assert len(outcomes[0].red_lines) == 5 + 5 * 8
    (first,) = [each for each in outcomes[0].statements if each.id == "S0"]
    assert first.reviewed_by == tuple(sorted(PEOPLE))


def outcome(folder: Path) -> Case:
    """The case that is checked out, which is whole and has kept its comment."""
    assert git(folder, "status", "--porcelain") == ""
    loaded = read_case(folder / FILE)
    assert flaws_of(loaded.case) == ()
    assert "# disputed\n" in loaded.source.text
    return told_apart(loaded.case)


def merge_in_the_app(folder: Path, name: str) -> None:
    """What that person saved, while the file is open here with what was merged before."""
    ours = (folder / FILE).read_bytes()
    (folder / FILE).write_text(base().text, encoding="utf-8")
    session = CaseSession.of_file(read_case(folder / FILE))
    session.change("what was merged before", KIND.read(source_from_bytes(FILE, ours)).content)
    git(folder, "checkout", "--quiet", name, "--", FILE)
    theirs = session.document.look_again()
    assert theirs is not None
    assert theirs.content is not None
    merge = session.document.merge_with(theirs.content, session.document.last_saved)
    assert merge.clashes == ()
    document = session.document
    document.merge(document.kind.content_of(merge.leaves), "merged", theirs)
    session.save()
    git(folder, "commit", "--quiet", "--all", "-m", f"{name} in the app")


def test_one_edit_that_two_make_differently_is_asked() -> None:
    """And none of theirs is lost whichever way it is answered."""
    source = base()
    before = KIND.read(source).content
    sides = []
    for words in ("mine", "theirs"):
        session = CaseSession(before, source=source)
        line = session.case.red_lines_by_id["L0"]
        session.put(evolve(line, title=words))
        session.put(Option(words, words, "x"), issue="i0")
        sides.append(session.case)
    merge = KIND.merged(before, *sides)
    assert [clash.path for clash in merge.clashes] == [("red_lines", "L0", "title")]
    for theirs in (False, True):
        chosen = [clash.path for clash in merge.clashes] if theirs else []
        settled = KIND.content_of(merge.settled(chosen))
        assert settled.red_lines_by_id["L0"].title == ("theirs" if theirs else "mine")
        assert {"mine", "theirs"} <= settled.issues_by_id["i0"].by_id.keys()
    with pytest.raises(EditRefusedError):
        CaseSession(before).remove(Ref(CaseTable.STATEMENTS, "S0"))
