"""What a coding claims beyond its evidence: warnings, and no strength is ever invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.check.as_of import case_as_of
from planner.errors import FileProblemError
from planner.files.cases.reading import read_case
from planner.model.case import following_evidence
from planner.model.statements import Strength
from tests.files.samples import CASE_TEXT, TALKS_TEXT, put, spoiled

_OF_A_LINE = "expected evidence of the strength declared, opposition, insistence, preference"


def told(folder: Path, text: str) -> list[str]:
    """The warnings of a case of that text."""
    return [str(problem) for problem in read_case(put(folder, "c.case.toml", text)).warnings]


def at(text: str, place: str, words: str, folder: Path) -> str:
    """The warning in these words where ``place`` stands in the text."""
    assert text.count(place) == 1, place
    before = text[: text.index(place)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return f"{folder / 'c.case.toml'}:{line}:{column}: warning: {words}"


def line_with(strength: str, evidence: str, statements: str = "") -> str:
    """The small case with these words for its red line's strength and evidence."""
    text = spoiled(CASE_TEXT, 'strength = "declared"\ncrossed_when', f"{strength}\ncrossed_when")
    return spoiled(text, 'evidence = ["S1"]\n\n[coh', f"{evidence}\n\n[coh") + statements


def statement(name: str, strength: str) -> str:
    """A statement of the south on both issues, as a table."""
    return (
        f'[statements.{name}]\nsource = "gazette"\nquote = "words of {name}"\nparty = "south"\n'
        f'strength = "{strength}"\nsupports = {{ fishing = [] }}\n'
        'opposes = { water = ["all_north"] }\n'
    )


@pytest.mark.parametrize(
    ("held", "taken", "why"),
    [
        (["declared"], "declared", "the strongest of its evidence"),
        (["opposition"], "opposition", "the strongest of its evidence"),
        (["preference", "insistence", "context"], "insistence", "the strongest of its evidence"),
        (["openness", "preference"], "preference", "the strongest of its evidence"),
        (["openness", "flexible"], "preference", "since its evidence gives none"),
        (["context", "procedural"], "preference", "since its evidence gives none"),
    ],
)
def test_a_line_that_states_no_strength_takes_that_of_its_evidence_and_says_so(
    held: list[str], taken: str, why: str, tmp_path: Path
) -> None:
    """Nothing is invented: where no evidence makes a line, it is the weakest that there is."""
    names = [f"T{n}" for n in range(len(held))]
    more = "".join(statement(*pair) for pair in zip(names, held, strict=True))
    text = line_with("", f"evidence = {names}", more)
    path = put(tmp_path, "c.case.toml", text)
    assert read_case(path).case.red_lines_by_id["S-1"].strength == taken
    words = (
        f'the red line "S-1" has no strength, so by this file it counts as "{taken}", {why}; '
        f'expected strength = "{taken}", if that is meant'
    )
    assert told(tmp_path, text)[0] == at(text, "S-1]", words, tmp_path)


def test_superseded_evidence_gives_no_strength(tmp_path: Path) -> None:
    """The warning says what the verdict counts."""
    said = statement("T0", "declared") + 'superseded_by = "T1"\n' + statement("T1", "preference")
    text = line_with("", 'evidence = ["T0", "T1"]', said).replace("format = 1", "format = 2")
    assert any(
        'so by this file it counts as "preference", the strongest' in each
        for each in told(tmp_path, text)
    )
    case = read_case(tmp_path / "c.case.toml").case
    assert case.red_lines[0].strength is Strength.PREFERENCE
    assert case_as_of(case, None).red_lines[0].strength is Strength.PREFERENCE


def superseded_line(evidence: str) -> str:
    """A case whose line S-1 has that evidence, of statements that replaced each other."""
    said = statement("T0", "declared") + 'superseded_by = "T1"\n'
    said += statement("T1", "insistence") + 'superseded_by = "T2"\n' + statement("T2", "preference")
    text = line_with("", f"evidence = {evidence}", said).replace("format = 1", "format = 2")
    text = spoiled(text, "[red_lines.S-1]", '[red_lines.S-1]\nsuperseded_by = "S-2"')
    text += '[red_lines.S-2]\nparty = "south"\ntitle = "As T2 says"\nevidence = ["T2"]\n'
    return f'{text}strength = "preference"\ncrossed_when = [{{ water = ["all_north"] }}]\n'


def test_a_superseded_line_is_as_strong_as_its_evidence_was(tmp_path: Path) -> None:
    """What took the place of both said nothing of how strong the line was while it held."""
    (only,) = told(tmp_path, superseded_line('["T0", "T1"]'))
    assert 'it counts as "insistence", the strongest of its evidence' in only
    case = read_case(tmp_path / "c.case.toml").case
    assert following_evidence(case) == case
    assert case.red_lines[0].strength is Strength.INSISTENCE


def test_evidence_that_other_evidence_replaced_by_a_third_counts_no_more(tmp_path: Path) -> None:
    """What took its place first is no evidence of the line, and was itself taken the place of."""
    (only,) = told(tmp_path, superseded_line('["T0", "T2"]'))
    assert 'it counts as "preference", the strongest of its evidence' in only
    case = read_case(tmp_path / "c.case.toml").case
    assert case.red_lines[0].strength is Strength.PREFERENCE


def test_a_line_without_strength_and_evidence_is_a_preference_and_says_so(tmp_path: Path) -> None:
    """Two forgotten words must not make it the strongest line of all."""
    text = line_with("", "")
    path = put(tmp_path, "c.case.toml", text)
    assert read_case(path).case.red_lines_by_id["S-1"].strength is Strength.PREFERENCE
    words = (
        'the red line "S-1" has no evidence and no strength, so it counts as "preference"; '
        "expected the ids of the statements that it is coded from"
    )
    assert told(tmp_path, text) == [at(text, "S-1]", words, tmp_path)]


BEYOND = {
    "stronger than its evidence": (
        line_with('strength  = "declared"', 'evidence = ["T"]', statement("T", "insistence")),
        "strength  =",
        (
            'the red line "S-1" is stronger than its evidence: "declared", where its strongest '
            'statement is "insistence"; expected "insistence", or evidence that is as strong'
        ),
    ),
    "stronger than evidence that makes no line": (
        line_with(
            'strength  = "preference"',
            'evidence = ["T", "U"]',
            statement("T", "flexible") + statement("U", "openness"),
        ),
        "strength  =",
        (
            'the red line "S-1" is stronger than its evidence: "preference", where its strongest '
            f'statement is "openness"; {_OF_A_LINE}'
        ),
    ),
    "evidence that is only context or procedure": (
        line_with(
            'strength = "preference"',
            'evidence = ["T", "U"]',
            statement("T", "context") + statement("U", "procedural"),
        ),
        'evidence = ["T", "U"]',
        (
            'the evidence of the red line "S-1" is only context or procedure: it states no '
            f"position; {_OF_A_LINE}"
        ),
    ),
    "a statement without a source": (
        spoiled(CASE_TEXT, 'source = "gazette"\n', ""),
        "S1]\nsection",
        (
            'the statement "S1" has no source; expected source = "ID", with the id of a table '
            "[sources.ID]"
        ),
    ),
    "an issue on which the party states nothing": (
        spoiled(CASE_TEXT, "supports = { fishing = [] }\n", ""),
        'fishing = ["banned"] }]',
        (
            'the rule of the red line "S-1" names the issue "fishing", on which the party "south" '
            'states nothing; expected a statement of "south" that has "fishing" in supports or '
            "opposes"
        ),
    ),
}


@pytest.mark.parametrize("claim", BEYOND)
def test_what_a_coding_claims_beyond_its_evidence_is_a_warning(claim: str, tmp_path: Path) -> None:
    """With the place, what was found and how to mend it; the case is read all the same."""
    text, place, words = BEYOND[claim]
    assert told(tmp_path, text) == [at(text, place, words, tmp_path)]


@pytest.mark.parametrize(
    ("evidence", "taken"),
    [
        ('["T", "U"]', "preference"),  # U only says T again, however strong it is coded
        ('["U", "T"]', "preference"),
        ('["V", "T"]', "preference"),  # V says again what U says again
        ('["U"]', "opposition"),
        ('["U", "V"]', "opposition"),
        ('["W", "V"]', "insistence"),  # both say T again: the first is the evidence
        ('["T", "X"]', "declared"),
    ],
)
def test_what_only_repeats_other_evidence_is_no_further_evidence(
    evidence: str, taken: str, tmp_path: Path
) -> None:
    """Said twice is not said more strongly."""
    more = statement("T", "preference")
    more += statement("U", "opposition") + 'repeats = "T"\n'
    more += statement("V", "declared") + 'repeats = "U"\n'
    more += statement("W", "insistence") + 'repeats = "T"\n'
    more += statement("X", "declared")
    text = line_with("", f"evidence = {evidence}", more).replace("format = 1", "format = 2")
    path = put(tmp_path, "c.case.toml", text)
    assert read_case(path).case.red_lines_by_id["S-1"].strength == taken


def test_a_line_is_not_stronger_for_evidence_that_repeats_itself(tmp_path: Path) -> None:
    """The warning that a line claims more than its evidence sees each thing said once."""
    more = statement("T", "preference") + statement("U", "declared") + 'repeats = "T"\n'
    text = line_with('strength  = "declared"', 'evidence = ["T", "U"]', more)
    words = (
        'the red line "S-1" is stronger than its evidence: "declared", where its strongest '
        'statement is "preference"; expected "preference", or evidence that is as strong'
    )
    text = text.replace("format = 1", "format = 2")
    assert told(tmp_path, text) == [at(text, "strength  =", words, tmp_path)]


def test_points_are_evidence_of_their_own(tmp_path: Path) -> None:
    """They say by whom they are scored; a strength is missed all the same."""
    text = TALKS_TEXT
    assert told(tmp_path, text) == []
    (only,) = told(tmp_path, spoiled(text, 'strength = "preference"\ndate', "date"))
    assert 'the red line "S-2" has no evidence and no strength' in only


@pytest.mark.parametrize("strength", ["insistence", "preference"])
def test_a_line_as_strong_as_one_of_its_statements_or_weaker_claims_nothing(
    strength: str, tmp_path: Path
) -> None:
    """Weaker than the evidence is the coder's caution, and context may stand beside evidence."""
    more = statement("T", "insistence") + statement("U", "context")
    assert (
        told(tmp_path, line_with(f'strength = "{strength}"', 'evidence = ["U", "T"]', more)) == []
    )


def test_an_issue_that_the_rule_names_often_is_told_once(tmp_path: Path) -> None:
    """Where it stands first; context on an issue states nothing on it."""
    text = spoiled(CASE_TEXT, "supports = { fishing = [] }\n", "")
    rule = 'crossed_when = [{ water = ["all_north"] }'
    text = spoiled(text, f"{rule}]", f'{rule}, {{ fishing = ["free"] }}]')
    text += '[statements.C]\nsource = "gazette"\nquote = "fish"\nparty = "south"\n'
    text += 'strength = "context"\nsupports = { fishing = [] }\n'
    (only,) = told(tmp_path, text)
    words = 'the rule of the red line "S-1" names the issue "fishing"'
    assert only.startswith(at(text, 'fishing = ["free"] }]\ncont', words, tmp_path))


def test_a_line_whose_evidence_is_all_superseded_is_told_unless_it_is_superseded_itself(
    tmp_path: Path,
) -> None:
    """Else it counts for ever, and nothing that holds backs it."""
    more = statement("T", "declared") + statement("U", "declared")
    text = line_with('strength = "declared"', 'evidence = ["T", "S1"]', more)
    text = spoiled(text, "format = 1", "format = 2")
    later = spoiled(text, "[statements.T]", '[statements.T]\nsuperseded_by = "U"')
    assert told(tmp_path, later) == []  # S1 holds
    text = spoiled(later, "[statements.S1]", '[statements.S1]\nsuperseded_by = "U"')
    (only,) = told(tmp_path, text)
    words = 'all evidence of the red line "S-1" is superseded, and the line is not; expected'
    assert only.startswith(at(text, 'evidence = ["T", "S1"]', words, tmp_path))
    line = "[red_lines.S-1]"
    other = f'{line}\nsuperseded_by = "S-2"\n'
    second = '[red_lines.S-2]\nparty = "south"\ntitle = "As U says"\nevidence = ["U"]\n'
    second += 'strength = "declared"\ncrossed_when = [{ water = ["all_north"] }]\n'
    assert told(tmp_path, spoiled(text, line, other) + second) == []


def test_a_party_that_states_nothing_at_all_is_told_by_the_missing_evidence(
    tmp_path: Path,
) -> None:
    """A first sketch without statements has one warning a line, not one an issue as well."""
    text = line_with('strength = "preference"', "")
    text = text[: text.index("[statements")] + text[text.index("[red_lines") :]
    text = spoiled(text, 'evidence = ["S1"]\n', "")
    (only,) = told(tmp_path, text)
    assert 'the red line "S-1" has no evidence;' in only


def test_no_number_of_warnings_hides_an_error(tmp_path: Path) -> None:
    """More added options without a definition than are told come before an unknown issue."""
    options = "".join(
        f'[issues.fishing.options.o{n}]\ntitle = "O"\norigin = "added"\n' for n in range(1_200)
    )
    text = spoiled(CASE_TEXT, "[statements.S1]", f"{options}[statements.S1]")
    assert len(told(tmp_path, text)) == 50
    rule = 'impossible_when = [{ water = ["all_north"], '
    wrong = spoiled(text, f"{rule}fishing", f"{rule}fish")
    with pytest.raises(FileProblemError) as caught:
        read_case(put(tmp_path, "c.case.toml", wrong))
    (problem,) = caught.value.problems
    assert problem.message == 'the case has no issue "fish"'
