import type { Points } from '../../../compute/cluster/points.ts'
import type { SparseRows } from '../../../compute/factorisation/truncated-svd.ts'
import type { PurchaseMark } from '../../../store/queries/customers/read-purchase-marks.ts'

/** Where products lie in the space of taste; customers lie where their purchases do. */
export interface TasteSpace {
  readonly products: readonly string[]
  /** How much a purchase of each product tells: rarer ones tell more. */
  readonly weights: readonly number[]
  readonly factors: number
  /** Factor f of product p at `p * factors + f`. */
  readonly positions: readonly number[]
}

/** Different products from which purchases show a taste. */
export const PRODUCTS_NEEDED = 3
const MOST_PRODUCTS = 3000

export interface Baskets {
  readonly customerIds: readonly string[]
  readonly matrix: SparseRows
}

/** What each customer bought, of the products that most people bought. */
export class BasketReader {
  readonly #lines = new Map<string, Map<string, number>>()
  readonly #buyers = new Map<string, number>()

  add({ customerId, productId, days }: Pick<PurchaseMark, 'customerId' | 'productId' | 'days'>): void {
    let own = this.#lines.get(customerId)
    if (own === undefined) {
      own = new Map()
      this.#lines.set(customerId, own)
    }
    own.set(productId, (own.get(productId) ?? 0) + days)
    this.#buyers.set(productId, (this.#buyers.get(productId) ?? 0) + 1)
  }

  get customers(): number {
    return this.#lines.size
  }

  /** Products by how many bought them, and ln(customers / buyers): bought by two people at least. */
  vocabulary(): { readonly products: readonly string[]; readonly weights: readonly number[] } {
    const chosen = [...this.#buyers]
      .filter(([, buyers]) => buyers >= 2)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, MOST_PRODUCTS)
    return {
      products: chosen.map(([product]) => product),
      weights: chosen.map(([, buyers]) => Math.log(1 + this.#lines.size / buyers)),
    }
  }

  /** Rows of length 1 for all who bought enough different products of these. */
  rows({ products, weights }: Pick<TasteSpace, 'products' | 'weights'>): Baskets {
    const columnOf = new Map(products.map((product, column) => [product, column]))
    const customerIds: string[] = []
    const offsets = [0]
    const columns: number[] = []
    const values: number[] = []
    for (const [customerId, own] of this.#lines) {
      const row = [...own].flatMap(([product, days]) => {
        const column = columnOf.get(product)
        return column === undefined ? [] : [{ column, value: (weights[column] ?? 0) * (1 + Math.log(days)) }]
      })
      if (row.length < PRODUCTS_NEEDED) continue
      const length = Math.sqrt(row.reduce((sum, { value }) => sum + value * value, 0))
      if (length === 0) continue
      for (const { column, value } of row.sort((a, b) => a.column - b.column)) {
        columns.push(column)
        values.push(value / length)
      }
      customerIds.push(customerId)
      offsets.push(columns.length)
    }
    return {
      customerIds,
      matrix: {
        rows: customerIds.length,
        width: products.length,
        offsets: Int32Array.from(offsets),
        columns: Int32Array.from(columns),
        values: Float64Array.from(values),
      },
    }
  }
}

/** Customers as points of length 1 in the space of taste; one without a direction stays at the middle. */
export function tastePoints(
  { factors, positions }: Pick<TasteSpace, 'factors' | 'positions'>,
  matrix: SparseRows,
): Points {
  const values = new Float64Array(matrix.rows * factors)
  for (let row = 0; row < matrix.rows; row++) {
    const from = row * factors
    for (let p = matrix.offsets[row] as number; p < (matrix.offsets[row + 1] as number); p++) {
      const [column, value] = [matrix.columns[p] as number, matrix.values[p] as number]
      for (let f = 0; f < factors; f++) {
        values[from + f] = (values[from + f] as number) + value * (positions[column * factors + f] ?? 0)
      }
    }
    let squares = 0
    for (let f = 0; f < factors; f++) squares += (values[from + f] as number) ** 2
    const length = Math.sqrt(squares)
    if (length > 0) for (let f = 0; f < factors; f++) values[from + f] = (values[from + f] as number) / length
  }
  return { size: matrix.rows, dimensions: factors, values }
}
