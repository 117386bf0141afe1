/** A column of words, kept as small integers: position i holds `names[codes[i]]`, or nothing where the code is -1. */
export interface CodedColumn<Name extends string = string> {
  readonly names: readonly Name[]
  readonly codes: Int8Array | Int32Array | Uint8Array
}

/** The word at a position; null when there is none. */
export const nameAt = <Name extends string>(column: CodedColumn<Name>, position: number): Name | null =>
  column.names[column.codes[position] ?? -1] ?? null

/** Collects a column of words row by row. */
export function columnBuilder(): {
  readonly push: (name: string | null) => void
  readonly set: (position: number, name: string) => void
  readonly build: () => CodedColumn
} {
  const codeOf = new Map<string, number>()
  const codes: number[] = []
  const encode = (name: string): number => {
    const known = codeOf.get(name)
    if (known !== undefined) return known
    codeOf.set(name, codeOf.size)
    return codeOf.size - 1
  }
  return {
    push: (name) => void codes.push(name === null || name === '' ? -1 : encode(name)),
    set: (position, name) => void (codes[position] = encode(name)),
    build: () => ({ names: [...codeOf.keys()], codes: Int32Array.from(codes) }),
  }
}
