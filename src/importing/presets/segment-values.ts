/** A JSON object as it came from outside: any key may hold anything. */
export type Json = { readonly [key: string]: unknown }

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first of the keys that holds a word or a number. */
export function word(object: Json, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return ''
}

export const inner = (object: Json, key: string): Json => {
  const value = Object.hasOwn(object, key) ? object[key] : undefined
  return isObject(value) ? value : {}
}

/** Who a person is never travels with an event: it goes encrypted to the customer, or nowhere. */
export const PERSONAL =
  /e-?mail|phone|mobile|^(first|last|full|user|customer)?_?name$|address|birth|passport|^ip$|token|password|card/i
