import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProgram } from '../../../src/channels/cli/create-program.ts'
import { createKith } from '../../../src/config/create-kith.ts'
import { readConfig } from '../../../src/config/env.ts'
import { importInThread } from '../../../src/config/import-in-thread.ts'
import { pipeTerminal } from '../../support/pipe-terminal.ts'

const home = mkdtempSync(join(tmpdir(), 'kith-cli-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const config = readConfig({ KITH_HOME: home, LOG_LEVEL: 'silent', KITH_CURRENCY: 'CNY' })

const kith = (...argv: string[]) => kithReading('', ...argv)

/** One command line, with what a pipe holds. */
async function kithReading(input: string, ...argv: string[]) {
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
    terminal: pipeTerminal(input),
    version: '9.9.9',
    signal: new AbortController().signal,
  })
  return { code, ...printed, json: () => JSON.parse(printed.out) }
}

const orders = join(home, 'orders.csv')
beforeAll(() => {
  writeFileSync(
    orders,
    [
      'order_id,ordered_at,customer_id,product_id,quantity,unit_price',
      'O-1,2026-05-03,A,P-1,1,100.00',
      'O-2,2026-06-04,A,P-2,2,25.00',
      'O-3,2026-06-05,B,P-1,1,100.00',
      'O-4,2026-06-31,B,P-1,1,100.00',
    ].join('\n'),
  )
})

describe('import', () => {
  test('a dry run counts everything and writes nothing', async () => {
    const dry = await kith('import', orders, '--dry-run', '--json')
    expect(dry.code).toBe(3)
    expect(dry.json().files[0]).toMatchObject({ read: 4, imported: 3, quarantined: 1 })
    const counted = (
      await kith('tool', 'query_metrics', '--args', '{"metrics":["orders"],"period":"all"}', '--json')
    ).json()
    expect(counted.facts).toContainEqual(expect.objectContaining({ id: 'orders', value: 0 }))
  })

  test('lines that stand twice in an order are counted, and that is said', async () => {
    const twice = join(home, 'twice.csv')
    const line = 'O-9,2026-05-03,A,P-1,1,100.00'
    writeFileSync(twice, ['order_id,ordered_at,customer_id,product_id,quantity,unit_price', line, line].join('\n'))
    const dry = await kith('import', twice, '--dry-run')
    expect(dry.out).toContain('2 read = 2 imported')
    expect(dry.out).toContain('counted, though the same order has an equal line already: 1')
    expect(dry.out).not.toContain('left out of analyses')
  })

  test('exits with 3 when rows were set aside; mended, they come in', async () => {
    const result = await kith('import', orders, '--json')
    expect(result.code).toBe(3)
    const { files, quarantine_file: file } = result.json()
    expect(files[0]).toMatchObject({
      kind: 'order_lines',
      read: 4,
      imported: 3,
      duplicates: 0,
      quarantined: 1,
      reasons: { invalid_date: 1 },
    })
    const mended = readFileSync(file, 'utf8').replaceAll('2026-06-31', '2026-06-30')
    writeFileSync(file, mended)
    const again = await kith('import', file, '--json')
    expect({ code: again.code, imported: again.json().files[0].imported }).toEqual({ code: 0, imported: 1 })
  })

  test('says in words what it did', async () => {
    const { out, code } = await kith('import', orders)
    expect(code).toBe(3)
    expect(out).toContain('4 read = 0 imported + 3 duplicates + 1 quarantined')
  })

  test.each([
    ['a missing file', ['import', '/no/such/file.csv']],
    ['a folder', ['import', home]],
    ['an unknown kind', ['import', orders, '--as', 'dreams']],
    ['an unknown preset', ['import', orders, '--preset', 'dreams']],
    ['a mapping that is none', ['import', orders, '--map', 'order_id']],
  ])('%s fails with what is wrong and the way out', async (_case, argv) => {
    const { code, out, err } = await kith(...argv)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trim().split('\n').length).toBeGreaterThan(1)
  })
})

describe('ask and tool', () => {
  test('a question gets an answer whose figures are right', async () => {
    const answer = (await kith('ask', 'What was net revenue in June 2026?', '--json')).json()
    expect(answer).toMatchObject({ kind: 'answer', grounding: { unsupported: 0 } })
    expect(answer.text).toContain('¥250.00')
  })

  test('a question may come through a pipe; an empty or an endless one is refused', async () => {
    const { out, code } = await kithReading('What was net revenue in June 2026?\n', 'ask')
    expect(code).toBe(0)
    expect(out).toContain('¥250.00')
    expect((await kithReading(' \n', 'ask')).code).toBe(2)
    expect((await kithReading('x'.repeat(9000), 'ask', '--json')).json()).toMatchObject({
      error: { code: 'TOO_LARGE' },
    })
  })

  test('every kind of answer exits with 0', async () => {
    const { code, json } = await kith('ask', "What's the weather in Hangzhou tomorrow?", '--json')
    expect(code).toBe(0)
    expect(json()).toMatchObject({ kind: 'decline', tool_calls: [] })
  })

  test('a tool call gives facts, and a wrong one says which arguments there are', async () => {
    const good = await kith('tool', 'query_metrics', '--args', '{"metrics":["aov"],"period":"2026-06"}', '--json')
    expect(good.json().facts).toContainEqual(
      expect.objectContaining({ id: 'aov', value: expect.closeTo(250 / 3, 9), unit: 'CNY' }),
    )
    const bad = await kith('tool', 'query_metrics', '--args', '{"metric":"aov"}', '--json')
    expect(bad.code).toBe(1)
    expect(bad.json()).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', hint: expect.stringContaining('metrics') },
    })
    expect((await kith('tool', 'query_metrics', '--args', '{oops', '--json')).json()).toMatchObject({
      ok: false,
      error: { field: 'args' },
    })
  })
})

describe('usage', () => {
  test.each([[['frobnicate']], [['import']], [['ask', 'x', '--colour', 'red']], [['keys', 'create']]])(
    '%j exits with 2',
    async (argv) => {
      const { code, err } = await kith(...argv)
      expect(code).toBe(2)
      expect(err).not.toBe('')
    },
  )

  test('help and version exit with 0 and open no store', async () => {
    expect(await kith('--help')).toMatchObject({ code: 0, out: expect.stringContaining('import') })
    expect(await kith('--version')).toMatchObject({ code: 0, out: '9.9.9\n' })
  })
})

describe('segment', () => {
  const rule = '[{"field":"orders","op":"gte","value":2}]'

  test('is proposed, saved when approved, listed, shown, and forgotten the same way', async () => {
    const proposal = (await kith('segment', 'save', 'regulars', '--filters', rule, '--json')).json()
    expect((await kith('segment', 'list', '--json')).json()).toEqual([])
    expect((await kith('proposals', 'approve', proposal.proposal_id, '--json')).code).toBe(0)
    expect((await kith('segment', 'show', 'regulars', '--json')).json()).toMatchObject({
      size: 2,
      customer_ids: ['A', 'B'],
    })
    const gone = (await kith('segment', 'delete', 'regulars', '--json')).json()
    expect((await kith('proposals', 'approve', gone.id, '--json')).code).toBe(0)
    expect((await kith('segment', 'show', 'regulars', '--json')).code).toBe(1)
  })

  test.each([
    [['segment', 'save', 'x', '--filters', 'not json'], /JSON list of conditions/],
    [['segment', 'save', 'dormant', '--filters', rule], /every shop has/],
    [['segment', 'delete', 'nobody'], /no segment 'nobody'/],
  ])('%j says what is wrong', async (argv, message) => {
    const { code, err } = await kith(...argv)
    expect(code).toBe(1)
    expect(err).toMatch(message)
  })
})

describe('upkeep', () => {
  test('a setting changes through a proposal and a second step', async () => {
    const proposal = (await kith('proposals', 'set', 'return_window_days', '14', '--json')).json()
    expect(proposal).toMatchObject({ status: 'proposed' })
    const done = (await kith('proposals', 'approve', proposal.id, '--json')).json()
    expect(done).toMatchObject({ status: 'executed' })
    expect((await kith('proposals', 'approve', proposal.id, '--json')).code).toBe(1)
  })

  test('keys are made, listed without their secret, and revoked', async () => {
    const key = (await kith('keys', 'create', '--role', 'marketer', '--name', 'Mei', '--json')).json()
    expect(key.key).toMatch(/^kith_/)
    const list = await kith('keys', 'list', '--json')
    expect(list.out).not.toContain(key.key)
    expect((await kith('keys', 'revoke', key.id, '--json')).code).toBe(0)
    expect((await kith('keys', 'revoke', 'K-none', '--json')).code).toBe(1)
  })

  test('doctor finds a healthy store, the audit chain holds, refresh by force changes nothing that matters', async () => {
    expect((await kith('doctor', '--json')).json()).toMatchObject({ healthy: true })
    expect((await kith('audit', 'verify', '--json')).json()).toMatchObject({ broken_at: null })
    expect((await kith('refresh', 'all', '--force', '--json')).code).toBe(0)
    expect((await kith('doctor', '--json')).json()).toMatchObject({ healthy: true })
  })
})
