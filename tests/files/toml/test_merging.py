"""Merging by path, whatever the kind of file: tables by id, sets, and what belongs to the file."""

from __future__ import annotations

import time

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.files.toml.leaves import TABLE, Path
from planner.files.toml.merging import Merge
from planner.files.toml.values import FormatNumber, Identifier, Label
from tests.editing.toy import TOY, Item, Toy

BALL, KITE = Identifier("ball"), Identifier("kite")


def item(name: str, *tags: str) -> Item:
    return Item(Label(name), tuple(map(Label, tags)))


def toy(**items: Item) -> Toy:
    return Toy(FormatNumber(1), items={Identifier(each): held for each, held in items.items()})


def outcome(merge: Merge, *theirs: Path) -> Toy:
    """The merged content, with their version of these clashes."""
    return TOY.content_of(merge.settled(theirs))


BASE = toy(ball=item("Ball", "red"), kite=item("Kite"))


def test_a_table_that_only_one_side_added_or_took_out_is_merged_as_a_whole() -> None:
    """And told as one change, not field by field."""
    mine = toy(ball=BASE.items[BALL])
    theirs = evolve(BASE, items={**BASE.items, Identifier("top"): item("Top", "new")})
    merge = TOY.merged(BASE, mine, theirs)
    assert merge.clashes == ()
    assert merge.from_mine == (("items", "kite"),)
    assert merge.from_theirs == (("items", "top"),)
    assert outcome(merge) == toy(ball=BASE.items[BALL], top=item("Top", "new"))


def test_a_table_taken_out_on_one_side_and_changed_on_the_other_is_asked() -> None:
    """Either answer gives a whole table or none."""
    mine = toy(ball=BASE.items[BALL])
    theirs = toy(ball=BASE.items[BALL], kite=item("Big kite"))
    path: Path = ("items", "kite")
    merge = TOY.merged(BASE, mine, theirs)
    assert [(c.path, c.base, c.mine, c.theirs) for c in merge.clashes] == [
        (path, TABLE, None, TABLE)
    ]
    assert outcome(merge) == mine
    assert outcome(merge, path) == theirs
    back = TOY.merged(BASE, theirs, mine)
    assert outcome(back) == theirs
    assert outcome(back, path) == mine


def test_many_things_that_differ_are_each_looked_for_among_their_own_leaves() -> None:
    """Three thousand that only one side has: for each, all that the sides have was gone through."""
    names = [f"i{n}" for n in range(6_000)]
    mine = toy(**{name: item(name, "red") for name in names})
    theirs = toy(**{name: item(name, "red") for name in names[::2]})
    began = time.process_time()
    merge = TOY.merged(mine, mine, theirs)
    assert len(merge.from_theirs) == 3_000
    assert time.process_time() - began < 5
    assert outcome(merge) == theirs


def test_the_elements_of_a_set_are_merged_one_by_one() -> None:
    """One side's addition and the other's removal both count."""
    mine = toy(ball=item("Ball", "red", "round"), kite=BASE.items[KITE])
    theirs = toy(ball=item("Ball"), kite=BASE.items[KITE])
    merge = TOY.merged(BASE, mine, theirs)
    assert merge.clashes == ()
    assert outcome(merge).items[BALL] == item("Ball", "round")


def test_what_only_they_have_stands_behind_its_neighbour() -> None:
    """Tables keep their order on both sides."""
    mine = toy(ball=BASE.items[BALL], kite=BASE.items[KITE], yoyo=item("Yoyo"))
    theirs = toy(ball=BASE.items[BALL], drum=item("Drum"), kite=BASE.items[KITE])
    assert list(outcome(TOY.merged(BASE, mine, theirs)).items) == ["ball", "drum", "kite", "yoyo"]


_ORDERS = st.lists(st.sampled_from(["ball", "drum", "kite", "top"]), unique=True)


def of_order(names: list[str]) -> Toy:
    return toy(**{name: item(name) for name in names})


@given(_ORDERS, _ORDERS)
def test_an_order_that_only_one_side_changed_is_taken(one: list[str], two: list[str]) -> None:
    """With what that side added and took out; what nobody moved is no change."""
    base, new = of_order(one), of_order(two)
    assert list(outcome(TOY.merged(base, base, new)).items) == two
    assert list(outcome(TOY.merged(base, new, base)).items) == two
    named = evolve(base, title=Label("One"))
    assert list(outcome(TOY.merged(base, named, new)).items) == two


@given(_ORDERS, _ORDERS, _ORDERS)
def test_of_what_all_have_the_order_is_that_of_who_changed_it(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    """Of two new orders mine stays, whatever either side added or took out."""
    merge = TOY.merged(*map(of_order, (base, mine, theirs)))
    common = {*base} & {*mine} & {*theirs}
    then, own, other, now = (
        [name for name in names if name in common]
        for names in (base, mine, theirs, outcome(merge).items)
    )
    assert now == (other if own == then else own)


_TOYS = st.builds(
    lambda title, items: Toy(FormatNumber(1), Label(title), items),
    st.sampled_from(["", "one", "two"]),
    st.dictionaries(
        st.sampled_from([Identifier("ball"), Identifier("kite")]),
        st.builds(
            item,
            st.sampled_from(["One", "Two"]),
            st.sampled_from(["red", "blue"]),
        ),
    ),
)


@given(_TOYS, _TOYS)
def test_a_side_that_changed_nothing_gives_way(one: Toy, two: Toy) -> None:
    """And equal sides stay as they are."""
    assert outcome(TOY.merged(one, two, two)) == two
    assert outcome(TOY.merged(one, two, one)) == two
    assert outcome(TOY.merged(one, one, two)) == two
    assert TOY.merged(one, one, two).clashes == ()


@given(st.none() | _TOYS, _TOYS, _TOYS)
def test_both_sides_see_the_same_merge(base: Toy | None, mine: Toy, theirs: Toy) -> None:
    """The same clashes; each side's own answer to all of them gives the same content."""
    one, other = TOY.merged(base, mine, theirs), TOY.merged(base, theirs, mine)
    paths = [clash.path for clash in one.clashes]
    assert set(paths) == {clash.path for clash in other.clashes}
    assert set(one.from_mine) == set(other.from_theirs)
    left, right = outcome(one, *paths), outcome(other)
    assert left.title == right.title
    assert {k: (v.name, set(v.tags)) for k, v in left.items.items()} == {
        k: (v.name, set(v.tags)) for k, v in right.items.items()
    }


@given(_TOYS, _TOYS)
def test_without_a_base_any_answer_gives_that_side(mine: Toy, theirs: Toy) -> None:
    """Nobody knows who changed what, so all that differs is asked."""
    merge = TOY.merged(None, mine, theirs)
    assert outcome(merge) == mine
    assert outcome(merge, *(clash.path for clash in merge.clashes)) == theirs
