import { InvalidInputError } from '../../lib/errors.ts'
import { addRows } from '../linear/add-rows.ts'
import { invertPositive } from '../linear/invert-positive.ts'
import type { MatrixRows } from '../linear/multiply-rows.ts'
import { transposeSets, type SetRows } from './customer-sets.ts'

/**
 * The weights B of EASE^R: of all matrices with a zero diagonal the one that minimises |X - XB|^2 + lambda |B|^2, for the
 * 0/1 matrix X of customers and items. B = -P / diag(P) off the diagonal, with P = (X'X + lambda I)^-1.
 *
 * The smaller side is inverted: with fewer customers than items, P = (I - X'V) / lambda for V = (XX' + lambda I)^-1 X.
 *
 * @param sets - different items of each customer
 * @param items - all of which should have a customer: the cost is cubic in them
 * @param lambda - ridge penalty, > 0
 * @returns items x items, row s the links from source s
 * @see Steck (2019), Embarrassingly Shallow Autoencoders for Sparse Data, WWW '19.
 * Time min(customers, items)^3 / 2 + pairs x items, memory 3 x min^2 + items^2 doubles.
 */
export function easeWeights(
  sets: SetRows,
  items: number,
  lambda: number,
  onProgress?: (share: number) => void,
): Float32Array {
  if (!(lambda > 0)) throw new InvalidInputError(`lambda of EASE must be more than 0, it is ${lambda}`)
  const buyers = transposeSets(sets, items)
  return sets.rows < items
    ? fromCustomers(sets, buyers, items, lambda, onProgress)
    : fromItems(sets, buyers, items, lambda, onProgress)
}

function fromItems(
  sets: SetRows,
  buyers: SetRows,
  items: number,
  lambda: number,
  onProgress?: (share: number) => void,
): Float32Array {
  const { values, stride } = invertShared(buyers, sets, items, lambda, onProgress)
  const weights = new Float32Array(items * items)
  const scale = Float64Array.from({ length: items }, (_value, t) => -1 / (values[t * stride + t] as number))
  for (let s = 0; s < items; s++) {
    for (let t = 0; t < items; t++) {
      if (s !== t) weights[s * items + t] = (values[s * stride + t] as number) * (scale[t] as number)
    }
  }
  return weights
}

function fromCustomers(
  sets: SetRows,
  buyers: SetRows,
  items: number,
  lambda: number,
  onProgress?: (share: number) => void,
): Float32Array {
  const { solved, own } = solveCustomerSide(sets, buyers, items, lambda, onProgress)
  // Row s of X'V is the sum of V over the buyers of s; its place s is 1 - lambda P_ss.
  const scale = own.map((value) => 1 / (1 - value))
  const weights = new Float32Array(items * items)
  const row = new Float64Array(items)
  for (let s = 0; s < items; s++) {
    row.fill(0)
    addRows(solved, items, buyers.members, buyers.starts[s] as number, buyers.starts[s + 1] as number, row)
    for (let t = 0; t < items; t++) row[t] = (row[t] as number) * (scale[t] as number)
    row[s] = 0
    weights.set(row, s * items)
  }
  return weights
}

/**
 * EASE scores of every customer of the fit for every item, without the weights between items: what a customer lacks has
 * exactly the score that a model of `easeWeights` gives it. For lists of all customers at once, with fewer customers than
 * items.
 *
 * @returns customers x items; places of items that a customer has hold no score and must be left out
 * Time customers^3 / 2 + customers x pairs, memory 2 x customers^2 + customers x items doubles.
 */
export function easeScoresOfAll(sets: SetRows, items: number, lambda: number): Float64Array {
  const { solved, own } = solveCustomerSide(sets, transposeSets(sets, items), items, lambda)
  const scale = own.map((value) => -lambda / (1 - value))
  for (let c = 0; c < sets.rows; c++) {
    for (let t = 0; t < items; t++) {
      solved[c * items + t] = (solved[c * items + t] as number) * (scale[t] as number)
    }
  }
  return solved
}

/** V = (XX' + lambda I)^-1 X, customers x items, and for each item the sum of V over who has it. */
function solveCustomerSide(
  sets: SetRows,
  buyers: SetRows,
  items: number,
  lambda: number,
  onProgress?: (share: number) => void,
): { readonly solved: Float64Array; readonly own: Float64Array } {
  const customers = sets.rows
  const inverse = invertShared(sets, buyers, customers, lambda, onProgress)
  const solved = new Float64Array(customers * items)
  const { starts, members } = sets
  // Column by column: V of an item is the sum of the inverse's rows of who has it.
  const column = new Float64Array(customers)
  for (let item = 0; item < items; item++) {
    column.fill(0)
    const from = buyers.starts[item] as number
    addRows(inverse.values, inverse.stride, buyers.members, from, buyers.starts[item + 1] as number, column)
    for (let c = 0; c < customers; c++) solved[c * items + item] = column[c] as number
  }
  const own = new Float64Array(items)
  for (let c = 0; c < customers; c++) {
    for (let at = starts[c] as number; at < (starts[c + 1] as number); at++) {
      const item = members[at] as number
      own[item] = (own[item] as number) + (solved[c * items + item] as number)
    }
  }
  return { solved, own }
}

/** Inverse of (members shared by each pair of rows) + lambda on the diagonal. */
function invertShared(
  rows: SetRows,
  columns: SetRows,
  size: number,
  lambda: number,
  onProgress?: (share: number) => void,
): MatrixRows {
  const shared = new Float64Array(size * size)
  for (let r = 0; r < size; r++) {
    const from = r * size
    for (let at = rows.starts[r] as number; at < (rows.starts[r + 1] as number); at++) {
      const member = rows.members[at] as number
      for (let other = columns.starts[member] as number; other < (columns.starts[member + 1] as number); other++) {
        // Only the lower triangle is read.
        const column = columns.members[other] as number
        if (column <= r) shared[from + column] = (shared[from + column] as number) + 1
      }
    }
    shared[from + r] = (shared[from + r] as number) + lambda
  }
  const inverse = invertPositive(shared, size, onProgress)
  if (inverse === null) throw new InvalidInputError(`lambda ${lambda} is too small for these interactions`)
  return inverse
}
