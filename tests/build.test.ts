import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
/** Inside the project, where its packages are found, and apart from a build that may be running. */
const built = join(root, 'dist', 'tried')
const home = mkdtempSync(join(tmpdir(), 'kith-build-'))

function kith(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(execPath, [join(built, 'src/cli.js'), ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], KITH_HOME: join(home, 'shop'), LOG_LEVEL: 'error' },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

beforeAll(() => {
  const { status, stderr } = spawnSync(execPath, ['--import', 'tsx', 'src/build.ts', '--into', built], {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

afterAll(() => {
  rmSync(built, { recursive: true, force: true })
  rmSync(home, { recursive: true, force: true })
})

describe('the built program', () => {
  test('makes the demo shop, in threads of its own, from what the build holds', () => {
    const { status, stderr } = kith('demo', '--customers', '200')
    // It ends with 3 where the shop's planted bad rows were set aside.
    expect({ status, stderr: stderr.includes('Error') }).toEqual({ status: 3, stderr: false })
  })

  test.each([
    ['How many orders were there last month?', /orders came to \d/],
    ['上个月有多少订单？', /订单.*\d/],
    ['给流失的客户写一封挽回邮件', /您|你/],
  ])('answers %s', (question, expected) => {
    const { status, stdout, stderr } = kith('ask', question)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(expected)
  })
})
