import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { earlierCustomers } from '../customers/earlier-customers.ts'
import { namedCustomer } from '../customers/find-customers.ts'
import { chosenReason } from '../models/chosen-reason.ts'
import { loadModel } from '../models/load-model.ts'
import type { ModelScores, ReportCard } from '../models/report-card.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { CHURN_HORIZON_DAYS, churnModel } from './churn-model.ts'
import { tierOf, type ChurnParameters, type RiskTier } from './churn-parameters.ts'
import type { ChurnReason } from './churn-reasons.ts'
import { driftOf, type ChurnDrift } from './churn-drift.ts'
import { POPULATION_DAYS } from './churn-source.ts'
import { churnWarnings } from './churn-warnings.ts'
import { churnDefinitions } from './definitions.ts'
import { explainChurn } from './explain-churn.ts'
import { loadChurnScores, type LoadedChurn } from './load-churn-scores.ts'
import { presentChurn, presentChurnGate } from './present-churn.ts'
import { summariseChurn, type ChurnTotals } from './summarise-churn.ts'

export interface PredictChurnInput {
  /** 90 unless given. */
  readonly horizon_days?: number | undefined
  readonly customer_id?: string | undefined
  readonly filters?: readonly Filter[] | undefined
  /** Result id of an earlier list: only its customers, in its order unless `order_by` says otherwise. */
  readonly within?: string | undefined
  readonly limit?: number | undefined
  /** List only customers from this probability on. */
  readonly threshold?: number | undefined
  readonly order_by?: 'probability' | 'value_at_stake' | undefined
}

export interface ChurnCustomer {
  readonly customer_id: string
  readonly probability: number
  readonly tier: RiskTier
  readonly value_at_stake_minor: number
  readonly recency_days: number
  readonly expected_gap_days: number
  readonly reasons: readonly ChurnReason[]
}

export interface PredictChurnData {
  readonly horizon_days: number
  readonly customers: readonly ChurnCustomer[]
  /** Customers who meet the conditions, the threshold among them. */
  readonly matched: number
  readonly totals: ChurnTotals | null
  readonly thresholds: ChurnParameters['tiers'] | null
  readonly report_card: ReportCard | null
  readonly baseline: { readonly name: string; readonly out_of_time: ModelScores } | null
  readonly drift: ChurnDrift | null
}

const LISTED = 20

/** Who will not order within the horizon, why, and what it is worth. */
export async function predictChurn({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: PredictChurnInput
}): Promise<ServiceResult<PredictChurnData>> {
  const filters = input.filters ?? []
  const only = input.customer_id?.trim() ?? namedCustomer(filters)
  authorise(ctx, 'read:predictions', only === null ? {} : { customerId: only })
  if (only !== null && !readCustomerExists(ctx.store, only, ctx.asOf.until)) {
    throw new NotFoundError('customer', only, { hint: 'Take the id from find_customers.' })
  }
  const horizonDays = input.horizon_days ?? CHURN_HORIZON_DAYS
  const earlier = input.within === undefined ? null : earlierCustomers(ctx, input.within)
  const population = resolvePopulation(ctx, filters)
  const loaded = await loadModel<ChurnParameters>(ctx, churnModel(horizonDays))
  if (loaded.run === null) return gatedResult(ctx, loaded.gate, horizonDays, population.description)
  const { run } = loaded
  const everybody = await loadChurnScores(ctx, run)
  const within = only === null ? earlier : [only]
  const chosen = chooseRows(everybody, within, population.customerIds, only !== null)
  const totals = summariseChurn(everybody, run.parameters, chosen.rows)
  const matching = atLeast(everybody, chosen.rows, input.threshold)
  const sorted =
    earlier !== null && input.order_by === undefined
      ? matching
      : sortRows(everybody, matching, input.order_by ?? 'probability')
  const mayList = !ctx.actor.sharedChannel || only !== null
  const listed = mayList ? sorted.subarray(0, input.limit ?? LISTED) : sorted.subarray(0, 0)
  const customers = describeRows(ctx, everybody, run.parameters, listed)
  const drift = driftOf(everybody, run)
  return {
    data: {
      horizon_days: horizonDays,
      customers,
      matched: matching.length,
      totals,
      thresholds: run.parameters.tiers,
      report_card: run.reportCard,
      baseline: run.reportCard.baseline,
      drift,
    },
    ...presentChurn(ctx, {
      horizonDays,
      customers,
      totals,
      matched: matching.length,
      run,
      only,
      threshold: input.threshold,
    }),
    evidence: {
      period: null,
      population: only === null ? population.description : say(ctx, `customer ${only}`, `客户 ${only}`),
      rows_used: chosen.rows.length,
      rows_left_out: { ...population.leftOut, ...chosen.leftOut },
      definition: churnDefinitions(horizonDays)[ctx.language],
      method: `${run.parameters.candidate}: ${chosenReason(ctx, run.reportCard)}`,
      model: { id: run.id, trained_as_of: run.trainedAsOfDate, report_card: run.reportCard },
      sql: [],
    },
    warnings: churnWarnings(ctx, run, totals, drift),
  }
}

function gatedResult(
  ctx: ServiceContext,
  gate: Gate,
  horizonDays: number,
  population: string,
): ServiceResult<PredictChurnData> {
  return {
    data: {
      horizon_days: horizonDays,
      customers: [],
      matched: 0,
      totals: null,
      thresholds: null,
      report_card: null,
      baseline: null,
      drift: null,
    },
    ...presentChurnGate(ctx, gate, horizonDays),
    gate,
    evidence: {
      period: null,
      population,
      rows_used: gate.have,
      rows_left_out: {},
      definition: churnDefinitions(horizonDays)[ctx.language],
      method: say(
        ctx,
        'none: the data does not carry the model yet; the pooled estimate is the share of earlier buyers who left',
        '无：数据尚不足以支持模型；汇总估计为以往买家的流失占比',
      ),
      model: null,
      sql: [],
    },
  }
}

interface ChosenRows {
  readonly rows: Int32Array
  readonly leftOut: Readonly<Record<string, number>>
}

/** Rows of whom the question is about; those silent for more than a year have left already, unless one is asked for. */
function chooseRows(
  { features, positions, source, rowOf }: LoadedChurn,
  within: readonly string[] | null,
  chosen: ReadonlySet<string> | null,
  anybody: boolean,
): ChosenRows {
  const ids = within ?? (chosen === null ? null : [...chosen])
  const leftOut = { never_ordered: 0, silent_for_more_than_a_year: 0 }
  const rows: number[] = []
  const consider = (row: number): void => {
    if (!anybody && (source.recencyDays[positions[row] as number] as number) > POPULATION_DAYS) {
      leftOut.silent_for_more_than_a_year += 1
    } else rows.push(row)
  }
  if (ids === null) {
    for (let row = 0; row < positions.length; row++) consider(row)
    leftOut.never_ordered = features.size - positions.length
  } else {
    for (const id of ids) {
      if (chosen !== null && !chosen.has(id)) continue
      const row = rowOf(id)
      if (row < 0) leftOut.never_ordered += 1
      else consider(row)
    }
  }
  return { rows: Int32Array.from(rows), leftOut: Object.fromEntries(Object.entries(leftOut).filter(([, n]) => n > 0)) }
}

function atLeast({ probability }: LoadedChurn, rows: Int32Array, threshold: number | undefined): Int32Array {
  if (threshold === undefined) return rows
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new InvalidInputError(`a threshold is a probability, got ${threshold}`, {
      field: 'threshold',
      hint: 'Write 70 % as 0.7.',
    })
  }
  return rows.filter((row) => (probability[row] as number) >= threshold)
}

function sortRows(
  { probability, valueIfStaysMinor }: LoadedChurn,
  rows: Int32Array,
  by: 'probability' | 'value_at_stake',
): Int32Array {
  const key = (row: number): number =>
    (probability[row] as number) * (by === 'probability' ? 1 : (valueIfStaysMinor[row] as number))
  return rows
    .slice()
    .sort((a, b) => key(b) - key(a) || (valueIfStaysMinor[b] as number) - (valueIfStaysMinor[a] as number) || a - b)
}

function describeRows(
  { language }: Pick<ServiceContext, 'language'>,
  { features, positions, probability, valueIfStaysMinor, source }: LoadedChurn,
  parameters: ChurnParameters,
  rows: Int32Array,
): readonly ChurnCustomer[] {
  const at = rows.map((row) => positions[row] as number)
  const explained = explainChurn(parameters, source, at, language)
  return Array.from(rows, (row, i): ChurnCustomer => {
    const chance = probability[row] as number
    return {
      customer_id: features.customerIds[at[i] as number] ?? '',
      probability: chance,
      tier: tierOf(parameters, chance),
      value_at_stake_minor: Math.round(chance * (valueIfStaysMinor[row] as number)),
      recency_days: explained[i]?.figures.recencyDays ?? 0,
      expected_gap_days: explained[i]?.figures.expectedGapDays ?? 0,
      reasons: explained[i]?.reasons ?? [],
    }
  })
}
