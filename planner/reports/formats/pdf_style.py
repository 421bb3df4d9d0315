"""The look of a report as PDF: what each kind of block is in typst."""

from __future__ import annotations

from planner.reports.formats.html_style import COLOURS

__all__ = ["PRELUDE"]

_COLOURS = ", ".join(f'{name}: rgb("{colour}")' for name, colour in COLOURS.items())

PRELUDE = (
    f"#let colours = ({_COLOURS})\n"
    r"""
#let fonts = ("Libertinus Serif", "Noto Sans Arabic", "DejaVu Sans Mono")
#let small = 8.5pt
#let whole = 80mm

// A word that is wider than where it stands is broken into pieces alike in width: its end would
// stand on the next column, or beside the sheet. What is read sign by sign, as an address is, gets
// no hyphens.
#let broken(word, width) = {
  let spelt = word.contains(regex("[/_@]|\d\pL"))
  let room = width - measure("-").width
  let whole = measure(word).width
  let limit = calc.min(room, whole / calc.ceil(whole / room) + 0.5em.to-absolute())
  let pieces = ("",)
  for sign in word.clusters() {
    let longer = pieces.last() + sign
    if measure(longer).width > limit { pieces.push(sign) } else { pieces.last() = longer }
  }
  pieces.join(if spelt { sym.zws } else { sym.hyph.soft })
}
#let fitted(body) = layout(size => {
  let few = calc.max(6, calc.floor(size.width / 0.8em.to-absolute()))
  show regex("\S{" + str(few) + ",}"): it => context {
    if measure(it).width > size.width { broken(it.text, size.width) } else { it }
  }
  body
})

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
    header: if marking != "" {
      align(center, text(size: 9pt, weight: "bold", fitted(marking)))
    },
    footer: context {
      set text(size: 8pt, fill: colours.muted)
      let number = [Page #counter(page).display() of #counter(page).final().first()]
      grid(columns: (1fr, auto), gutter: 1em, fitted(title), number)
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
  show heading.where(level: 1): it => block(below: 0.7em, text(size: 17pt, fitted(it.body)))
  show heading.where(level: 2): it => block(
    above: if loose { 1.6em } else { 1.1em }, below: if loose { 0.8em } else { 0.6em }, width: 100%,
    stroke: (bottom: 0.5pt + colours.line), inset: (bottom: 3pt),
    text(size: size * 1.19, fill: colours.accent, fitted(it.body)))
  show heading.where(level: 3): it => block(
    above: if loose { 1.3em } else { 1em }, below: if loose { 0.7em } else { 0.5em },
    text(size: size, fitted(it.body)))
  show quote.where(block: true): it => it.body
  body
}
#let directed(backwards, body) = if backwards { [#set text(dir: rtl); #body] } else { body }
#let paragraph(kind, backwards, body) = {
  let said = directed(backwards, body)
  // Each is a paragraph by its tag too: a block alone has none.
  if kind == "muted" { block(text(fill: colours.muted, size: 0.95em, fitted(par(said)))) }
  else if kind == "caveat" { block(inset: (left: 9pt), text(size: 0.95em, fitted(par(said)))) }
  else if kind == "rule" { block(fitted(par(emph(said)))) }
  else { block(fitted(par(said))) }
}
#let status(tone, words) = text(
  weight: if tone == "muted" { "regular" } else { "semibold" },
  fill: if tone == "set_aside" { colours.contested } else if tone in colours { colours.at(tone) }
    else { colours.ink },
  words,
)
// What is quoted stands on one page, unless it is so long that no page might hold it.
#let quotation(lead, backwards, words, cited) = layout(size => {
  let set-out = block.with(inset: (left: 8pt, y: 1pt), stroke: (left: 1.6pt + colours.line), {
    if lead != "" { block(below: 0.5em, fitted(par(strong(text(size: 0.95em, lead))))) }
    let said = fitted(quote(block: true, par(emph(words))))
    block(below: 0.5em, width: 100%, directed(backwards, said))
    text(size: 0.85em, fill: colours.muted, fitted(par(cited)))
  })
  set-out(breakable: measure(set-out(), width: size.width).height > whole)
})
#let labelled(label, body) = context {
  let said = strong(text(size: 0.95em, label))
  let beside = measure(said).width < 4em.to-absolute()
  if not beside { block(sticky: true, below: 0.5em, fitted(par(said))) }
  block(inset: (left: if beside { 4em } else { 1em }), {
    if beside { place(dx: -4em, par(said)) }
    body
  })
}
#let unmarked(body) = block(body)
#let put-in(words) = {
  underline(stroke: 0.8pt, offset: 2pt, strong(text(fill: colours.accent, words)))
}
#let taken-out(words) = strike(stroke: 0.8pt, text(fill: colours.crossed, words))
"""
)
