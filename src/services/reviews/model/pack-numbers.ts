/** Numbers as base64 of their bytes (little-endian), so that JSON keeps thousands of them small. */
export const packNumbers = (values: Float32Array | Float64Array | Int32Array | Uint32Array | Int16Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')

const bytesOf = (packed: string): ArrayBuffer => {
  const bytes = Buffer.from(packed, 'base64')
  // A copy of its own, so that it begins where an array of wide numbers may begin.
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}

export const unpackFloats = (packed: string): Float32Array => new Float32Array(bytesOf(packed))
export const unpackWhole = (packed: string): Int32Array => new Int32Array(bytesOf(packed))
export const unpackDoubles = (packed: string): Float64Array => new Float64Array(bytesOf(packed))
