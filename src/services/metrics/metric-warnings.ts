import { dateOfDay } from '../../lib/time-zone.ts'
import { QUANTITIES } from './metric-catalogue.ts'
import type { AnsweredQuestion } from './metrics-question.ts'

/** What a reader must know before taking the figures as they stand, in the language of the question. */
export function metricWarnings(question: AnsweredQuestion): string[] {
  const { ctx, metrics, window, buckets, collected, compared, withheld, anonymous, totalWithheld } = question
  const say = (en: string, zh: string): string => (ctx.language === 'zh' ? zh : en)
  const warnings: string[] = []
  if (window.assumption !== null) warnings.push(window.assumption)
  const lastDay = dateOfDay(window.visible.toDay - 1)
  if (window.isPartial) {
    warnings.push(
      compared === null
        ? say(`The period is not over: figures go up to ${lastDay}.`, `该时段尚未结束，数据截至 ${lastDay}。`)
        : say(
            `The period is not over: figures go up to ${lastDay}, while the period compared with is whole.`,
            `该时段尚未结束，数据截至 ${lastDay}，而对比期是完整的。`,
          ),
    )
  }
  if (window.beginsEarly && window.period.name !== 'all') {
    const first = dateOfDay(ctx.frame.firstDay)
    warnings.push(say(`The data begins on ${first}.`, `数据自 ${first} 开始。`))
  }
  if (compared !== null && compared.fromDay < ctx.frame.firstDay) {
    const first = dateOfDay(ctx.frame.firstDay)
    warnings.push(
      say(
        `The period compared with begins before the data, which begins on ${first}: the change is not like for like.`,
        `对比期早于数据起始日 ${first}，变化幅度不完全可比。`,
      ),
    )
  }
  const cut = buckets?.filter((bucket) => !bucket.complete).map((bucket) => bucket.label) ?? []
  if (cut.length > 0) {
    warnings.push(say(`Not a whole one: ${cut.join(', ')}.`, `不是完整周期：${cut.join('、')}。`))
  }
  if (anonymous > 0) {
    warnings.push(
      say(
        `${anonymous} orders name no customer and are in no figure about customers.`,
        `${anonymous} 笔订单没有客户信息，不计入与客户有关的指标。`,
      ),
    )
  }
  if (metrics.includes('gross_margin') && !totalWithheld) {
    const costed = QUANTITIES.costed_revenue.value(collected.total)
    const gross = collected.total.gross_minor ?? 0
    if (costed < gross) {
      warnings.push(say('Products without a known cost are left out of the margin.', '成本未知的商品不计入毛利率。'))
    }
  }
  if (withheld > 0) {
    warnings.push(
      say(
        `${withheld} groups are withheld because they hold too few customers.`,
        `有 ${withheld} 个分组因客户过少而不予显示。`,
      ),
    )
  }
  return warnings
}
