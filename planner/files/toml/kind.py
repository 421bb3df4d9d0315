"""What a document needs to know of its kind of file, and what follows from the tables alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs
from attrs import frozen

from planner.by_fields import Printed
from planner.errors import FileProblemError, LayoutAtStakeError, SaveError
from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.files.toml.fields import FORMATS
from planner.files.toml.findings import Findings
from planner.files.toml.guards import comments_of
from planner.files.toml.leaves import Leaves, NewId, Path, filled, in_order, leaves, lowest_format
from planner.files.toml.leaves import tables_of as tables_from_leaves
from planner.files.toml.read import Read
from planner.files.toml.source import SourceText, source_from_text
from planner.files.toml.structure import structure
from planner.files.toml.syntax import parse
from planner.visible import bytes_words

if TYPE_CHECKING:
    from planner.files.toml.merging import Merge

__all__ = ["Kind"]

T = TypeVar("T")
_SHOWN = 5


def _as_tables(content: Any, _envelope: Envelope, _least: int) -> Any:
    return content


def _as_it_is(content: Any) -> Any:
    return content


def _unsifted(merged: Leaves, *_: Leaves) -> Leaves:
    return merged


def _nothing(*_: Any) -> Iterable[str]:
    return ()


@frozen(eq=False, repr=False)
class Kind(Printed, Generic[T]):
    """A kind of file: its ``noun``, the ``suffix`` of its names, the bytes that it may have.

    * ``shape`` is the class of a whole file.
    * ``tables`` makes such tables of a content and its envelope, in at least the format that is
      asked for; ``content`` is the way back, and judges nothing. A content that is the tables
      themselves needs neither.
    * ``check`` notes what is wrong between tables.
    * ``reader`` replaces the whole way from a text where more than the text is needed.
    * ``past_reader`` reads what could be read once, whatever it was read with has become since.
    * ``refusals`` are reasons why no file can hold a content.
    * ``complete`` adds what reading adds where it is missing.
    * ``sift`` takes out of a merge what holds of neither side, which it is given too.
    * ``named`` gives the kind in a file of that name, where a name says something.
    """

    noun: str
    suffix: str
    limit: int
    shape: Any
    tables: Callable[[T, Envelope, int], Any] = _as_tables
    content: Callable[[Any], T] = _as_it_is
    check: Callable[[Any, Findings], None] = lambda _tables, _findings: None
    reader: Callable[[SourceText], Read[T]] | None = None
    past_reader: Callable[[SourceText], Read[T]] | None = None
    refusals: Callable[[T, Envelope], Iterable[str]] = _nothing
    complete: Callable[[T], T] = _as_it_is
    sift: Callable[..., Leaves] = _unsifted
    named: Callable[[str], Kind[T]] | None = None

    def in_file(self, name: str) -> Kind[T]:
        """The same kind, in a file of that name."""
        return self if self.named is None else self.named(name)

    def read(self, source: SourceText) -> Read[T]:
        """What the text says. Raises :class:`~planner.errors.FileProblemError`."""
        if self.reader is not None:
            return self.reader(source)
        findings = Findings(source)
        tables = structure(parse(source), self.shape, findings)
        self.check(tables, findings)
        findings.raise_errors()
        return Read(self.content(tables), warnings=findings.warnings())

    def text(
        self,
        content: T,
        envelope: Envelope = NO_ENVELOPE,
        base: SourceText | None = None,
        *,
        canonical: bool = False,
        ids: Sequence[NewId] = (),
    ) -> str:
        """The text to save, with the line ends of ``base``.

        What did not change stays as it is written in ``base``, under other ``ids`` too. Without a
        base, or with ``canonical``, it is the canonical form, which keeps the line ``#:schema`` of
        ``base``. Raises :class:`~planner.errors.LayoutAtStakeError` if the change does not fit into
        ``base``.
        """
        content = self.complete(content)
        if base is None or canonical:
            # What writes, patches and merges is imported by who does so: it is felt at a start.
            from planner.files.toml.writing import canonical_text, schema_line  # noqa: PLC0415

            tables = self._lowest(content, envelope)
            text = (schema_line(base.text) if base else "") + canonical_text(tables)
            return text.replace("\n", "\r\n") if base and base.newline == "\r\n" else text
        text, reason = self._patched(content, envelope, base, ids)
        if reason:
            raise LayoutAtStakeError(
                f"{base.name} was not saved: {reason}; it can be written anew in the usual form, "
                "without its comments"
            )
        return text

    def text_to_save(
        self,
        content: T,
        envelope: Envelope = NO_ENVELOPE,
        base: SourceText | None = None,
        *,
        canonical: bool = False,
        ids: Sequence[NewId] = (),
    ) -> str:
        """As :meth:`text`, certain to read back as this.

        Raises :class:`~planner.errors.SaveError` for what no file can hold.
        """
        self.refuse(content, envelope)
        text = self.text(content, envelope, base, canonical=canonical, ids=ids)
        if base is None or canonical:  # else it was judged already
            self.refuse_unlike(text, content, envelope)
        return text

    def refuse(self, content: T, envelope: Envelope = NO_ENVELOPE) -> None:
        """Raises :class:`~planner.errors.SaveError` for what no file can hold, with the reasons."""
        reasons = list(self.refusals(content, envelope))
        if reasons:
            raise SaveError(f"{self._cannot}: " + "; ".join(reasons[:_SHOWN]))

    def refuse_unlike(self, text: str, content: T, envelope: Envelope = NO_ENVELOPE) -> None:
        """Raises :class:`~planner.errors.SaveError` unless ``text`` reads back as this."""
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > self.limit:
            most = f"at most {bytes_words(self.limit)}"
            raise SaveError(f"{self._cannot}: it has {bytes_words(size)}, {most}; shorten a text")
        try:
            read_back = self.read(source_from_text(f"the {self.noun}", text))
        except FileProblemError as error:
            reasons = "; ".join(problem.explanation for problem in error.problems[:3])
            raise SaveError(f"{self._cannot}: it would not be readable ({reasons})") from None
        if (read_back.content, read_back.envelope) != (self.complete(content), envelope):
            raise SaveError(f"{self._cannot}: it would not read back as it is here")

    def merged(self, base: T | None, mine: T, theirs: T) -> Merge:
        """Both sides' changes put together; what belongs to the file is no part of it."""
        from planner.files.toml.merging import merged  # noqa: PLC0415 (as in `text`)

        sides = [each for each in (mine, theirs, base) if each is not None]
        least = max(self._lowest(each, NO_ENVELOPE).format for each in sides)
        before, own, other = (
            None if each is None else leaves(self.tables(each, NO_ENVELOPE, least))
            for each in (base, mine, theirs)
        )
        own, other = own or {}, other or {}

        def sift(found: Leaves) -> Leaves:
            return self.sift(found, own, other)

        return merged(before, own, other, self.shape, sift)

    def untouched(self, sides: Sequence[T], merged: T) -> T:
        """What a merge of these sides says but for what is as on none of them.

        Its author alone answers for that; there it says what the first side says.
        """
        said, *held = (leaves(self.tables(each, NO_ENVELOPE, 2)) for each in (merged, *sides))
        found = {
            path: side[path]
            for path in in_order(said, *held)
            for side in (next((s for s in held if s.get(path) == said.get(path)), held[0]),)
            if path in side
        }
        return self.content_of(found)

    def content_of(self, found: Leaves) -> T:
        """The content that has these leaves."""
        return self.content(tables_from_leaves(found, self.shape))

    @property
    def _cannot(self) -> str:
        return f"the {self.noun} cannot be saved"

    def _lowest(self, content: T, envelope: Envelope) -> Any:
        """The tables in the lowest format that can hold them."""
        tables = self.tables(content, envelope, 1)
        said = filled(leaves(tables), self.shape)
        return attrs.evolve(tables, format=lowest_format(said, self.shape))

    def _changed(
        self, old: Leaves, before: Read[T], after: Read[T], ids: Sequence[NewId]
    ) -> tuple[Leaves, Sequence[Path]]:
        """What the file has to say, where ``old`` is what it says of ``before``, and in what order.

        Only what differs between the two is another there: what was left out stays left out. The
        tables by id come into another order where they are in the second.
        """
        from planner.files.toml.orders import reordered  # noqa: PLC0415 (as in `text`)
        from planner.files.toml.renamed_tables import with_new_ids  # noqa: PLC0415 (likewise)

        held = self._form_of(old, before)
        was = leaves(self.tables(before.content, before.envelope, held))
        now = leaves(self.tables(after.content, after.envelope, held))
        new: Leaves = {}
        for path in in_order(now, old):
            if path in now and (path not in was or now[path] != was[path]):
                new[path] = now[path]
            elif path in old and (path in now or path not in was):
                new[path] = old[path]
        new["format",] = lowest_format(filled(new, self.shape), self.shape)
        return new, reordered(with_new_ids(was, now, ids), now)

    def _form_of(self, old: Leaves, said: Read[T]) -> int:
        """The format in whose form the file says it, whatever number its other parts ask for."""
        forms = {
            number: filled(leaves(self.tables(said.content, said.envelope, number)), self.shape)
            for number in FORMATS
        }
        for number in reversed(FORMATS):
            own = forms[number].keys() - forms[FORMATS[0]].keys()
            if own and own <= old.keys():
                return number
        return FORMATS[0]

    def _patched(
        self, content: T, envelope: Envelope, base: SourceText, ids: Sequence[NewId]
    ) -> tuple[str, str]:
        """The text of ``base`` with the changes in it, or why there can be none."""
        from planner.files.toml import patching  # noqa: PLC0415 (as in `text`)

        try:
            before = (self.past_reader or self.read)(base)
            tables = structure(parse(base), self.shape, Findings(base))
        except FileProblemError:
            return "", "the file as it was cannot be read"
        if (before.content, before.envelope) == (content, envelope):
            return base.text, ""
        old = leaves(tables)
        new, turned = self._changed(old, before, Read(content, envelope), ids)
        try:
            text = patching.edited_text(base.text, old, new, self.shape, reordered=turned, ids=ids)
            self.refuse_unlike(text, content, envelope)
        except (SaveError, LookupError, ValueError, StopIteration):
            return "", "the change does not fit the way the file is written"
        if Counter(comments_of(base.text)) - Counter(comments_of(text)):
            return "", "a comment of the file would be lost"
        return text, ""
