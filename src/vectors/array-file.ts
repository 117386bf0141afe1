import { KithError } from '../lib/errors.ts'

type NumberArray = Float64Array | Float32Array | Uint32Array

const KINDS = [Float64Array, Float32Array, Uint32Array] as const

/** Typed arrays as one run of bytes: for each its kind and length, then its numbers, all at multiples of eight. */
export function packArrays(arrays: readonly NumberArray[]): Buffer {
  const parts = arrays.flatMap((array) => {
    const kind = KINDS.findIndex((one) => array instanceof one)
    const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength)
    return [Buffer.from(Float64Array.of(kind, array.length).buffer), bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]
  })
  return Buffer.concat(parts)
}

/** The arrays again, copied out of the bytes. */
export function unpackArrays(bytes: Buffer): NumberArray[] {
  const buffer = new Uint8Array(bytes).buffer
  const arrays: NumberArray[] = []
  for (let at = 0; at < buffer.byteLength;) {
    const [kind = -1, length = 0] = new Float64Array(buffer, at, 2)
    const Kind = KINDS[kind]
    if (Kind === undefined) throw new KithError('INTERNAL', 'an index file holds no arrays')
    const array = new Kind(buffer, at + 16, length)
    arrays.push(array)
    at += 16 + Math.ceil(array.byteLength / 8) * 8
  }
  return arrays
}
