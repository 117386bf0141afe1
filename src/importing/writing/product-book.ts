import type { CatalogueFacts, ProductRow } from '../../store/queries/facts/catalogue-facts.ts'
import type { ProductDimensions } from '../../store/queries/rollups/rollup-deltas.ts'

/** Products kept in memory at most, about 20 MB; beyond, they are read again. */
const CACHE_LIMIT = 50_000

export interface NamedProduct {
  readonly name: string | null
  readonly category: string | null
  readonly brand: string | null
}

const newProductRow = (id: string): ProductRow => ({
  id,
  name: id,
  nameAlternative: null,
  category: null,
  subcategory: null,
  brand: null,
  style: null,
  priceBand: null,
  priceMinor: null,
  costMinor: null,
  currency: null,
  description: null,
  status: null,
  createdAt: null,
  isStub: 1,
})

/** The catalogue as an import reads it and adds to it. */
export class ProductBook {
  readonly #facts: CatalogueFacts
  readonly #known = new Map<string, ProductRow>()
  readonly #changed = new Set<string>()
  /** True when a product that facts already name changed its category, brand or cost: sums by these must be made anew. */
  dimensionsMoved = false

  constructor(facts: CatalogueFacts) {
    this.#facts = facts
  }

  readonly dimensionsOf = (id: string): ProductDimensions | null => this.find(id)

  find(id: string): ProductRow | null {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const row = this.#facts.products.get(id)
    if (row === undefined) return null
    this.#known.set(id, row)
    return row
  }

  /**
   * A product that a fact names: made when unknown; a file's words fill what is still empty.
   *
   * @returns the id as the catalogue holds it: one string for all facts, whose hash the engine works out once
   */
  touch(id: string, named: NamedProduct): string {
    const row = this.find(id)
    if (row === null) {
      this.#keep({ ...newProductRow(id), ...named, name: named.name ?? id })
      return id
    }
    if (row.isStub === 0) return row.id
    const name = row.name === id && named.name !== null ? named.name : row.name
    const category = row.category ?? named.category
    const brand = row.brand ?? named.brand
    if (name !== row.name || category !== row.category || brand !== row.brand) {
      this.put({ ...row, name, category, brand })
    }
    return row.id
  }

  /** Writes a product at the end of the batch. */
  put(row: ProductRow): void {
    const before = this.find(row.id)
    if (
      before !== null &&
      (before.category !== row.category || before.brand !== row.brand || before.costMinor !== row.costMinor) &&
      (this.#changed.has(row.id) || this.#facts.isSold(row.id))
    ) {
      this.dimensionsMoved = true
    }
    this.#keep(row)
  }

  flush(): void {
    for (const id of this.#changed) {
      const row = this.#known.get(id)
      if (row !== undefined) this.#facts.products.put(row)
    }
    this.#changed.clear()
    this.dimensionsMoved = false
    if (this.#known.size > CACHE_LIMIT) this.#known.clear()
  }

  #keep(row: ProductRow): void {
    this.#known.set(row.id, row)
    this.#changed.add(row.id)
  }
}
