import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepRows, type KeptRow } from '../../../evals/speed/keep-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const row = (id: string, ours: number, commit: string): KeptRow => ({
  id,
  ours,
  unit: 's',
  peer: null,
  ratio: null,
  runs: [ours],
  details: {},
  commit,
  machine: 'M',
})

test('rows of other benches of the day stay, a bench that ran again takes its place', () => {
  const path = join(folder, 'day.json')
  keepRows(path, { seed: 's', rows: [row('import', 10, 'a'), row('demo', 16, 'a')] })
  keepRows(path, { seed: 's', rows: [row('demo', 15, 'b'), row('rfm', 1, 'b')] })
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    seed: 's',
    rows: [row('import', 10, 'a'), row('demo', 15, 'b'), row('rfm', 1, 'b')],
  })
})

test('rows of a file that named commit and machine once keep them', () => {
  const path = join(folder, 'earlier.json')
  const { commit: _commit, machine: _machine, ...bare } = row('import', 10, '')
  writeFileSync(path, JSON.stringify({ commit: 'a', machine: 'M', seed: 's', rows: [bare] }))
  expect(keepRows(path, { seed: 's', rows: [row('demo', 15, 'b')] })).toEqual([
    row('import', 10, 'a'),
    row('demo', 15, 'b'),
  ])
})
