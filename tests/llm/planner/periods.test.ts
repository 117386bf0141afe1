import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import { findPeriods } from '../../../src/llm/planner/periods/find-periods.ts'
import { foldQuestion } from '../../../src/llm/planner/text/fold-question.ts'

const frame = { asOfDay: dayOfDate('2026-06-30'), weekStart: 1, firstDay: dayOfDate('2009-12-01') }
const read = (text: string): string[] =>
  findPeriods(foldQuestion(text), frame).map(({ fromDay, toDay }) => `${dateOfDay(fromDay)}..${dateOfDay(toDay)}`)

describe('a period is read as the days that it takes, as of 2026-06-30', () => {
  test.each([
    ['sales last quarter', '2026-04-01..2026-07-01'],
    ['上个月的销售额', '2026-06-01..2026-07-01'],
    ['近90天', '2026-04-02..2026-07-01'],
    ['since 618', '2026-06-01..2026-07-01'],
    ['雙十一期間的GMV', '2025-11-01..2025-11-12'],
    ['Q2 revenue', '2026-04-01..2026-07-01'],
    ['week 23', '2026-06-01..2026-06-08'],
    ['十一月的客单价是多少?', '2025-11-01..2025-12-01'],
    ['revenue in 2011', '2011-01-01..2012-01-01'],
    ['before June', '2009-12-01..2026-06-01'],
    ['after May', '2026-06-01..2026-07-01'],
    ['from May to July 2025', '2025-05-01..2025-08-01'],
    ['2024年6月到8月', '2024-06-01..2024-09-01'],
    ['orders on June 5th', '2026-06-05..2026-06-06'],
    ['orders on 5 June 2025', '2025-06-05..2025-06-06'],
    ['6月5日的订单', '2026-06-05..2026-06-06'],
    ['last 48 hours', '2026-06-29..2026-07-01'],
    ['yesterday', '2026-06-30..2026-07-01'],
    ['最近半年', '2026-01-01..2026-07-01'],
    ['去年双十一', '2025-11-01..2025-11-12'],
    ['上上个月', '2026-05-01..2026-06-01'],
    ['2026-06-01 to 2026-06-15', '2026-06-01..2026-06-16'],
    ['year to date', '2026-01-01..2026-07-01'],
  ])('%s', (text, days) => {
    expect(read(text)).toEqual([days])
  })

  test('both before and after a month leave the month out', () => {
    const [found] = findPeriods('bought both before and after june 2011', frame)
    expect(found?.pair?.map(({ fromDay, toDay }) => `${dateOfDay(fromDay)}..${dateOfDay(toDay)}`)).toEqual([
      '2009-12-01..2011-06-01',
      '2011-07-01..2026-07-01',
    ])
  })

  test.each(['over 2000 yuan', 'may i ask a question', '前十个产品', 'order 2026 customers'])(
    '%s names none',
    (text) => {
      expect(read(text)).toEqual([])
    },
  )
})
