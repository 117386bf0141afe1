import type { RecordSink, Tokenizer } from './tokenizer.ts'
import { lineTokenizer } from './tokenize-lines.ts'

/** A JSON object, as one line of a JSONL file holds it. */
export type JsonObject = { readonly [key: string]: unknown }

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object of a line; null when the line is no JSON object. */
export function parseJsonLine(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line)
    return isJsonObject(value) ? value : null
  } catch {
    return null
  }
}

/** The value at a path of keys joined by dots; a key that itself holds dots is found first. */
export function atPath(object: JsonObject, path: string): unknown {
  if (path in object) return object[path]
  let value: unknown = object
  for (const key of path.split('.')) {
    if (!isJsonObject(value)) return undefined
    value = value[key]
  }
  return value
}

/**
 * A JSON value as the text of a cell: null and absent are empty, objects and lists stay JSON. A whole number beyond 2^53
 * has lost digits in parsing, so it is null: an id written as a number that long must be written as text.
 */
export function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? null : String(value)
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

/** The paths of an object's leaves, nested ones joined by dots; lists and objects deeper than `depth` are leaves. */
export function leafPaths(object: JsonObject, depth = 4, prefix = ''): string[] {
  return Object.entries(object).flatMap(([key, value]) =>
    isJsonObject(value) && depth > 1 ? leafPaths(value, depth - 1, `${prefix}${key}.`) : [`${prefix}${key}`],
  )
}

/** A tokenizer of JSONL: one object per line, its cells those of `columns` (paths). */
export function jsonLinesTokenizer(columns: readonly string[], sink: RecordSink): Tokenizer {
  return lineTokenizer((line, cells) => {
    const object = parseJsonLine(line)
    if (object === null) return 'not_json'
    for (let index = 0; index < columns.length; index++) {
      const cell = cellOf(atPath(object, columns[index] ?? ''))
      if (cell === null) return 'number_too_long'
      cells[index] = cell
    }
    return columns.length
  }, sink)
}
