import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { problemWords } from '../../../src/channels/problems/problem-words.ts'
import { zhProblems } from '../../../src/channels/problems/zh/index.ts'

const HAN = /\p{Script=Han}/u
const sources = join(import.meta.dirname, '../../../src')
const inChinese = problemWords(zhProblems)
const say = (message: string, hint: string | null = null, field: string | null = null) =>
  inChinese({ code: 'INVALID_INPUT', message, hint, field })

describe('failures in Chinese', () => {
  test('keep their values, in their places', () => {
    expect(say("no customer 'C-1' in this shop", 'Take the id from find_customers.')).toEqual({
      title: '请求的内容有误',
      message: '本店没有客户“C-1”',
      hint: '请使用 find_customers 给出的编号。',
    })
    expect(say("'orders.csv' looks most like orders, but no column was found for order_id, ordered_at").message).toBe(
      '“orders.csv”最像 orders，但没有找到对应 order_id, ordered_at 的列',
    )
    expect(say("there is no segment '高价值'").message).toBe('没有分群“高价值”')
  })

  test('keep values that hold what stands between values', () => {
    const odd = 'the proposal P-1 is gone is executed already'
    expect(say(odd).message).toBe('提案 P-1 已是 gone is executed 状态')
    expect(say("no customer '' in this shop' in this shop").message).toBe('本店没有客户“' + "' in this shop" + '”')
  })

  test('that no table knows are said by their code and field, without their English', () => {
    expect(say('a sentence of tomorrow', 'Another one.', 'filters.region')).toEqual({
      title: '请求的内容有误',
      message: '请求的内容有误（filters.region）',
      hint: null,
    })
  })

  test('that are Chinese already stay as they are', () => {
    expect(say('没有这个分群').message).toBe('没有这个分群')
  })

  test('have as many values as the English', () => {
    const gaps = (text: string): number => text.split('{}').length
    expect(Object.entries(zhProblems).filter(([english, chinese]) => gaps(english) !== gaps(chinese))).toEqual([])
    expect(Object.values(zhProblems).filter((chinese) => !HAN.test(chinese))).toEqual([])
  })
})

/** What a file is instead: the second of each entry. */
const REFUSED = /^ {2}\[(?:'[^']*'|\/.*?\/), '([^']+)',/gm

test('every kind of file that is refused has its Chinese', () => {
  const source = readFileSync(join(sources, 'importing/reading/refused-formats.ts'), 'utf8')
  const kinds = [...source.matchAll(REFUSED)].map(([, what = '']) => what)
  expect(kinds.length).toBeGreaterThan(15)
  expect(kinds.filter((what) => !say(`'f' is ${what}, which cannot be imported`).message.includes('无法导入'))).toEqual(
    [],
  )
})

/** A failure whose words are one text; those that are put together are read by people. */
const FAILURE =
  /new (?:KithError\(\s*'\w+',|InvalidInputError\(|ForbiddenError\()\s*(?:'((?:[^'\\\n]|\\.)+)'|`([^`]+)`),\s*\{([^}]*)/g
const HINT = /\bhint: (?:'((?:[^'\\\n]|\\.)+)'|"([^"]+)")/
/** Where people who use the page cause failures. */
const FOLDERS = [
  'importing/reading',
  'importing/documents',
  'services/access',
  'services/alerts',
  'services/approvals',
  'services/audiences',
  'services/imports',
  'services/memory',
  'services/metrics',
  'services/population',
  'services/segments',
]

test('whatever a person can do wrong in the page is told in Chinese, with the way out', () => {
  const failures = FOLDERS.flatMap((folder) =>
    readdirSync(join(sources, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [...readFileSync(join(sources, folder, file), 'utf8').matchAll(FAILURE)].map(
          ([, plain, made = '', options = '']) => {
            const [, hint, quoted] = HINT.exec(options) ?? []
            return { message: plain ?? made.replaceAll(/\$\{[^}]*\}/g, 'X'), hint: hint ?? quoted ?? null }
          },
        ),
      ),
  )
  expect(failures.length).toBeGreaterThan(50)
  const untold = failures.filter(({ message, hint }) => {
    if (message.startsWith("'X' is X, which")) return false
    const told = say(message.replaceAll("\\'", "'"), hint?.replaceAll("\\'", "'") ?? null)
    return told.message === zhProblems['INVALID_INPUT'] || (hint !== null && told.hint === null)
  })
  expect(untold).toEqual([])
})
