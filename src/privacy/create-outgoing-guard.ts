import { KithError } from '../lib/errors.ts'
import { mapStrings } from '../lib/map-strings.ts'
import type { FindIdentifiers } from './create-identifier-finder.ts'

/** Fields of a request to a model that our own code writes: the names of customers are not looked for in them. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['model', 'role', 'type', 'name', 'id', 'tool_call_id', 'tools'])

/**
 * The last look at a request before it leaves: throws when any string of it still holds an identifier. The error never
 * quotes what was found.
 *
 * The system message and the tools are our own fixed text; in them only what shows by its form or is longer than a word
 * counts, so that a customer called Summer does not stop every request.
 */
export function createOutgoingGuard(find: FindIdentifiers): (body: string) => void {
  return (body) => {
    let kinds: readonly string[]
    try {
      kinds = kindsIn(JSON.parse(body) as unknown, find)
    } catch {
      kinds = find(body).map((span) => span.kind)
    }
    if (kinds.length === 0) return
    throw new KithError('UNAVAILABLE', 'a request to the model would have carried personal data and was not sent', {
      details: { reason_code: 'personal_data', kinds: [...new Set(kinds)] },
    })
  }
}

function kindsIn(request: unknown, find: FindIdentifiers): string[] {
  const kinds: string[] = []
  const ownText = new Set<unknown>()
  if (isRecord(request) && Array.isArray(request['messages'])) {
    for (const message of request['messages'] as readonly unknown[]) {
      if (isRecord(message) && message['role'] === 'system') ownText.add(message)
    }
  }
  if (isRecord(request)) ownText.add(request['tools'])
  const look = (value: unknown, isOwn: boolean): void => {
    if (isRecord(value) || Array.isArray(value)) {
      const own = isOwn || ownText.has(value)
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner === 'string') lookAt(inner, own || OWN_FIELDS.has(key))
        else look(inner, own)
      }
    } else if (typeof value === 'string') lookAt(value, isOwn)
  }
  const lookAt = (text: string, isOwn: boolean): void => {
    for (const part of stringsOf(text)) {
      for (const span of find(part)) {
        if (isOwn && span.kind === 'name') continue
        kinds.push(span.kind)
      }
    }
  }
  look(request, false)
  return kinds
}

/** A string, or the strings inside when it is itself JSON: so that a field is looked at as its own text. */
function stringsOf(text: string): readonly string[] {
  if (!/^\s*[[{]/.test(text)) return [text]
  try {
    const strings: string[] = []
    mapStrings(JSON.parse(text), (inner) => {
      strings.push(inner)
      return inner
    })
    return strings
  } catch {
    return [text]
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
