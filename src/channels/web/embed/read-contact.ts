/** How the customer of a conversation is named to `POST /v1/customers/context`. */
export type Contact =
  | { readonly customer_id: string }
  | { readonly email: string }
  | { readonly phone: string }
  | { readonly external_id: string }

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
const partOf = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>)[name] : undefined

/**
 * Whom a desk's message names: Chatwoot's `appContext` (as JSON), or `{customer_id | email | phone | external_id}` from any other
 * desk. Undefined for messages about something else, null for a contact with nothing to look up.
 */
export function readContact(message: unknown): Contact | null | undefined {
  const value = typeof message === 'string' ? parse(message) : message
  const contact = partOf(value, 'event') === 'appContext' ? partOf(partOf(value, 'data'), 'contact') : value
  if (contact === null || typeof contact !== 'object') return undefined
  const isForUs = contact !== value || ['customer_id', 'email', 'phone', 'external_id'].some((name) => name in contact)
  if (!isForUs) return undefined
  const own = textOf(partOf(contact, 'customer_id'))
  if (own !== null) return { customer_id: own }
  const external = textOf(partOf(contact, 'external_id')) ?? textOf(partOf(contact, 'identifier'))
  if (external !== null) return { external_id: external }
  const email = textOf(partOf(contact, 'email'))
  if (email !== null) return { email }
  const phone = textOf(partOf(contact, 'phone')) ?? textOf(partOf(contact, 'phone_number'))
  return phone === null ? null : { phone }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
