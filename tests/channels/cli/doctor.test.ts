import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { runProgram } from '../../../src/channels/cli/create-program.ts'
import { createKith } from '../../../src/config/create-kith.ts'
import { readConfig } from '../../../src/config/env.ts'
import { refresh } from '../../../src/services/refresh/refresh.ts'
import { pipeTerminal } from '../../support/pipe-terminal.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

vi.mock('node:fs/promises', { spy: true })

const folder = mkdtempSync(join(tmpdir(), 'kith-doctor-'))
const home = join(folder, 'home')
let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
  await refresh({ ctx: kith.runtime.contextFor(testActor()), input: { what: 'index', force: true } })
  await kith.runtime.close()
})
afterAll(async () => {
  await kith.close().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  rmSync(home, { recursive: true, force: true })
  cpSync(kith.home, home, { recursive: true })
})

async function doctor(...more: string[]) {
  const printed = { out: '', err: '' }
  const config = readConfig({ KITH_HOME: home, LOG_LEVEL: 'silent' })
  const code = await runProgram(['doctor', ...more], {
    open: async () => createKith({ config, version: 'test' }),
    importFiles: () => Promise.reject(new Error('not here')),
    serve: () => Promise.resolve(),
    out: (text) => void (printed.out += text),
    err: (text) => void (printed.err += text),
    terminal: pipeTerminal(''),
    version: 'test',
    signal: new AbortController().signal,
  })
  return { code, ...printed }
}
interface Check {
  readonly name: string
  readonly ok: boolean
  readonly found: string
  readonly remedy: string
}
const bad = (out: string): readonly Check[] =>
  (JSON.parse(out) as { checks: readonly Check[] }).checks.filter(({ ok }) => !ok)

test('a whole home is healthy, and every check is told', async () => {
  const { code, out } = await doctor()
  expect(code).toBe(0)
  expect(out).not.toContain('BAD')
  for (const name of ['database', 'references', 'key', 'audit chain', 'folder', 'disk', 'search index', 'Chinese font'])
    expect(out).toMatch(new RegExp(`^(ok  |note) ${name}:`, 'm'))
})

describe('names what is wrong, and how to mend it', () => {
  test('with a key file that is gone: no other is made in its place', async () => {
    rmSync(join(home, 'key'))
    const { code, err } = await doctor()
    expect(code).toBe(1)
    expect(err).toMatch(/the key file .* is missing.*\n.*Put it back/)
    expect(readdirSync(home)).not.toContain('key')
  })

  test('with the key of another shop', async () => {
    writeFileSync(join(home, 'key'), `${'ab'.repeat(32)}\n`)
    const { code, out } = await doctor('--json')
    expect(code).toBe(1)
    expect(bad(out)).toMatchObject([{ name: 'key', remedy: expect.stringContaining('the store was made with') }])
  })

  test('with a key that is cut short', async () => {
    writeFileSync(join(home, 'key'), 'abcdef\n')
    const { code, err } = await doctor()
    expect(code).toBe(1)
    expect(err).toMatch(/is not 32 bytes/)
  })

  test('with one byte of the index changed', async () => {
    const index = join(home, 'index')
    const generation = readdirSync(index).find((name) => name.startsWith('g-')) ?? ''
    const [largest = ''] = readdirSync(join(index, generation)).filter((name) => name !== 'manifest.json')
    const path = join(index, generation, largest)
    const bytes = readFileSync(path)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const { code, out } = await doctor('--json')
    expect(code).toBe(1)
    expect(bad(out)).toMatchObject([
      { name: 'search index', remedy: expect.stringContaining('kith refresh index --force') },
    ])
  })

  test('with sums that do not agree with the orders', async () => {
    const db = new Database(join(home, 'kith.sqlite'))
    db.exec(
      'UPDATE customer_rollups SET gross_minor = gross_minor + 1 WHERE customer_id = (SELECT min(customer_id) FROM customer_rollups)',
    )
    db.close()
    const { code, out } = await doctor('--json')
    expect(code).toBe(1)
    expect(bad(out)).toMatchObject([
      { name: 'rollups by customer', remedy: expect.stringContaining('kith refresh all --force') },
    ])
  })

  test('with an entry of the audit chain changed', async () => {
    const db = new Database(join(home, 'kith.sqlite'))
    db.exec('UPDATE audit_log SET details = \'{"changed":true}\' WHERE sequence = 1')
    db.close()
    const { code, out } = await doctor('--json')
    expect(code).toBe(1)
    expect(bad(out)).toMatchObject([{ name: 'audit chain' }])
  })

  test('with a store whose file is damaged', async () => {
    writeFileSync(join(home, 'kith.sqlite'), 'x'.repeat(8192))
    rmSync(join(home, 'kith.sqlite-wal'), { force: true })
    const { code, err } = await doctor()
    expect(code).toBe(1)
    expect(err).toMatch(/cannot be opened: the file is damaged.*\n.*kith restore FILE --yes/)
  })

  test('with a store of another version', async () => {
    const db = new Database(join(home, 'kith.sqlite'))
    db.exec('DELETE FROM __drizzle_migrations')
    db.close()
    const { code, err } = await doctor()
    expect(code).toBe(1)
    expect(err).toMatch(/made by another version.*\n.*new folder/)
  })

  test('with a folder that is a file', async () => {
    renameSync(home, `${home}-aside`)
    writeFileSync(home, '')
    const { code, err } = await doctor()
    rmSync(`${home}-aside`, { recursive: true })
    expect(code).toBe(1)
    expect(err).toMatch(/its folder is a file.*\n.*Set KITH_HOME to a folder/)
  })

  test.each([
    ['full', 'ENOSPC', 'make room'],
    ['not writable', 'EACCES', 'the right to write'],
  ])('with a disk that is %s', async (_name, errno, way) => {
    vi.mocked(files.writeFile).mockRejectedValueOnce(Object.assign(new Error('no'), { code: errno }))
    const { code, out } = await doctor('--json')
    expect(code).toBe(1)
    expect(bad(out)).toMatchObject([
      { name: 'folder', found: expect.stringContaining(errno), remedy: expect.stringContaining(way) },
    ])
  })

  test('with too little room for an import', async () => {
    const room = { ...statfsSync(home), bavail: 10, bsize: 4096 }
    vi.mocked(files.statfs).mockResolvedValueOnce(room as never)
    const { code, out } = await doctor('--json')
    expect(code).toBe(1)
    expect(bad(out)).toMatchObject([{ name: 'disk', remedy: expect.stringContaining('Make room') }])
  })
})
