import type { Context } from 'hono'
import { z } from 'zod'
import { InvalidInputError } from '../../lib/errors.ts'
import type { PageRequest, Place } from '../../lib/page.ts'

const MOST = 200
const USUAL = 50

/** Query parameters of every list, as the interface describes them. */
export const PAGE_QUERY = {
  limit: `how many at most, 1 to ${MOST}; ${USUAL} when left out`,
  cursor: 'next_cursor of the page before; left out for the first page',
} as const

const cursorSchema = z.tuple([z.string(), z.number(), z.string()])

/** The words of a cursor: callers hand it back as it is, and nothing in it is secret. */
export const cursorOf = (list: string, place: Place | null): string | null =>
  place === null ? null : Buffer.from(JSON.stringify([list, place.at, place.id])).toString('base64url')

/**
 * Which page of a list a request asks for.
 *
 * @throws {InvalidInputError} for a limit out of range, and for a cursor that is none of this list
 */
export function readPage(c: Context, list: string): PageRequest {
  const written = c.req.query('limit')
  const limit = written === undefined ? USUAL : Number(written)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
    throw new InvalidInputError(`'${written}' is not a number of entries from 1 to ${MOST}`, {
      field: 'limit',
      hint: `Leave it out for ${USUAL}.`,
    })
  }
  const cursor = c.req.query('cursor')
  return { limit, after: cursor === undefined ? null : readCursor(cursor, list) }
}

function readCursor(cursor: string, list: string): Place {
  const [of, at, id] = parseCursor(cursor)
  if (of === list) return { at, id }
  throw new InvalidInputError(`'${cursor.slice(0, 40)}' is not a cursor of this list`, {
    field: 'cursor',
    hint: 'Use next_cursor of the page before as it is, or leave it out to begin.',
  })
}

function parseCursor(cursor: string): z.output<typeof cursorSchema> {
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (parsed.success) return parsed.data
  } catch {
    // What is no JSON is no cursor either: the caller says so.
  }
  return ['', 0, '']
}
