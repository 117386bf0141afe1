import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepMeasurements, type KeptMeasurement } from '../../../evals/models/support/keep-measurements.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-measurements-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const row = (id: string, metric: string, ours: string, commit: string): KeptMeasurement => ({
  id,
  data: 'D',
  metric,
  target: '1',
  ours,
  ok: true,
  cpu_seconds: 1,
  peak_mb: 1,
  commit,
  machine: 'M',
})

test('a check that runs again takes the place of all its rows, others of the day stay', () => {
  const path = join(folder, 'day.json')
  keepMeasurements(path, 's', [row('rfm', 'a', '1', 'x'), row('rfm', 'b', '2', 'x'), row('ward', 'a', '3', 'x')])
  keepMeasurements(path, 's', [row('rfm', 'a', '4', 'y')])
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    seed: 's',
    rows: [row('ward', 'a', '3', 'x'), row('rfm', 'a', '4', 'y')],
  })
})
