import { afterAll, expect, test } from 'vitest'
import { serveKith } from '../../support/serve-kith.ts'

const kith = await serveKith()
afterAll(() => kith.close())

test('a quiet connection is kept for longer than the minute of proxies', async () => {
  const { headers } = await fetch(`${kith.url}/readyz`)
  const seconds = Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])
  expect(seconds).toBeGreaterThan(60)
})
