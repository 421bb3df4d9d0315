"""The smallest kind of document, for tests of what every kind has."""

from __future__ import annotations

from attrs import Factory, field, frozen

from planner.files.toml.kind import Kind
from planner.files.toml.values import FormatNumber, Identifier, Label

__all__ = ["TOY", "Item", "Toy"]


@frozen
class Item:
    """An ``[items.ID]`` table."""

    name: Label = field(metadata={"description": "Its name"})
    tags: tuple[Label, ...] = field(default=(), metadata={"description": "Tags", "merge": "set"})


@frozen
class Toy:
    """A whole file."""

    format: FormatNumber = field(default=FormatNumber(1), metadata={"description": "1"})
    title: Label = field(default=Label(""), metadata={"description": "The title"})
    items: dict[Identifier, Item] = field(default=Factory(dict), metadata={"description": "Items"})


TOY: Kind[Toy] = Kind(noun="toy", suffix=".toy.toml", limit=1 << 20, shape=Toy)
