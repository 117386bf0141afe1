import { NotFoundError } from '../../lib/errors.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { readOwnMoves } from '../../store/queries/events/read-moves.ts'
import { readProductNames } from '../../store/queries/events/read-product-names.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { refusedProfiling } from '../customers/profiling-consent.ts'
import { loadModel } from '../models/load-model.ts'
import type { ModelRun } from '../models/read-model.ts'
import type { ReportCard } from '../models/report-card.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { nextActionDefinitions } from './definitions.ts'
import { nextActionModel } from './next-action-model.ts'
import type { NextActionParameters } from './next-action-parameters.ts'
import { isOpen, predictPath } from './predict-path.ts'
import { presentNextAction } from './present-next-action.ts'
import { MOST_OWN_MOVES, type PathPart } from './visit-paths.ts'
import { whyNext } from './why-next.ts'

export interface PredictNextActionInput {
  readonly customer_id: string
  /** Of each, at most so many; 3 unless given. */
  readonly k?: number | undefined
}

export interface PredictNextActionData {
  readonly customer_id: string
  readonly k: number
  /** `open`: the visit goes on; `over`: the next one begins; `none`: the customer has done nothing yet. */
  readonly visit: 'open' | 'over' | 'none'
  readonly own_actions: number
  readonly last_action: { readonly action: string; readonly at: string } | null
  readonly actions: readonly { readonly action: string; readonly probability: number }[]
  readonly next_category: readonly { readonly category: string; readonly probability: number }[]
  readonly next_product: readonly {
    readonly product_id: string
    readonly product_name: string | null
    readonly probability: number
  }[]
  readonly next_query: readonly { readonly query: string; readonly probability: number }[]
  readonly why: readonly string[]
  /** Why nothing was computed: `profiling_withdrawn`; null when it was. */
  readonly reason: 'profiling_withdrawn' | null
  /** Parts that the data does not carry. */
  readonly gates: Readonly<Partial<Record<PathPart, Gate>>>
  readonly report_card: ReportCard | null
}

const LISTED = 3

/**
 * What a customer does next: action, category, product and search words, each with a probability. Read from the events at
 * the moment of the call; only what everybody's visits taught was fitted before.
 */
export async function predictNextAction({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: PredictNextActionInput
}): Promise<ServiceResult<PredictNextActionData>> {
  const customerId = input.customer_id.trim()
  authorise(ctx, 'read:predictions', { customerId })
  if (!readCustomerExists(ctx.store, customerId, ctx.asOf.until)) {
    throw new NotFoundError('customer', customerId, {
      hint: 'Take the id from find_customers.',
      details: { reason_code: 'not_available' },
    })
  }
  const k = input.k ?? LISTED
  if (refusedProfiling(ctx, customerId))
    return answer(ctx, { ...nothing(customerId, k), reason: 'profiling_withdrawn' })
  const loaded = await loadModel<NextActionParameters>(ctx, nextActionModel)
  if (loaded.run === null) return answer(ctx, nothing(customerId, k), null, loaded.gate)
  return answer(ctx, describeNext(ctx, loaded.run, customerId, k), loaded.run)
}

/** What one customer does next, by a run that is there. */
export function describeNext(
  ctx: Pick<ServiceContext, 'store' | 'asOf' | 'language'>,
  run: ModelRun<NextActionParameters>,
  customerId: string,
  k: number,
): PredictNextActionData {
  const { store, asOf, language } = ctx
  const { parts } = run.parameters
  const moves = readOwnMoves(store, customerId, asOf.until, MOST_OWN_MOVES)
  const next = predictPath(run.parameters, moves, asOf.until, k)
  const events = moves.filter(({ name }) => name !== 'purchase')
  const last = events.at(-1)
  const products = next.product?.likely ?? []
  const names = readProductNames(
    store,
    products.map(({ value }) => value),
  )
  return {
    customer_id: customerId,
    k,
    visit: moves.length === 0 ? 'none' : isOpen(moves, asOf.until) ? 'open' : 'over',
    own_actions: events.length,
    last_action: last === undefined ? null : { action: last.name, at: new Date(last.at).toISOString() },
    actions: (next.action?.likely ?? []).map(({ value: action, probability }) => ({ action, probability })),
    next_category: (next.category?.likely ?? []).map(({ value: category, probability }) => ({ category, probability })),
    next_product: products.map(({ value, probability }) => ({
      product_id: value,
      product_name: names.get(value) ?? null,
      probability,
    })),
    next_query: (next.query?.likely ?? []).map(({ value: query, probability }) => ({ query, probability })),
    why: whyNext(next, parts, isOpen(moves, asOf.until), language),
    reason: null,
    gates: Object.fromEntries(
      Object.entries(parts).flatMap(([part, { gate }]) => (gate === null ? [] : [[part, gate] as const])),
    ),
    report_card: run.reportCard,
  }
}

const nothing = (customerId: string, k: number): PredictNextActionData => ({
  customer_id: customerId,
  k,
  visit: 'none',
  own_actions: 0,
  last_action: null,
  actions: [],
  next_category: [],
  next_product: [],
  next_query: [],
  why: [],
  reason: null,
  gates: {},
  report_card: null,
})

function answer(
  ctx: ServiceContext,
  data: PredictNextActionData,
  run: ModelRun<NextActionParameters> | null = null,
  whole: Gate | null = null,
): ServiceResult<PredictNextActionData> {
  const gate = whole ?? data.gates.action ?? null
  return {
    data,
    ...presentNextAction(ctx, data, gate),
    evidence: {
      period: null,
      population: say(ctx, `customer ${data.customer_id}`, `客户 ${data.customer_id}`),
      rows_used: data.own_actions,
      rows_left_out: {},
      definition: nextActionDefinitions[ctx.language],
      method:
        run === null
          ? say(ctx, 'none: nothing was computed', '无：未做计算')
          : say(
              ctx,
              'variable-order Markov model with Witten-Bell back-off, own habit shrunk to everybody, calibrated out of time',
              '变阶马尔可夫模型（Witten-Bell 回退），个人习惯向全体收缩，并经时间外校准',
            ),
      model: run === null ? null : { id: run.id, trained_as_of: run.trainedAsOfDate, report_card: run.reportCard },
      sql: [],
    },
    gate,
  }
}
