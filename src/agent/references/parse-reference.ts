/** One place in one result. */
export interface Place {
  readonly ref: string
  readonly resultId: string
  /** A fact, or a part of it, or of the gate. */
  readonly path: readonly string[]
  /** A table cell. */
  readonly cell: { readonly row: number; readonly column: string } | null
}

export const OPERATIONS = ['difference', 'ratio', 'change', 'share', 'sum'] as const
export type Operation = (typeof OPERATIONS)[number]

export type Reference =
  | { readonly kind: 'place'; readonly ref: string; readonly place: Place }
  | {
      readonly kind: 'operation'
      readonly ref: string
      readonly operation: Operation
      readonly places: readonly Place[]
    }

const CELL = /^(r\d+)\.table\[(\d+)\]\.([A-Za-z_][A-Za-z0-9_]*)$/
const FACT = /^(r\d+)\.([A-Za-z_][A-Za-z0-9_]*(?:\.[a-z_]+)?)$/

/** What stands between double braces, or null when it is not in the grammar. */
export function parseReference(text: string): Reference | null {
  const call = /^([a-z]+)\((.+)\)$/.exec(text.trim())
  if (call === null) {
    const place = parsePlace(text.trim())
    return place === null ? null : { kind: 'place', ref: place.ref, place }
  }
  const operation = OPERATIONS.find((name) => name === call[1])
  const places = (call[2] ?? '').split(',').map((part) => parsePlace(part.trim()))
  if (operation === undefined || !places.every((place) => place !== null)) return null
  if (operation === 'sum' ? places.length < 1 : places.length !== 2) return null
  return { kind: 'operation', ref: `${operation}(${places.map((place) => place.ref).join(', ')})`, operation, places }
}

function parsePlace(text: string): Place | null {
  const cell = CELL.exec(text)
  if (cell !== null) {
    const [, resultId = '', row = '', column = ''] = cell
    return { ref: text, resultId, path: [], cell: { row: Number(row), column } }
  }
  const fact = FACT.exec(text)
  if (fact === null) return null
  const [, resultId = '', path = ''] = fact
  return { ref: text, resultId, path: path.split('.'), cell: null }
}

/** A text cut at its references: literal words and what stood between braces, in order. */
export type TextPart = { readonly literal: string } | { readonly braces: string }

export function splitReferences(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    if (match.index > from) parts.push({ literal: text.slice(from, match.index) })
    parts.push({ braces: (match[1] ?? '').trim() })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ literal: text.slice(from) })
  return parts
}
