import { InvalidInputError } from '../../lib/errors.ts'

/**
 * Sets of items with the number of baskets that hold them, as a tree: each set is its prefix and one more item of a higher
 * rank. Node 0 is the empty set, which every basket holds.
 */
export class FrequentSets {
  readonly itemOfRank: Int32Array
  /** -1 for items that are too rare. */
  readonly rankOfItem: Int32Array
  readonly baskets: number
  readonly #most: number
  readonly #parents: number[] = [-1]
  readonly #ranks: number[] = [-1]
  readonly #counts: number[]
  readonly #children = new Map<number, number>()

  /** @param itemOfRank - frequent items in the order in which sets are spelled */
  constructor(itemOfRank: Int32Array, items: number, baskets: number, most: number) {
    this.itemOfRank = itemOfRank
    this.rankOfItem = new Int32Array(items).fill(-1)
    for (const [rank, item] of itemOfRank.entries()) this.rankOfItem[item] = rank
    this.baskets = baskets
    this.#most = most
    this.#counts = [baskets]
  }

  /** Sets that hold at least one item. */
  get size(): number {
    return this.#parents.length - 1
  }

  /**
   * Adds the set "parent and one item more"; returns its node.
   *
   * @throws {InvalidInputError} when there are too many
   */
  add(parent: number, rank: number, count: number): number {
    if (this.size >= this.#most) {
      throw new InvalidInputError(`more than ${this.#most} sets of items are that frequent`, {
        field: 'min_support',
        hint: 'Ask for a higher support.',
      })
    }
    const node = this.#parents.length
    this.#parents.push(parent)
    this.#ranks.push(rank)
    this.#counts.push(count)
    this.#children.set(parent * this.itemOfRank.length + rank, node)
    return node
  }

  /** Ranks of a node's items, rising. */
  ranksOf(node: number): readonly number[] {
    const ranks: number[] = []
    for (let at = node; at > 0; at = this.#parents[at] as number) ranks.push(this.#ranks[at] as number)
    return ranks.reverse()
  }

  countOf(node: number): number {
    return this.#counts[node] as number
  }

  /** Baskets that hold all of these ranks (rising), one of them left out; 0 when that set is too rare. */
  countWithout(ranks: readonly number[], left: number): number {
    let node = 0
    for (const [at, rank] of ranks.entries()) {
      if (at === left) continue
      const child = this.#children.get(node * this.itemOfRank.length + rank)
      if (child === undefined) return 0
      node = child
    }
    return this.#counts[node] as number
  }

  /** Baskets that hold an item, 0 when it is too rare to be here. */
  countOfRank(rank: number): number {
    const node = this.#children.get(rank)
    return node === undefined ? 0 : (this.#counts[node] as number)
  }
}
