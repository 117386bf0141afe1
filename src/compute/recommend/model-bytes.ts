import { InvalidInputError } from '../../lib/errors.ts'
import type { RecommenderMethod } from './recommender.ts'

type ModelArray = Float64Array | Float32Array | Int32Array | Uint8Array

/** Arrays of a fitted model by name. */
export type ModelArrays = Readonly<Record<string, ModelArray>>

/** What a fitted model is made of, apart from its code. */
export interface ModelParts {
  readonly method: RecommenderMethod
  readonly items: number
  /** Settings and notes that go as JSON. */
  readonly meta: Readonly<Record<string, unknown>>
  readonly arrays: ModelArrays
}

const MAGIC = 'kithrec1'
const kinds = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u8: Uint8Array } as const

interface ArrayPlace {
  readonly name: string
  readonly kind: keyof typeof kinds
  readonly length: number
}

/**
 * Writes a model as bytes: eight letters, the length of a JSON head, the head, then every array on a multiple of eight.
 *
 * @example readModelBytes(writeModelBytes(parts), parts.method).arrays // equal to parts.arrays
 */
export function writeModelBytes({ method, items, meta, arrays }: ModelParts): Uint8Array {
  const named = Object.entries(arrays)
  const places = named.map(([name, array]): ArrayPlace => ({ name, kind: kindOf(array), length: array.length }))
  const head = new TextEncoder().encode(JSON.stringify({ method, items, meta, places }))
  const size = named.reduce((sum, [, array]) => sum + padded(array.byteLength), 16 + padded(head.length))
  const bytes = new Uint8Array(size)
  bytes.set(new TextEncoder().encode(MAGIC))
  new DataView(bytes.buffer).setUint32(8, head.length, true)
  bytes.set(head, 16)
  let at = 16 + padded(head.length)
  for (const [, array] of named) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += padded(array.byteLength)
  }
  return bytes
}

/**
 * Reads what `writeModelBytes` wrote, without copying the arrays when the bytes lie on a multiple of eight.
 *
 * @throws {InvalidInputError} when the bytes are cut off, of another method or no model at all
 */
export function readModelBytes(bytes: Uint8Array, method: RecommenderMethod): ModelParts {
  const own = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const head = readHead(own)
  if (head.method !== method) throw new InvalidInputError(`these bytes hold a model '${head.method}', not '${method}'`)
  let at = head.end
  const arrays: Record<string, ModelArray> = {}
  for (const { name, kind, length } of head.places) {
    const Kind = kinds[kind]
    const byteLength = length * Kind.BYTES_PER_ELEMENT
    if (at + byteLength > own.byteLength) throw new InvalidInputError(`the bytes of the model end within '${name}'`)
    arrays[name] = new Kind(own.buffer as ArrayBuffer, own.byteOffset + at, length)
    at += padded(byteLength)
  }
  return { method, items: head.items, meta: head.meta, arrays }
}

/** The method of stored bytes. @throws {InvalidInputError} when they are no model */
export const methodOfBytes = (bytes: Uint8Array): RecommenderMethod => readHead(bytes).method

interface Head {
  readonly method: RecommenderMethod
  readonly items: number
  readonly meta: Readonly<Record<string, unknown>>
  readonly places: readonly ArrayPlace[]
}

function readHead(bytes: Uint8Array): Head & { readonly end: number } {
  const letters = new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length))
  if (letters !== MAGIC || bytes.length < 16) throw new InvalidInputError('these bytes are no recommender')
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true)
  if (16 + length > bytes.length) throw new InvalidInputError('the bytes of the recommender end within its head')
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + length))) as Head
  return { ...head, end: 16 + padded(length) }
}

function kindOf(array: ModelArray): keyof typeof kinds {
  if (array instanceof Float64Array) return 'f64'
  if (array instanceof Float32Array) return 'f32'
  return array instanceof Int32Array ? 'i32' : 'u8'
}

const padded = (length: number): number => Math.ceil(length / 8) * 8

/** An array of a model by its name. @throws {InvalidInputError} when it is missing or of another kind */
export function float64Of({ arrays }: ModelParts, name: string): Float64Array {
  const array = arrays[name]
  if (array instanceof Float64Array) return array
  throw new InvalidInputError(`the model has no numbers '${name}'`)
}

/** @throws {InvalidInputError} when it is missing or of another kind */
export function float32Of({ arrays }: ModelParts, name: string): Float32Array {
  const array = arrays[name]
  if (array instanceof Float32Array) return array
  throw new InvalidInputError(`the model has no numbers '${name}'`)
}

/** @throws {InvalidInputError} when it is missing or of another kind */
export function int32Of({ arrays }: ModelParts, name: string): Int32Array {
  const array = arrays[name]
  if (array instanceof Int32Array) return array
  throw new InvalidInputError(`the model has no whole numbers '${name}'`)
}
