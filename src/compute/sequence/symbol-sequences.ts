/** The symbol that stands between two visits: before it somebody left, after it somebody came. */
export const EDGE = 0

/**
 * What many people did one thing after another, packed: the symbols of person i are those at
 * `offsets[i]` .. `offsets[i + 1] - 1`, oldest first, each with the instant at which it was known. Symbols are numbered from
 * 1; 0 is the edge of a visit, and every sequence begins with one.
 */
export interface SymbolSequences {
  readonly symbols: Int32Array
  /** UTC ms. */
  readonly times: Float64Array
  readonly offsets: Int32Array
  /** Symbols there are, the edge counted: all are in 0 .. alphabet - 1. */
  readonly alphabet: number
}

/** Packs lists of symbols; for callers that gather one person after another. */
export class SequenceBuilder {
  readonly #symbols: number[] = []
  readonly #times: number[] = []
  readonly #offsets: number[] = [0]

  add(symbol: number, time: number): void {
    this.#symbols.push(symbol)
    this.#times.push(time)
  }

  endPerson(): void {
    this.#offsets.push(this.#symbols.length)
  }

  finish(alphabet: number): SymbolSequences {
    return {
      symbols: Int32Array.from(this.#symbols),
      times: Float64Array.from(this.#times),
      offsets: Int32Array.from(this.#offsets),
      alphabet,
    }
  }
}
