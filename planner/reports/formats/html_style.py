"""The look of a report as HTML, on a screen and on paper of any size."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

__all__ = ["COLOURS", "style"]

COLOURS = {
    "ink": "#1b2430",
    "muted": "#55606e",
    "paper": "#ffffff",
    "tint": "#f3f5f8",
    "line": "#c9d0d9",
    "accent": "#1f4e79",
    "crossed": "#9b1c1c",
    "contested": "#7a4a00",
    "undecided": "#4a4f57",
    "respected": "#1d5c33",
}
"""Each with a contrast of 4.5 to 1 or more against paper and tint, but for lines."""

_STYLE = Template("""
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font-size: 100%; }
body { margin: 0; background: $paper; color: $ink;
  font: 1rem/1.5 "Source Serif 4", Charter, "Bitstream Charter", Cambria, "Noto Serif",
    "DejaVu Serif",
    "Noto Naskh Arabic", serif; }
main, header, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
body.wide main, body.wide header, body.wide footer { max-width: 84rem; }
main { padding-bottom: 2rem; }
.marking { margin: 1rem 0; padding: .3rem .75rem; border: .1rem solid $ink; text-align: center;
  font: 700 .85rem/1.4 $sans; letter-spacing: .06em; }
article + article { margin-top: 3rem; padding-top: 2rem; border-top: .15rem solid $line; }
h1, h2, h3 { font-family: $sans; line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { margin: 1.75rem 0 .4rem; font-size: 1.75rem; letter-spacing: -.01em; }

    h2 { margin: 2rem 0 .6rem; padding-bottom: .25rem; border-bottom: .1rem solid $line;
    font-size: 1.15rem;  color: $accent; }
h3 { margin: 1.5rem 0 .4rem; font-size: 1rem; }
p, ul, ol, figure, pre { margin: .5rem 0; }
p { orphans: 3; widows: 3; }
h1 + p { margin-top: 0; }
.muted, figcaption, .below { color: $muted; }
.muted { font-size: .95em; }
strong { font-weight: 700; }
.status { font-family: $sans; font-weight: 600; }
.crossed { color: $crossed; } .contested { color: $contested; } .undecided { color: $undecided; }
.respected { color: $respected; } .set_aside { color: $contested;
  } .status.muted { font-weight: 400; }
ul, ol { padding-inline-start: 1.4rem; }
ul.labels, ul.none { list-style: none; padding-inline-start: 0; }
ul.keys { list-style: none; padding-inline-start: 0; }
ul.labels > li, ul.keys > li { display: grid; grid-template-columns: max-content 1fr;
  column-gap: .6rem; }
p, h1, h2, h3, .body { overflow-wrap: break-word; min-width: 0; }
.label { font: 600 .9rem/1.65 $sans; }
li > p:first-child { margin-top: 0; } li > p:last-child { margin-bottom: 0; }
li > .body > p { margin: 0; }
figure { margin: .75rem 0; padding-inline-start: .9rem; border-inline-start: .2rem solid $line;
  break-inside: avoid; }
blockquote { margin: 0; font-style: italic; }
blockquote p, figure .lead { margin: 0; }
figure .lead { font: 600 .9em/1.45 $sans; color: $ink; }
figcaption { font: .85em/1.45 $sans; }
.caveat { margin-inline-start: 1.1rem; font-size: .95em; }
.rule { font-style: italic; }
pre { overflow-x: auto; padding: .6rem .8rem; background: $tint; font-size: .85rem;
  white-space: pre-wrap; }
.scroll { overflow-x: auto; margin: .6rem 0 1rem; }
.scroll:focus-visible { outline: .15rem solid $accent; outline-offset: .15rem; }
table { width: 100%; border-collapse: collapse; font: .9rem/1.45 $sans; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
th, td { padding: .45rem .6rem; border-bottom: .06rem solid $line; text-align: start;
  vertical-align: top; }
thead th { border-bottom: .12rem solid $ink; background: $tint; font-weight: 700; }
tbody th { font-weight: 600; }
tbody th p + p { font-weight: 400; }
tfoot th, tfoot td { border-top: .12rem solid $ink; font-weight: 700; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
td p, th p, td figure { margin: .25rem 0 0; }
td > p:first-child, td > figure:first-child { margin-top: 0; }
td figure { padding-inline-start: .6rem; }
td blockquote { font-family: inherit; }
td .caveat { margin-inline-start: 0; font-size: .95em; color: $muted; }
ins { text-decoration: underline; text-decoration-thickness: .12em; text-underline-offset: .15em;
  font-weight: 600; color: $accent; }
del { text-decoration: line-through; text-decoration-thickness: .1em; color: $crossed; }
.draft p { margin: .6rem 0; }
a { color: $accent; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media (max-width: 36rem) { h1 { font-size: 1.4rem; } }
@page { $size margin: 20mm 17mm 18mm;
  @top-center { content: $marking; font: 700 8pt $sans; letter-spacing: .06em; color: $ink; }
  @bottom-left { content: $title; font: 8pt $sans; color: $muted; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt $sans;
  color: $muted; } }
@media print {
  body { font-size: 10.5pt; line-height: 1.4; }
  body.brief { font-size: 9.5pt; line-height: 1.32; }
  p, ul, ol, figure, pre { margin: 2.5pt 0; }
  .scroll { margin: 3pt 0 5pt; }
  th, td { padding: 2.5pt 5pt; line-height: 1.3; min-width: 4em; }
  th, td, p, h1, h2, h3 { overflow-wrap: anywhere; }
  .number { overflow-wrap: normal; }
  main, header, footer, body.wide main, body.wide header, body.wide footer { max-width: none;
  padding: 0; }
  footer { display: none; }
  h1 { margin-top: 0; font-size: 17pt; } h2 { margin: 10pt 0 4pt; font-size: 12pt;
  } h3 { margin: 7pt 0 2pt; font-size: 1em; }
  table { font-size: 9pt; }
  body.brief table { font-size: 8.5pt; }
  .label { font-size: 1em; line-height: inherit; }
  article + article { break-before: page; margin-top: 0; padding-top: 0; border-top: 0; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  body:not(.register, .columns) tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
""")
_FOOT = 90
"""Characters of the title at the foot of a sheet, beside the number of the page."""
_SANS = (
    'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, "Noto Sans Arabic", '
    "sans-serif"
)


def style(marking: str, title: str, widths: Iterable[int], *, wide: bool) -> str:
    """The style, with what stands on every sheet of paper; ``wide`` lays paper on its side.

    ``widths`` are those of columns in per cent: each gets a class of its own.
    """
    columns = "".join(f".w{width} {{ width: {width}%; }}\n" for width in sorted({*widths}))
    return columns + _STYLE.substitute(
        COLOURS,
        sans=_SANS,
        size="size: landscape;" if wide else "",
        marking=_string(marking),
        title=_string(title if len(title) <= _FOOT else f"{title[: _FOOT - 1]}…"),
    )


def _string(text: str) -> str:
    """The text as a string of CSS: whatever is no letter, digit or blank by its number.

    The blank behind a number belongs to it.
    """
    said = (char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
    return f'"{"".join(said)}"'
