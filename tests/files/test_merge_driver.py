"""``planner merge-file`` as a merge driver of the real git, set up as the guide says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings

from planner.cli.main import main
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import read_scenario
from planner.files.three_way import merged_file
from planner.files.toml.source import source_from_text
from planner.model.scenario import Scenario
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, TALKS_TEXT, put, spoiled, talks_case
from tests.files.shared_folder import NEEDS_GIT, git, merged_in_order, shared_folder
from tests.files.shared_folder import branch as commit_on_branch
from tests.files.strategies import scenarios

pytestmark = NEEDS_GIT

ROOT = Path(__file__).resolve().parents[2]
CASE, FILE = "lake.case.toml", "deal.toml"
_MARKS = ("<<<", "===", ">>>")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A repository with a case and a scenario, and the driver set up by the guide's lines."""
    return shared_folder(tmp_path, **{CASE: CASE_TEXT, FILE: SCENARIO_TEXT})


def branch(folder: Path, name: str, **files: str) -> None:
    """Commits these texts on a branch of their own."""
    named = {{"case": CASE, "deal": FILE}.get(file, file): text for file, text in files.items()}
    commit_on_branch(folder, name, **named)


def with_comment(text: str, name: str, words: str) -> str:
    return spoiled(text, "format = 1", "format = 2") + (
        f'\n[comments.{name}]\non = "water"\nauthor = "{words}"\nat = 2025-11-27T10:15:00Z\n'
        f'text = "{words}"\n'
    )


def test_comments_and_choices_of_both_sides_merge_where_git_alone_asks(shared: Path) -> None:
    """Both write at the end of the file and set a line aside for a reason; nothing is asked."""
    other = spoiled(SCENARIO_TEXT, "[choices.fishing]\n", '[choices.fishing]\noption = "free"\n')
    branch(shared, "theirs", deal=with_comment(other, "7f3a91c2", "Bob"))
    branch(shared, "mine", deal=with_comment(SCENARIO_TEXT, "1b2c3d4e", "Ann"))
    git(shared, "merge", "--quiet", "--no-edit", "theirs")
    both = read_scenario(shared / FILE).written
    assert [comment.author for comment in both.comments] == ["Ann", "Bob"]
    assert both.option("fishing") == "free"
    assert both.note("water") == "Fair."
    assert git(shared, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["-deal.toml", "a deal's.toml"])
def test_a_file_of_any_name_is_merged(shared: Path, name: str) -> None:
    """By the guide's line: no name is taken for an option, or for several."""
    branch(shared, "main", **{name: SCENARIO_TEXT})
    branch(shared, "theirs", **{name: with_comment(SCENARIO_TEXT, "7f3a91c2", "Bob")})
    branch(shared, "mine", **{name: with_comment(SCENARIO_TEXT, "1b2c3d4e", "Ann")})
    git(shared, "merge", "--quiet", "--no-edit", "theirs")
    assert len(read_scenario(shared / name).written.comments) == 2


def test_a_clash_is_a_conflict_with_both_versions_and_all_else_merged(shared: Path) -> None:
    """Git says so, standard error names what differs, and the reader refuses it with its place."""
    theirs = spoiled(with_comment(SCENARIO_TEXT, "7f3a91c2", "Bob"), '"half"', '"all_north"')
    branch(shared, "theirs", deal=theirs)
    branch(shared, "mine", deal=spoiled(SCENARIO_TEXT, 'option = "half"\n', ""))
    told = git(shared, "merge", "theirs", code=1)
    assert "deal.toml: 1 conflict; both versions stand between the markers" in told
    assert '"option" in [choices.water]: ours nothing; theirs "all_north"; before "half"' in told
    assert "CONFLICT (content): Merge conflict in deal.toml" in told
    assert git(shared, "status", "--porcelain") == f"UU {FILE}\n"
    text = (shared / FILE).read_text(encoding="utf-8")
    assert '<<<<<<< ours\n=======\noption = "all_north"\n>>>>>>> theirs\n' in text
    assert 'text = "Bob"' in text
    with pytest.raises(FileProblemError) as caught:
        read_scenario(shared / FILE)
    assert "git left a conflict here" in str(caught.value)
    put(
        shared,
        FILE,
        "".join(line for line in text.splitlines(keepends=True) if line[:3] not in _MARKS),
    )
    assert read_scenario(shared / FILE).written.option("water") == "all_north"


def test_markers_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    """A line separator of Unicode is a letter of the text that both changed, and breaks none."""
    base, ours, theirs = (
        spoiled(SCENARIO_TEXT, '"Fair."', f'"alpha\u2028{word} omega"').encode()
        for word in ("old", "mine", "theirs")
    )
    merged = merged_file(base, ours, theirs, tmp_path / FILE)
    assert (
        '\n<<<<<<< ours\nnote = "alpha\u2028mine omega"\n'
        '=======\nnote = "alpha\u2028theirs omega"\n>>>>>>> theirs\n'
    ) in merged.data.decode()


STATEMENT = '\n[statements.{0}]\nquote = "{1}"\nparty = "north"\nstrength = "declared"\n'


def with_statement(name: str, quote: str) -> str:
    before, heading, rest = CASE_TEXT.partition("\n[red_lines.S-1]")
    return before + STATEMENT.format(name, quote) + heading + rest


def test_two_cases_merge_by_statement_line_and_option(shared: Path) -> None:
    """Statements in one place, an option, a line's evidence: all of both sides, in the layout."""
    mine = spoiled(
        with_statement("S2", "Mine"), 'evidence = ["S1"]\n\n[coh', 'evidence = ["S1", "S2"]\n\n[coh'
    )
    theirs = spoiled(
        with_statement("S3", "Theirs"),
        'evidence = ["S1"]\n\n[coh',
        'evidence = ["S1", "S3"]\n\n[coh',
    )
    theirs = spoiled(theirs, 'title = "Half each"', 'title = "Half each"  # as in 1990')
    theirs = spoiled(
        theirs,
        "[issues.fishing]",
        '[issues.water.options.rain]\ntitle = "As the rain falls"\n\n[issues.fishing]',
    )
    branch(shared, "theirs", case=theirs)
    branch(shared, "mine", case=mine)
    git(shared, "merge", "--quiet", "--no-edit", "theirs")
    case = read_case(shared / CASE).case
    assert {statement.id for statement in case.statements} == {"S1", "S2", "S3"}
    assert case.red_lines[0].evidence == ("S1", "S2", "S3")
    assert [option.id for option in case.issues[0].options] == ["half", "all_north", "rain"]
    assert "# as in 1990" in (shared / CASE).read_text(encoding="utf-8")


def test_one_statement_changed_by_both_is_a_conflict(shared: Path) -> None:
    """And a line that one took out while the other changed it is one, too."""
    branch(shared, "theirs", case=spoiled(CASE_TEXT, "go thirsty", "be thirsty"))
    branch(shared, "mine", case=spoiled(CASE_TEXT, "go thirsty", "die of thirst"))
    told = git(shared, "merge", "theirs", code=1)
    assert '"quote" in [statements.S1]: ours "We will not die of thirst"; theirs ' in told
    git(shared, "merge", "--abort")
    rule = 'crossed_when = [{ water = ["all_north"] }]'
    branch(shared, "mine", case=spoiled(CASE_TEXT, rule, rule.replace("all_north", "half")))
    branch(shared, "theirs", case=spoiled(CASE_TEXT, rule, rule.replace("water", "fishing")))
    told = git(shared, "merge", "mine", code=1)
    assert 'theirs [{ water = ["half"] }]; before [{ water = ["all_north"] }]' in told
    git(shared, "merge", "--abort")
    before, _, rest = CASE_TEXT.partition("[red_lines.S-1]")
    branch(shared, "mine", case=before + rest[rest.index("[coherence") :])
    branch(shared, "theirs", case=spoiled(CASE_TEXT, "Not all water to North", "Not all of it"))
    told = git(shared, "merge", "mine", code=1)
    assert '"S-1" in [red_lines]: ours has it; theirs nothing; before has it' in told
    assert "Not all of it" in (shared / CASE).read_text(encoding="utf-8")


def test_remarks_of_both_sides_survive(shared: Path) -> None:
    """Those of one side stay with its layout; where both have new ones, none is dropped unsaid."""
    theirs = with_comment(SCENARIO_TEXT, "7f3a91c2", "Bob").replace("[case]", "[case]  # theirs")
    branch(shared, "theirs", deal=theirs)
    branch(shared, "mine", deal=with_comment(SCENARIO_TEXT, "1b2c3d4e", "Ann"))
    git(shared, "merge", "--quiet", "--no-edit", "theirs")
    assert "[case]  # theirs\n" in (shared / FILE).read_text(encoding="utf-8")
    mine = with_comment(SCENARIO_TEXT, "1b2c3d4e", "Ann").replace("[check]", "[check]  # mine")
    branch(shared, "both", deal=mine)
    told = git(shared, "merge", "theirs", code=1)
    assert "no place in ours for 1 remark of theirs (with #)" in told
    text = (shared / FILE).read_text(encoding="utf-8")
    assert "[check]  # mine\n" in text
    assert text.endswith("<<<<<<< ours\n=======\n# theirs\n>>>>>>> theirs\n")


def test_other_files_and_broken_ones_are_merged_as_git_does(shared: Path) -> None:
    """What is no file of ours without a word; what cannot be read with its place."""
    other = "[tool]\na = 1\n\n\n\n\nb = 2\n"
    branch(shared, "main", **{"other.toml": other})
    branch(shared, "theirs", **{"other.toml": other.replace("1", "7")})
    branch(shared, "mine", **{"other.toml": other.replace("2", "8")})
    assert git(shared, "merge", "--quiet", "--no-edit", "theirs") == "Auto-merging other.toml\n"
    text = (shared / "other.toml").read_text(encoding="utf-8")
    assert text == other.replace("1", "7").replace("2", "8")
    broken = spoiled(SCENARIO_TEXT, 'title = "Share it"', "title = 1\nsumary = 2")
    branch(shared, "theirs", deal=broken)
    branch(shared, "mine", deal=spoiled(SCENARIO_TEXT, '"Fair."', '"Unfair."'))
    told = git(shared, "merge", "--no-edit", "theirs")
    assert "\ndeal.toml (theirs):4:9: error: " in told
    assert "\ndeal.toml (theirs):5:1: error: " in told
    assert "deal.toml: merged line by line instead, as git does" in told
    assert "Unfair" in (shared / FILE).read_text(encoding="utf-8")


def test_two_hundred_edits_of_five_people_merge_to_the_same_bytes_in_any_order(
    shared: Path,
) -> None:
    """By the driver, with comments, answers, choices and lines set aside; pairs first, too."""
    source = ROOT / "scenarios" / "sketch-with-open-questions.toml"
    shutil.copy(source, shared / FILE)
    session = Session.of_file(read_scenario(shared / FILE))
    session.comment("", "What is left to decide?", author="Ann")
    session.save()
    git(shared, "checkout", "--quiet", "main")
    git(shared, "commit", "--quiet", "--all", "-m", "talks")
    people = ("Ann", "Bob", "Cem", "Dana", "Eve")
    edits = 0
    for number, person in enumerate(people):
        git(shared, "checkout", "--quiet", "-B", person, "main")
        session = Session.of_file(read_scenario(shared / FILE))
        edits += sum(step is not None for step in forty_edits(session, number, person))
        session.save()
        git(shared, "commit", "--quiet", "--all", "-m", person)
    assert edits == 200
    texts = set()
    for order in (people, people[::-1], *list(permutations(people))[37:90:26]):
        merged_in_order(shared, order)
        texts.add((shared / FILE).read_bytes())
    for one, other in (people[:2], people[2:4]):
        git(shared, "checkout", "--quiet", "-B", f"{one}-{other}", one)
        git(shared, "merge", "--quiet", "--no-edit", other)
    merged_in_order(shared, ("Ann-Bob", "Cem-Dana", "Eve"))
    texts.add((shared / FILE).read_bytes())
    assert len(texts) == 1
    whole = read_scenario(shared / FILE).written
    assert len(whole.comments) == 1 + 5 * 25
    assert len(whole.set_aside) == 5
    assert [whole.note(issue).count("\n") for issue in session.case.issues_by_id][:5] == [13] * 5


def forty_edits(session: Session, number: int, person: str) -> Iterator[object]:
    """Comments and answers anywhere, a note and a line of their own."""
    issues, lines = list(session.case.issues_by_id), list(session.case.red_lines_by_id)
    first = session.written.comments[0].id
    own = issues[number % len(issues)]
    yield session.set_aside(lines[-1 - number], aside=True, why=f"asked by {person}")
    for n in range(12):
        yield session.answer(first, f"This.\nAnd that {n}.", author=person)
        yield session.comment(issues[(number + n) % len(issues)], f"Why {n}?", author=person)
    yield session.comment("", "And this.", author=person)
    for n in range(14):
        yield session.write_note(own, "\n".join(f"{person} {m}" for m in range(n + 1)))


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_line_ends_and_byte_order_marks_stay_ours(tmp_path: Path, ends: str) -> None:
    """As git hands the versions over."""
    put(tmp_path, CASE, CASE_TEXT)
    mine = with_comment(SCENARIO_TEXT, "1b2c3d4e", "Ann").replace("\n", ends)
    files = [
        put(tmp_path, "base", SCENARIO_TEXT.replace("\n", ends)),
        put(tmp_path, "ours", f"\ufeff{mine}"),
        put(tmp_path, "theirs", with_comment(SCENARIO_TEXT, "7f3a91c2", "Bob")),
    ]
    assert main(["merge-file", *map(str, files), "--path", str(tmp_path / FILE)]) == 0
    data = (tmp_path / "ours").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfformat = 2")
    assert data.count(b"\r\n") == (data.count(b"\n") if ends == "\r\n" else 0)
    assert {path.name for path in tmp_path.iterdir()} == {CASE, "base", "ours", "theirs"}


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_markers_of_a_conflict_end_as_the_lines_of_the_file_do(tmp_path: Path, ends: str) -> None:
    """An editor would take the file for one of both kinds."""
    put(tmp_path, CASE, CASE_TEXT)
    base = SCENARIO_TEXT.rstrip()  # the last line need not end
    ours, theirs = (spoiled(base, '"half"', f'"{option}"') for option in ("all_north", "by_need"))
    for sides in (
        (base, ours, theirs),
        (base, ours, f"# Bob asks.\n{theirs}"),
        (base, f"# Ada asks.\n{base}", f"# Bob asks.\n{base}"),
    ):
        files = [put(tmp_path, f"{n}.toml", s.replace("\n", ends)) for n, s in enumerate(sides)]
        assert main(["merge-file", *map(str, files), "--path", str(tmp_path / FILE)]) == 1
        data = (tmp_path / "1.toml").read_bytes()
        assert b"=======" in data
        assert data.count(b"\r\n") == (data.count(b"\n") if ends == "\r\n" else 0)


def test_both_sides_without_a_base_are_asked_for_all_that_differs(tmp_path: Path) -> None:
    """Two planners began a file of the same name."""
    put(tmp_path, CASE, CASE_TEXT)
    put(tmp_path, "base", "")
    put(tmp_path, "ours.toml", with_comment(SCENARIO_TEXT, "1b2c3d4e", "Ann"))
    theirs = spoiled(with_comment(SCENARIO_TEXT, "7f3a91c2", "Bob"), '"half"', '"all_north"')
    put(tmp_path, "theirs", theirs)
    names = (str(tmp_path / each) for each in ("base", "ours.toml", "theirs"))
    assert main(["merge-file", *names]) == 1
    text = (tmp_path / "ours.toml").read_text(encoding="utf-8")
    assert text.count("<<<<<<<") == 1
    assert 'text = "Ann"' in text
    assert 'text = "Bob"' in text


def test_wrong_usage_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, in a line."""
    ours = put(tmp_path, "ours.toml", SCENARIO_TEXT)
    assert main(["merge-file", str(ours), str(ours)]) == 2
    assert main(["merge-file", str(tmp_path / "no"), str(ours), str(ours)]) == 2
    assert "no: error: " in capsys.readouterr().err
    assert ours.read_text(encoding="utf-8") == SCENARIO_TEXT


def test_without_git_scenarios_merge_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what cannot be read needs git's lines."""
    put(tmp_path, CASE, CASE_TEXT)
    base = put(tmp_path, "base", SCENARIO_TEXT)
    ours = put(tmp_path, "ours.toml", with_comment(SCENARIO_TEXT, "1b2c3d4e", "Ann"))
    theirs = put(tmp_path, "theirs", with_comment(SCENARIO_TEXT, "7f3a91c2", "Bob"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["merge-file", str(base), str(ours), str(theirs)]) == 0
    assert len(read_scenario(ours).written.comments) == 2
    put(tmp_path, "theirs", "format = ")
    assert main(["merge-file", str(base), str(ours), str(theirs)]) == 2
    assert "(theirs):1:" in capsys.readouterr().err
    assert len(read_scenario(ours).written.comments) == 2


def test_of_two_first_digests_ours_stays_where_only_a_note_differs(tmp_path: Path) -> None:
    """It belongs to the file, and both name the same of the case."""
    put(tmp_path, CASE, CASE_TEXT)
    digest = f'id = "lake"\ndigest = "sha256:{"1" * 64}"'
    base = put(tmp_path, "base", SCENARIO_TEXT)
    ours = put(tmp_path, "ours.toml", spoiled(SCENARIO_TEXT, 'id = "lake"', digest))
    other = spoiled(SCENARIO_TEXT, 'id = "lake"', digest.replace("1" * 64, "2" * 64))
    theirs = put(tmp_path, "theirs", spoiled(other, '"Fair."', '"Unfair."'))
    assert main(["merge-file", str(base), str(ours), str(theirs)]) == 0
    loaded = read_scenario(ours)
    assert loaded.envelope.case_digest == f"sha256:{'1' * 64}"
    assert loaded.written == evolve(
        loaded.written, choices=loaded.written.with_note("water", "Unfair.").choices
    )


def with_case(path: str, digit: str, note: str = "Fair.") -> str:
    """The scenario with a path to its case and a digest of it."""
    named = f'id = "lake"\npath = "{path}.case.toml"\ndigest = "sha256:{digit * 64}"\n'
    return SCENARIO_TEXT.replace('id = "lake"\n', named).replace("Fair.", note)


MERGED = with_case("new", "2", "Ours.")


@pytest.mark.parametrize(
    ("ours", "theirs", "digit"),
    [
        (MERGED, with_case("old", "1").replace("path", "# theirs\npath"), "2"),
        (with_case("old", "1", "Ours.").replace("path", "# a\npath"), with_case("new", "2"), "2"),
        (with_case("old", "2", "Ours."), with_case("new", "1"), "2"),
        (with_case("new", "2"), MERGED.replace("path", "# theirs\npath"), "2"),
    ],
)
def test_a_path_that_one_side_changed_is_taken_with_the_digest_of_the_choices(
    tmp_path: Path, ours: str, theirs: str, digit: str
) -> None:
    """Whichever side that is, and whether the lines beside them are others too or not."""
    base = with_case("old", "1").encode()
    merged = merged_file(base, ours.encode(), theirs.encode(), tmp_path / FILE)
    assert merged.clean
    said = [line for line in merged.data.decode().splitlines() if not line.startswith("#")]
    assert said == with_case("new", digit, "Ours.").splitlines()


def test_two_new_paths_to_the_case_are_a_conflict(tmp_path: Path) -> None:
    """Both are in the file between the markers, the digest is the base's, all else is merged."""
    base, ours = with_case("old", "1"), with_case("north/lake", "2")
    theirs = with_case("south/lake", "3", "Theirs.")
    merged = merged_file(base.encode(), ours.encode(), theirs.encode(), tmp_path / FILE)
    assert [clash.path for clash in merged.clashes] == [("case", "path")]
    assert side(merged.data.decode(), 0) == with_case("north/lake", "1", "Theirs.")
    assert side(merged.data.decode(), 1) == with_case("south/lake", "1", "Theirs.")
    without_base = merged_file(b"", ours.encode(), theirs.encode(), tmp_path / FILE)
    assert ("case", "path") in {clash.path for clash in without_base.clashes}


def test_an_overlay_is_merged_line_by_line(tmp_path: Path) -> None:
    """It has no case in it, and is nobody's business but its owner's."""
    base = 'format = 1\n[statements.P1]\nquote = "a"\nparty = "north"\n'
    files = [
        put(tmp_path, name, base.replace(*words))
        for name, words in (
            ("base", ("", "")),
            ("ours", ("quote = ", "# ours\nquote = ")),
            ("theirs", ('"north"\n', '"north"\n# theirs\n')),
        )
    ]
    path = ("--path", str(tmp_path / "lake.private.toml"))
    assert main(["merge-file", *map(str, files), *path]) == 0
    assert files[1].read_text(encoding="utf-8").count("#") == 2


def test_what_is_merged_keeps_the_mode_of_ours(tmp_path: Path) -> None:
    """Who could not read it before cannot read it then."""
    files = [put(tmp_path, name, SCENARIO_TEXT) for name in ("base", FILE, "theirs")]
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    files[1].chmod(0o640)
    files[2].write_text(spoiled(SCENARIO_TEXT, '"Fair."', '"Unfair."'), encoding="utf-8")
    assert main(["merge-file", *map(str, files)]) == 0
    assert "Unfair" in files[1].read_text(encoding="utf-8")
    assert files[1].stat().st_mode & 0o777 == 0o640


TALKS_CASE = talks_case()
TALKS = scenario_kind(TALKS_CASE)
LOADED = LoadedCase(Path("talks.case.toml"), TALKS_CASE, source_from_text("talks", TALKS_TEXT), ())


def side(text: str, which: int) -> str:
    """The text with all conflicts settled for ours (0) or theirs (1)."""
    kept, taking = [], 2
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< ours"):
            taking = 0
        elif line == "=======\n" and taking == 0:
            taking = 1
        elif line.startswith(">>>>>>> theirs"):
            taking = 2
        elif taking in {2, which}:
            kept.append(line)
    return "".join(kept)


VERSIONS = scenarios(TALKS_CASE)


@settings(max_examples=60, deadline=None)
@given(VERSIONS, VERSIONS, VERSIONS)
def test_any_three_versions_merge_as_the_app_merges_them(
    base: Scenario, mine: Scenario, theirs: Scenario
) -> None:
    """What is settled is the same; a conflict holds both versions, each readable as a whole."""
    texts = [TALKS.text(each).encode() for each in (base, mine, theirs)]
    merged = merged_file(texts[0], texts[1], texts[2], Path("deal.toml"), LOADED)
    expected = TALKS.merged(base, mine, theirs)
    assert merged.clean == (not expected.clashes)
    text = merged.data.decode()
    paths = [clash.path for clash in expected.clashes]
    for which, found in enumerate((expected.leaves, expected.settled(paths))):
        wanted = TALKS.complete(TALKS.content_of(found))
        read = TALKS.read(source_from_text("deal.toml", side(text, which))).content
        assert read == wanted
