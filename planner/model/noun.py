"""What all nouns share."""

from __future__ import annotations

import attrs

__all__ = ["Noun"]


class Noun:
    """Prints a noun by its attributes, as attrs would.

    One method for all of them: attrs would make and compile one for each class at every start.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        cls: type[attrs.AttrsInstance] = type(self)  # type: ignore[assignment]
        shown = (f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(cls))
        return f"{cls.__name__}({', '.join(shown)})"
