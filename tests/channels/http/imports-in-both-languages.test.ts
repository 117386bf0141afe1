import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DetectedFile } from '../../../src/services/imports/detect-file.ts'
import type { ImportJob, ToldImport } from '../../../src/services/imports/import-report.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'

/** Dates that can be read in two ways, and a column that no field goes by. */
const ORDERS = 'order_id,customer_id,product_id,quantity,unit_price,ordered_at,mood\nO-1,C-1,P-1,1,10.50,03/04/2026,x\n'
const HAN = /\p{Script=Han}/u

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

const headersOf = (language: string) => ({ 'accept-language': language })
const send = (path: string, language: string) =>
  fetch(`${kith.url}${path}`, { method: 'POST', body: ORDERS, headers: headersOf(language) })

async function ended(id: string, language: string): Promise<Omit<ImportJob, 'result'> & { result: ToldImport | null }> {
  for (;;) {
    const reply = await fetch(`${kith.url}/v1/imports/${id}`, { headers: headersOf(language) })
    const job = (await reply.json()) as Omit<ImportJob, 'result'> & { result: ToldImport | null }
    if (job.status !== 'waiting' && job.status !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('what an import says', () => {
  test('is in the language of who asks what a file seems to be', async () => {
    const [zh, en] = await Promise.all(
      ['zh', 'en'].map(
        async (language) =>
          (await (await send('/v1/imports/detect?filename=orders.csv', language)).json()) as DetectedFile,
      ),
    )
    expect(zh?.warnings.length).toBe(2)
    expect([...(zh?.warnings ?? []), ...(zh?.reasons ?? [])].filter((text) => !HAN.test(text))).toEqual([])
    expect(en?.warnings.length).toBe(2)
    expect([...(en?.warnings ?? []), ...(en?.reasons ?? [])].filter((text) => HAN.test(text))).toEqual([])
  })

  test('is in the language of who reads the result, whoever started it', async () => {
    const started = await send('/v1/imports?filename=orders.csv', 'zh-CN')
    const { id } = (await started.json()) as { id: string }
    const zh = (await ended(id, 'zh')).result
    const en = (await ended(id, 'en')).result
    expect(zh?.files[0]?.imported).toBe(1)
    expect(zh?.warnings.length).toBe(3)
    expect(zh?.warnings.join('\n')).toMatch(/月在前[\s\S]*mood[\s\S]*币种/)
    expect(en?.warnings.join('\n')).toMatch(/month was taken to come first[\s\S]*mood[\s\S]*which currency/)
  })

  test('stays in the ledger in both', async () => {
    for (const [language, words] of [
      ['zh', '两种读法'],
      ['en', 'in two ways'],
    ] as const) {
      const reply = await fetch(`${kith.url}/v1/tools/describe_data`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ args: {}, language }),
      })
      const result = (await reply.json()) as { data: { imports: { warnings: string[] }[] } }
      expect(result.data.imports[0]?.warnings.join()).toContain(words)
    }
  })
})
