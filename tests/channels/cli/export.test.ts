import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProgram } from '../../../src/channels/cli/create-program.ts'
import { createKith } from '../../../src/config/create-kith.ts'
import { readConfig } from '../../../src/config/env.ts'
import { importInThread } from '../../../src/config/import-in-thread.ts'
import { pipeTerminal } from '../../support/pipe-terminal.ts'

const home = mkdtempSync(join(tmpdir(), 'kith-cli-export-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const config = readConfig({ KITH_HOME: home, LOG_LEVEL: 'silent', KITH_CURRENCY: 'CNY' })

async function kith(...argv: string[]) {
  const printed = { out: '', err: '' }
  const code = await runProgram(argv, {
    open: () => Promise.resolve(createKith({ config, version: '9.9.9' })),
    importFiles: (actor, { onProgress, ...input }, signal) =>
      importInThread(
        { config, version: '9.9.9', actor, input, refreshes: false },
        { signal, onProgress: onProgress ?? (() => {}) },
      ),
    serve: () => Promise.resolve(),
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      printed.err += text
    },
    terminal: pipeTerminal(),
    version: '9.9.9',
    signal: new AbortController().signal,
  })
  return { code, ...printed, json: () => JSON.parse(printed.out) }
}

let audience: string
beforeAll(async () => {
  const ids = Array.from({ length: 40 }, (_, i) => `C-${i + 1}`)
  const file = (name: string, lines: readonly string[]): string => {
    const path = join(home, name)
    writeFileSync(path, lines.join('\n'))
    return path
  }
  const orders = file('orders.csv', [
    'order_id,ordered_at,customer_id,product_id,quantity,unit_price',
    ...ids.map((id, i) => `O-${i},2026-05-03,${id},P-1,1,100.00`),
  ])
  const customers = file('customers.csv', [
    'customer_id,email',
    ...ids.map((id) => `${id},${id.toLowerCase()}@shop.example`),
  ])
  const consents = file('consents.csv', [
    'customer_id,kind,granted,changed_at',
    ...ids.map((id, i) => `${id},email,${i < 30},2026-01-01`),
  ])
  expect((await kith('import', orders, customers, consents, '--json')).code).toBe(0)
  const built = await kith('tool', 'build_audience', '--args', '{"filters":[],"channel":"email"}', '--json')
  audience = built.json().data.audience_id
})

describe('kith export', () => {
  test('proposes first, and hands the file over once its proposal is approved', async () => {
    const first = await kith('export', audience, '--json')
    expect(first.code).toBe(0)
    const { proposal_id: id } = first.json().proposal
    const out = join(home, 'audience.csv')
    expect(existsSync(join(home, 'outbox', `${id}.csv`))).toBe(false)

    const second = await kith('export', audience, '--approve', id, '--out', out, '--json')
    expect(second.code).toBe(0)
    expect(second.json()).toEqual({ audience_id: audience, proposal_id: id, file: out })
    const lines = readFileSync(out, 'utf8').trim().split('\r\n')
    expect(lines[0]).toBe('customer_id,email,phone')
    // Thirty agreed, a tenth of them is held out; nobody who did not agree is among them.
    expect(lines).toHaveLength(1 + 27)
    for (const line of lines.slice(1)) expect(Number(/^C-(\d+),/.exec(line)?.[1])).toBeLessThanOrEqual(30)

    const again = await kith('export', audience, '--approve', id)
    expect(again.out.trim()).toBe(join(home, 'outbox', `${id}.csv`))
  })

  test('says in words what to do next, and writes hashes where asked', async () => {
    const proposed = await kith('export', audience, '--format', 'csv', '--hashed')
    const id = /kith export \S+ --approve (\S+)/.exec(proposed.out)?.[1] ?? ''
    const { out } = await kith('export', audience, '--approve', id)
    const text = readFileSync(out.trim(), 'utf8')
    expect(text).toMatch(/[0-9a-f]{64}/)
    expect(text).not.toContain('@shop.example')
  })

  test('refuses another format, another proposal and an audience that is not there', async () => {
    const format = await kith('export', audience, '--format', 'xlsx')
    expect(format.code).not.toBe(0)
    expect(format.err).toContain("there is no format 'xlsx'")
    expect((await kith('export', audience, '--approve', 'P-none')).code).not.toBe(0)
    expect((await kith('export', 'AU-none')).code).not.toBe(0)
  })
})

test('kith proposals secret prints what signatures are checked with, the same each time', async () => {
  const first = await kith('proposals', 'secret')
  expect(first.out).toMatch(/^[0-9a-f]{32}\n$/)
  expect((await kith('proposals', 'secret')).out).toBe(first.out)
})
