import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

const call = async (method: string, path: string, body?: object) => {
  const reply = await fetch(`${kith.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
}

const LISTS: readonly (readonly [string, string, string, (number: number) => Promise<unknown>])[] = [
  [
    '/v1/threads',
    'threads',
    'thread_id',
    () => call('POST', '/v1/chat', { message: 'How many customers do we have?' }),
  ],
  [
    '/v1/approvals?status=all',
    'proposals',
    'proposal_id',
    (number) => call('POST', '/v1/settings/return_window_days', { value: 8 + number }),
  ],
  [
    '/v1/audit',
    'entries',
    'sequence',
    (number) => call('POST', '/v1/settings/stuck_parcel_days', { value: 8 + number }),
  ],
]

describe.each(LISTS)('%s', (path, name, id, add) => {
  const page = async (cursor: string | null, limit = 2) => {
    const more = `limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`
    const { status, body } = await call('GET', `${path}${path.includes('?') ? '&' : '?'}${more}`)
    expect(status).toBe(200)
    return {
      ids: (body[name] as Record<string, unknown>[]).map((entry) => entry[id]),
      next: body['next_cursor'] as string | null,
    }
  }

  test('comes by pages that neither repeat nor leave out, while more comes in', async () => {
    for (let number = 0; number < 5; number += 1) await add(number)
    const { ids: all } = await page(null, 200)
    expect(all.length).toBeGreaterThanOrEqual(5)
    const seen: unknown[] = []
    let cursor: string | null = null
    let number = 5
    do {
      const { ids, next }: Awaited<ReturnType<typeof page>> = await page(cursor)
      seen.push(...ids)
      cursor = next
      if (number < 7) await add((number += 1))
    } while (cursor !== null)
    expect(seen).toEqual(all)
  })

  test.each(['1', 'abc', Buffer.from('["keys",1,"x"]').toString('base64url'), '%00'])(
    'refuses %s for a cursor, and says what to do',
    async (cursor) => {
      const { status, body } = await call('GET', `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'cursor',
        hint: expect.stringContaining('next_cursor'),
      })
    },
  )

  test.each(['0', '201', 'many', '1.5'])('refuses %s for a limit', async (limit) => {
    const { status, body } = await call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ field: 'limit' })
  })
})

test.each(['/v1/keys', '/v1/segments', '/v1/alerts'])('%s takes a page and a cursor, too', async (path) => {
  const { body } = await call('GET', `${path}?limit=1`)
  expect(body['next_cursor']).toBeNull()
  expect((await call('GET', `${path}?cursor=x`)).status).toBe(400)
})
