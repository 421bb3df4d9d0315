"""How values print and compare themselves: by their fields, as those of attrs do."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs

__all__ = ["Compared", "Printed"]


class _Compared(dict[type, Callable[[object], Any]]):
    """What reads the fields by which the values of a class are compared, made when first wanted."""

    def __missing__(self, cls: type[attrs.AttrsInstance]) -> Callable[[object], Any]:
        names = [field.name for field in attrs.fields(cls) if field.eq]
        self[cls] = attrgetter(*names) if names else lambda _: ()
        return self[cls]


_COMPARED = _Compared()


class Printed:
    """Prints a value of attrs by its fields, as attrs would; those with ``repr=False`` stay unsaid.

    One method for all of them: attrs would make and compile one for each class at every start, a
    third of what the making of a class takes.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        cls: type[attrs.AttrsInstance] = type(self)  # type: ignore[assignment] # it is mixed into classes of attrs alone
        fields = (field.name for field in attrs.fields(cls) if field.repr)
        shown = (f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{cls.__name__}({', '.join(shown)})"


class Compared(Printed):
    """Is equal to a value of its own class with equal fields, but for those with ``eq=False``.

    Can be a key where all those fields can. One method for all classes, as for printing.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        fields = _COMPARED[self.__class__]
        return bool(fields(self) == fields(other))

    def __hash__(self) -> int:
        return hash(_COMPARED[self.__class__](self))
