"""One key has one meaning on every screen: the table of keys, and its commands."""

from __future__ import annotations

from collections import Counter

from planner.keys.keymap import delivered
from planner.keys.meanings import MEANINGS
from planner.keys.together import declared

SAME = {meaning.keys: meaning.id for meaning in MEANINGS}


def test_a_key_stands_in_one_row_of_the_table() -> None:
    """And each row has another name."""
    keys = Counter(key for meaning in MEANINGS for key in meaning.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    assert len({meaning.id for meaning in MEANINGS}) == len(MEANINGS)


def test_every_command_has_the_keys_of_one_row() -> None:
    """All of them and no others, so that a key means the same wherever it works."""
    for full_id, command in declared().items():
        assert command.keys in SAME, full_id


def test_commands_of_one_name_on_several_screens_share_their_row() -> None:
    """Undo is undo."""
    rows: dict[str, set[str]] = {}
    for command in declared().values():
        rows.setdefault(command.id, set()).add(SAME[command.keys])
    # On the list of scenarios and of cases one goes in; on the board one chooses.
    assert {name: held for name, held in rows.items() if len(held) > 1} == {
        "choose": {"choose", "enter"}
    }


def test_only_the_key_that_destroys_may_be_out_of_reach() -> None:
    """All other rows have a key that every terminal delivers."""
    hard = [meaning.id for meaning in MEANINGS if not any(map(delivered, meaning.keys))]
    assert hard == ["delete"]


def test_only_one_row_destroys() -> None:
    """No other command moves a file to the trash, or takes a thing out of a case; both ask."""
    destroying = [c.full_id for c in declared().values() if SAME[c.keys] == "delete"]
    assert destroying == ["library.delete", "case.remove"]
