"""How values print themselves, for whoever debugs them or reads of them in a failed test."""

from __future__ import annotations

import attrs

__all__ = ["Printed"]


class Printed:
    """Prints a value of attrs by its fields, as attrs would; those with ``repr=False`` stay unsaid.

    One method for all of them: attrs would make and compile one for each class at every start, a
    third of what the making of a class takes.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        cls: type[attrs.AttrsInstance] = type(self)  # type: ignore[assignment]
        fields = (field.name for field in attrs.fields(cls) if field.repr)
        shown = (f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{cls.__name__}({', '.join(shown)})"
