import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

const post = (path: string) => fetch(`${kith.url}${path}`, { method: 'POST' })
const overview = async () =>
  (await (await fetch(`${kith.url}/api/overview`)).json()) as { customers: number; orders: number; as_of: string }

async function followed(id: string): Promise<{ readonly status: string; readonly shares: readonly number[] }> {
  const shares: number[] = []
  for (;;) {
    const job = (await (await fetch(`${kith.url}/v1/imports/${id}`)).json()) as {
      status: string
      progress: { share: number } | null
    }
    if (job.progress !== null) shares.push(job.progress.share)
    if (job.status !== 'waiting' && job.status !== 'running') return { status: job.status, shares }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('the demo shop by one request', () => {
  test('refuses a number of customers that is none', async () => {
    const answer = await post('/v1/imports/demo?customers=many')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('is not a number of customers')
  })

  test('fills an empty store while telling how far it is, and a store with facts no more', async () => {
    expect(await overview()).toMatchObject({ customers: 0, orders: 0 })
    const started = await post('/v1/imports/demo?customers=300')
    expect(started.status).toBe(202)
    const { id } = (await started.json()) as { id: string }
    expect(started.headers.get('location')).toBe(`/v1/imports/${id}`)
    const { status, shares } = await followed(id)
    expect(status).toBe('done')
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
    expect(await overview()).toMatchObject({ as_of: '2026-06-30' })
    expect((await overview()).customers).toBeGreaterThan(200)
    const again = await post('/v1/imports/demo')
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('KITH_HOME')
  })
})
