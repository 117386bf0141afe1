import { asOfDate } from '../../lib/as-of.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { describeFilters } from '../population/describe-filters.ts'
import { periodInData } from '../population/period-in-data.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { LEVEL_DEFINITIONS } from './definitions.ts'
import type { AnalyzeMemberLevelsData, AnalyzeMemberLevelsInput } from './level-question.ts'
import { levelMovement, levelRows } from './level-rows.ts'
import { loadMembers } from './load-members.ts'
import { presentLevels } from './present-levels.ts'
import { simulateLevels } from './simulate-levels.ts'

/** What member levels are worth, how customers move between them, and what a rule of levels or points makes of the past. */
export function analyzeMemberLevels({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzeMemberLevelsInput
}): ServiceResult<AnalyzeMemberLevelsData> {
  authorise(ctx, 'read:predictions')
  const period = periodInData(input.period ?? 'last_365_days', ctx.frame, 'period')
  const toDay = Math.min(period.toDay, ctx.asOf.day + 1)
  const { simulation, points } = simulateLevels(ctx, input)
  const members = loadMembers(ctx, { fromDay: period.fromDay, toDay, filters: input.filters ?? [] })
  const levels = levelRows(members)
  const known = members.filter(({ level }) => level !== null).length
  const data: AnalyzeMemberLevelsData = {
    levels,
    movement: levelMovement(
      members,
      levels.map(({ level }) => level),
    ),
    simulation,
    points,
  }
  const gate: Gate | null =
    known > 0 || simulation !== null || points !== null
      ? null
      : { failed: 'member_levels', have: 0, need: 1, pooled_estimate: null, opens_on: null }
  const span = { from: dateOfDay(period.fromDay), to: dateOfDay(toDay - 1) }
  const words = LEVEL_DEFINITIONS[ctx.language]
  return {
    data,
    ...presentLevels(ctx, { data, view: input.view ?? 'value', gate, span }),
    evidence: {
      period: { from: span.from, to: dateOfDay(toDay), name: period.name },
      population: describeFilters(input.filters ?? [], ctx.language),
      rows_used: members.length,
      rows_left_out: known === members.length ? {} : { no_known_level: members.length - known },
      definition: simulation === null && points === null ? words.levels : [...words.levels, ...words.rule],
      method: say(
        ctx,
        'counts by dated level; normal and Wilson intervals; a rule is applied to past orders as they were',
        '按带日期的等级计数；正态区间和 Wilson 区间；规则按当时的实际订单套用',
      ),
      model: null,
      sql: [],
    },
    gate,
    warnings: [
      ...(simulation === null && points === null
        ? []
        : [
            say(
              ctx,
              `a rule applied to what was bought before ${asOfDate(ctx.asOf)}, not a forecast of what people would do under it`,
              `这是把规则套用到 ${asOfDate(ctx.asOf)} 及之前的购买上，并不预测客户在新规则下会怎么做`,
            ),
          ]),
      ...(data.movement.unknown_before > 0
        ? [
            say(
              ctx,
              'some customers had no dated level when the period began: their moves are not counted',
              '部分客户在期初没有带日期的等级记录，他们的升降级未计入',
            ),
          ]
        : []),
    ],
    suggestions: [],
  }
}
