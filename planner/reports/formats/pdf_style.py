"""The look of a report as PDF: what each kind of block is in typst."""

from __future__ import annotations

from planner.reports.formats.html_style import COLOURS

__all__ = ["PRELUDE"]

_COLOURS = ", ".join(f'{name}: rgb("{colour}")' for name, colour in COLOURS.items())

PRELUDE = (
    f"#let colours = ({_COLOURS})\n"
    """
#let fonts = ("Libertinus Serif", "Noto Sans Arabic", "DejaVu Sans Mono")
#let small = 8.5pt

// tight: 0 as it reads best, 1 and 2 for more on a sheet, 2 the least that reads well.
#let report(title: "", marking: "", flipped: false, tight: 0, body) = {
  let loose = tight == 0
  let size = (10.5pt, 9.8pt, 9.2pt).at(tight)
  set document(title: title, author: (), date: none)
  set text(font: fonts, size: size, lang: "en", fill: colours.ink)
  set page(
    paper: "a4", flipped: flipped,
    margin: if loose { (x: 18mm, top: 24mm, bottom: 20mm) }
      else { (x: 16mm, top: 17mm, bottom: 15mm) },
    header: if marking != "" { align(center, text(size: 9pt, weight: "bold", marking)) },
    footer: context {
      set text(size: 8pt, fill: colours.muted)
      title
      h(1fr)
      [Page #counter(page).display() of #counter(page).final().first()]
    },
  )
  set par(leading: if loose { 0.62em } else { 0.52em }, spacing: if loose { 0.8em } else { 0.6em })
  let below(y) = if y == 0 { 0.8pt + colours.ink } else { 0.4pt + colours.line }
  set table(
    stroke: (x, y) => (bottom: below(y)),
    fill: (x, y) => if y == 0 { colours.tint },
    inset: (x: 5pt, y: if loose { 4.5pt } else { 2.8pt }))
  show table: set text(size: (9pt, 8.6pt, 8.2pt).at(tight))
  show table: set par(spacing: 0.6em)
  show table.cell.where(y: 0): set text(weight: "bold")
  show table.cell.where(x: 0): set text(weight: "semibold")
  show heading.where(level: 1): it => block(below: 0.7em, text(size: 17pt, it.body))
  show heading.where(level: 2): it => block(
    above: if loose { 1.6em } else { 1.1em }, below: if loose { 0.8em } else { 0.6em }, width: 100%,
    stroke: (bottom: 0.5pt + colours.line), inset: (bottom: 3pt),
    text(size: size * 1.19, fill: colours.accent, it.body))
  show heading.where(level: 3): it => block(
    above: if loose { 1.3em } else { 1em }, below: if loose { 0.7em } else { 0.5em },
    text(size: size, it.body))
  show quote.where(block: true): it => it.body
  body
}
#let directed(backwards, body) = if backwards { [#set text(dir: rtl); #body] } else { body }
#let paragraph(kind, backwards, body) = {
  let said = directed(backwards, body)
  // Each is a paragraph by its tag too: a block alone has none.
  if kind == "muted" { block(text(fill: colours.muted, size: 0.95em, par(said))) }
  else if kind == "caveat" { block(inset: (left: 9pt), text(size: 0.95em, par(said))) }
  else if kind == "rule" { block(par(emph(said))) }
  else { block(par(said)) }
}
#let status(tone, words) = text(
  weight: if tone == "muted" { "regular" } else { "semibold" },
  fill: if tone == "set_aside" { colours.contested } else if tone in colours { colours.at(tone) }
    else { colours.ink },
  words,
)
#let quotation(lead, backwards, words, cited) = block(
  breakable: false, inset: (left: 8pt, y: 1pt), stroke: (left: 1.6pt + colours.line), {
    if lead != "" { block(below: 0.5em, par(strong(text(size: 0.95em, lead)))) }
    block(below: 0.5em, width: 100%, directed(backwards, quote(block: true, par(emph(words)))))
    text(size: 0.85em, fill: colours.muted, par(cited))
  },
)
#let labelled(label, body) = block(inset: (left: 4em), {
  place(dx: -4em, par(strong(text(size: 0.95em, label))))
  body
})
#let unmarked(body) = block(body)
#let put-in(words) = {
  underline(stroke: 0.8pt, offset: 2pt, strong(text(fill: colours.accent, words)))
}
#let taken-out(words) = strike(stroke: 0.8pt, text(fill: colours.crossed, words))
"""
)
