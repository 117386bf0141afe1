import { InvalidInputError } from '../../lib/errors.ts'

export type SlackBody = Readonly<Record<string, unknown>>

/**
 * The body of a delivery: JSON for events; a form for commands, and a form with JSON in `payload` for presses of buttons.
 *
 * @throws {InvalidInputError} when it is neither
 */
export function readDelivery(body: string, contentType: string): SlackBody {
  const form = contentType.includes('application/x-www-form-urlencoded') ? new URLSearchParams(body) : null
  const json = form === null ? body : form.get('payload')
  if (json === null) return Object.fromEntries(form ?? [])
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as SlackBody
  } catch (cause) {
    throw new InvalidInputError('the delivery is not JSON', { cause })
  }
  throw new InvalidInputError('the delivery is not an object')
}
