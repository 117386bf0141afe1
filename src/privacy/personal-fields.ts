import type { IdentifierKind } from '../lib/identifier-vault.ts'

/** Names of fields that hold an identifier, whatever their value looks like. */
const FIELDS: Readonly<Record<string, IdentifierKind>> = {
  customer_name: 'name',
  person_name: 'name',
  full_name: 'name',
  first_name: 'name',
  last_name: 'name',
  recipient: 'name',
  author: 'name',
  author_name: 'name',
  contact: 'name',
  email: 'email',
  email_address: 'email',
  phone: 'phone',
  mobile: 'phone',
  telephone: 'phone',
  address: 'address',
  street: 'address',
  shipping_address: 'address',
  document: 'document',
  id_number: 'document',
  passport: 'document',
  device: 'device',
  device_id: 'device',
  anonymous_id: 'anonymous_id',
  external_id: 'external_id',
}

/** Fields that name a person only in the row of a person: a product has a name, too. */
const ONLY_BESIDE_A_CUSTOMER: Readonly<Record<string, IdentifierKind>> = { name: 'name' }

/**
 * The kind of identifier that a field holds, or null. In a list of figures `{id, value}` or columns the field is named by
 * `id` or `key`.
 *
 * @param owner - the record that the field belongs to
 */
export function personalField(key: string, owner: Readonly<Record<string, unknown>> | null): IdentifierKind | null {
  const named = key === 'value' && typeof owner?.['id'] === 'string' ? owner['id'] : key
  // Type of device (mobile, desktop) is a dimension, not an identifier.
  if (
    named === 'device' &&
    typeof owner?.[key] === 'string' &&
    /^(mobile|desktop|tablet|web|app|ios|android|pc|mini_program)$/i.test(owner[key])
  ) {
    return null
  }
  return FIELDS[named] ?? (owner !== null && 'customer_id' in owner ? (ONLY_BESIDE_A_CUSTOMER[named] ?? null) : null)
}
