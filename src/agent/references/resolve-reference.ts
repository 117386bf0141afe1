import { isCurrency, isWordUnit } from '../../lib/format-figure.ts'
import { dayOfDate } from '../../lib/time-zone.ts'
import type { Cell, ToolSuccess, Unit } from '../../lib/tool-result.ts'
import type { Operation, Place, Reference } from './parse-reference.ts'
import type { ResultBook } from './result-book.ts'

export interface ResolvedFigure {
  readonly value: Cell
  readonly unit: Unit
}

/** Why a reference cannot be filled, in words that a model can act on. */
export interface UnresolvedReference {
  readonly problem: string
}

type Resolution = ResolvedFigure | UnresolvedReference
const problem = (text: string): UnresolvedReference => ({ problem: text })

/** The value that a reference stands for, at full precision, with its unit. */
export function resolveReference(reference: Reference, book: Pick<ResultBook, 'get'>): Resolution {
  if (reference.kind === 'place') return resolvePlace(reference.place, book)
  const figures: ResolvedFigure[] = []
  for (const place of reference.places) {
    const figure = resolvePlace(place, book)
    if ('problem' in figure) return figure
    figures.push(figure)
  }
  return compute(reference.operation, figures)
}

function resolvePlace(place: Place, book: Pick<ResultBook, 'get'>): Resolution {
  const result = book.get(place.resultId)
  if (result === undefined) return problem(`there is no result ${place.resultId} in this conversation`)
  if (place.cell !== null) return resolveCell(result, place.cell.row, place.cell.column)
  const [id = '', part] = place.path
  const fact = result.facts.find((candidate) => candidate.id === id)
  if (fact !== undefined) {
    if (part === undefined) return { value: fact.value, unit: fact.unit }
    if (part === 'n' && fact.n !== undefined) return { value: fact.n, unit: 'rows' }
    if (part === 'low' && fact.interval !== undefined) return { value: fact.interval[0], unit: fact.unit }
    if (part === 'high' && fact.interval !== undefined) return { value: fact.interval[1], unit: fact.unit }
    return problem(`fact ${id} of ${place.resultId} has no ${part}`)
  }
  if (id === 'total_rows' && part === undefined && result.table !== null) {
    return { value: result.table.total_rows, unit: 'rows' }
  }
  if (id === 'gate' && result.gate !== null) {
    if (part === 'have' || part === 'need') return { value: result.gate[part], unit: 'count' }
    if (part === 'opens_on') return { value: result.gate.opens_on, unit: 'date' }
    if (part === 'estimate' && result.gate.pooled_estimate !== null) {
      return { value: result.gate.pooled_estimate.value, unit: result.gate.pooled_estimate.unit }
    }
  }
  const known = result.facts.map((candidate) => candidate.id).join(', ')
  return problem(`result ${place.resultId} has no fact ${id}; its facts are: ${known === '' ? 'none' : known}`)
}

function resolveCell(result: ToolSuccess, row: number, column: string): Resolution {
  const { table } = result
  if (table === null) return problem(`result ${result.result_id} has no table`)
  const described = table.columns.find((candidate) => candidate.key === column)
  if (described === undefined) {
    const known = table.columns.map((candidate) => candidate.key).join(', ')
    return problem(`the table of ${result.result_id} has no column ${column}; its columns are: ${known}`)
  }
  const cells = table.rows[row]
  if (cells === undefined) {
    return problem(
      `the table of ${result.result_id} has ${table.rows.length} rows, counted from 0; there is no row ${row}`,
    )
  }
  return { value: cells[column] ?? null, unit: described.unit }
}

function compute(operation: Operation, figures: readonly ResolvedFigure[]): Resolution {
  const [first, second] = figures
  if (first === undefined) return problem(`${operation} needs figures`)
  if (operation === 'difference' && first.unit === 'date' && second?.unit === 'date') {
    if (typeof first.value !== 'string' || typeof second.value !== 'string') return { value: null, unit: 'days' }
    return { value: dayOfDate(first.value) - dayOfDate(second.value), unit: 'days' }
  }
  if (figures.some((figure) => isWordUnit(figure.unit) || typeof figure.value === 'string')) {
    return problem(`${operation} takes numbers only`)
  }
  const values = figures.map((figure) => figure.value)
  const sameUnit = figures.every((figure) => figure.unit === first.unit)
  if (!sameUnit && operation !== 'ratio') {
    return problem(`${operation} needs figures of one unit, not ${figures.map((figure) => figure.unit).join(' and ')}`)
  }
  const unit = unitOf(operation, first.unit, second?.unit ?? first.unit)
  if (!values.every((value) => typeof value === 'number')) return { value: null, unit }
  const [a = 0, b = 0] = values
  if (operation === 'sum') return { value: exactSum(values), unit }
  if (operation === 'difference') return { value: exactSum([a, -b]), unit }
  if (b === 0) return { value: null, unit }
  return { value: operation === 'change' ? (a - b) / Math.abs(b) : a / b, unit }
}

function unitOf(operation: Operation, first: Unit, second: Unit): Unit {
  if (operation === 'change' || operation === 'share') return 'ratio'
  if (operation === 'difference') return first === 'ratio' ? 'points' : first
  if (operation === 'sum') return first
  return isCurrency(first) && !isCurrency(second) ? first : 'number'
}

/** Sums decimals of at most nine places without binary dust: 0.1 + 0.2 is 0.3. */
const exactSum = (values: readonly number[]): number => {
  const sum = values.reduce((total, value) => total + value, 0)
  return Math.abs(sum) < 1e6 ? Math.round(sum * 1e9) / 1e9 : Math.round(sum * 1e4) / 1e4
}
