import { asOfDate } from '../../lib/as-of.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { recommendDefinitions } from './definitions.ts'
import type { RecommendProductsData, RecommendProductsInput } from './recommendation.ts'

/** A shop without orders has nothing to recommend by: an empty list that says what is missing. */
export const emptyRecommendations = (
  ctx: Pick<ServiceContext, 'asOf' | 'language'>,
  input: RecommendProductsInput,
  gate: Gate,
): ServiceResult<RecommendProductsData> => ({
  data: {
    strategy: input.strategy ?? 'auto',
    personalised: false,
    not_personal: 'no_history',
    items: [],
    alternative: [],
    evaluation: null,
    diversity: { level: input.diversity ?? 'medium', intra_list_similarity: null, undiversified: null },
    model: null,
  },
  facts: [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'gate_failed', label: 'What is missing', value: gate.failed, unit: 'label' },
    { id: 'gate_have', label: 'There are', value: gate.have, unit: 'orders' },
    { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'orders' },
  ],
  gate,
  evidence: {
    period: null,
    population: say(ctx, 'all customers', '全部客户'),
    rows_used: 0,
    rows_left_out: {},
    definition: recommendDefinitions[ctx.language],
    method: say(ctx, 'none: there is no order to learn from', '无：没有可供学习的订单'),
    model: null,
    sql: [],
  },
})
