import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { Fact, Gate, ResultTable } from '../../lib/tool-result.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { authorise } from '../access/authorise.ts'
import { churnHorizonOf } from '../churn/churn-model.ts'
import type { ChurnParameters } from '../churn/churn-parameters.ts'
import { explainChurnCustomer, type ContributionRow } from '../churn/explain-churn-customer.ts'
import { churnCardFacts } from '../churn/present-churn.ts'
import type { ServiceContext } from '../context.ts'
import { NO_PROFILING, refusedProfiling } from '../customers/profiling-consent.ts'
import { customerRiskDefinitions } from '../risk/definitions.ts'
import { explainRiskCustomer } from '../risk/explain-risk-customer.ts'
import { riskModel } from '../risk/risk-model.ts'
import type { RiskParameters } from '../risk/risk-parameters.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { chosenReason } from './chosen-reason.ts'
import { loadModel } from './load-model.ts'
import type { ModelRun } from './read-model.ts'
import { modelNamed } from './model-catalogue.ts'
import type { ModelScores, ReportCard } from './report-card.ts'

export interface ExplainModelInput {
  /** `churn`, `churn_30`, `value` */
  readonly model: string
  readonly customer_id?: string | undefined
}

export interface ExplainModelData {
  readonly model: string
  readonly run: { readonly id: string; readonly version: number; readonly trained_as_of: string } | null
  readonly customer: {
    readonly customer_id: string
    /** In log-odds: base + sum of contributions. */
    readonly score: number
    readonly base: number
    readonly probability: number
    readonly contributions: readonly ContributionRow[]
  } | null
  readonly importance: ReportCard['importance']
  readonly report_card: ReportCard | null
  readonly baseline: { readonly name: string; readonly out_of_time: ModelScores } | null
}

/** What a model is made of and how good it is; for one customer, what made the score. */
export async function explainModel({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: ExplainModelInput
}): Promise<ServiceResult<ExplainModelData>> {
  const only = input.customer_id?.trim() ?? null
  authorise(ctx, 'read:predictions', only === null ? {} : { customerId: only })
  if (only !== null && !readCustomerExists(ctx.store, only, ctx.asOf.until)) {
    throw new NotFoundError('customer', only, { hint: 'Take the id from find_customers.' })
  }
  const horizonDays = churnHorizonOf(input.model)
  const isRisk = input.model === riskModel.name
  // A service bot is told of nobody's risk, its own customer's included.
  if (isRisk) authorise(ctx, 'read:predictions')
  const loaded = await loadModel(ctx, modelNamed(input.model))
  if (loaded.run === null) return gatedResult(ctx, input.model, loaded.gate)
  const { run } = loaded
  if (only !== null && horizonDays === null && !isRisk) {
    throw new InvalidInputError(
      `the ${input.model} model is a formula of the customer's orders, not a sum of contributions`,
      {
        field: 'customer_id',
        hint: 'Leave customer_id out, or ask predict_value for the customer.',
      },
    )
  }
  const churn = horizonDays === null ? null : (run as ModelRun<ChurnParameters>)
  const refused = isRisk && only !== null && refusedProfiling(ctx, only)
  const customer = only === null || refused ? null : await explainCustomer(ctx, { run, churn }, only)
  return {
    data: {
      model: input.model,
      run: { id: run.id, version: run.version, trained_as_of: run.trainedAsOfDate },
      customer,
      importance: run.reportCard.importance,
      report_card: run.reportCard,
      baseline: run.reportCard.baseline,
    },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'explained', label: 'Model explained', value: input.model, unit: 'label' },
      ...(churn === null ? cardFacts(run) : churnCardFacts(churn)),
      ...importanceFacts(run.reportCard),
      ...(isRisk ? riskCardFacts(run) : []),
      ...(customer === null ? [] : isRisk ? riskCustomerFacts(customer) : customerFacts(customer)),
    ],
    table: customer === null ? importanceTable(run.reportCard) : contributionTable(customer.contributions),
    chart:
      customer === null
        ? { type: 'bar', x: 'feature', y: ['importance'] }
        : { type: 'bar', x: 'feature', y: ['contribution'] },
    evidence: {
      period: null,
      population:
        only === null
          ? say(ctx, 'customers of the test date', '测试日的客户')
          : say(ctx, `customer ${only}`, `客户 ${only}`),
      rows_used: run.reportCard.n_test,
      rows_left_out: {},
      definition: isRisk ? customerRiskDefinitions[ctx.language] : DEFINITIONS[ctx.language],
      method: `${run.reportCard.chosen.name}: ${chosenReason(ctx, run.reportCard)}`,
      model: { id: run.id, trained_as_of: run.trainedAsOfDate, report_card: run.reportCard },
      sql: [],
    },
    warnings: refused ? [NO_PROFILING[ctx.language]] : [],
  }
}

const explainCustomer = (
  ctx: ServiceContext,
  { run, churn }: { readonly run: ModelRun; readonly churn: ModelRun<ChurnParameters> | null },
  customerId: string,
): Promise<NonNullable<ExplainModelData['customer']>> =>
  churn === null
    ? Promise.resolve(explainRiskCustomer(ctx, run.parameters as RiskParameters, customerId))
    : explainChurnCustomer(ctx, churn, customerId)

const DEFINITIONS = {
  en: [
    'Contributions are Shapley values in log-odds: together with the base they add up to the score exactly.',
    'Importance of a feature = how much AUC falls on the test date when its values are shuffled between customers.',
    'The test date is later than every date that the judged model learnt from.',
  ],
  zh: [
    '贡献为对数几率上的 Shapley 值：与基准值相加正好等于得分。',
    '特征重要性 = 在检验日打乱该特征后 AUC 的下降。',
    '检验日晚于模型学习所用的所有日期。',
  ],
} as const

function gatedResult(ctx: ServiceContext, model: string, gate: Gate): ServiceResult<ExplainModelData> {
  return {
    data: { model, run: null, customer: null, importance: [], report_card: null, baseline: null },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'gate_failed', label: 'What is missing', value: gate.failed, unit: 'label' },
      { id: 'gate_have', label: 'There are', value: gate.have, unit: 'customers' },
      { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'customers' },
      ...(gate.opens_on === null
        ? []
        : [{ id: 'opens_on', label: 'Enough data on', value: gate.opens_on, unit: 'date' }]),
    ],
    gate,
    evidence: {
      period: null,
      population: say(ctx, 'all customers', '全部客户'),
      rows_used: gate.have,
      rows_left_out: {},
      definition: DEFINITIONS[ctx.language],
      method: say(ctx, 'none: the data does not carry the model yet', '无：数据尚不足以支持模型'),
      model: null,
      sql: [],
    },
  }
}

function cardFacts({ reportCard, id, trainedAsOfDate }: ModelRun): Fact[] {
  const { tested_on: testedOn, out_of_time: test, baseline, n_test: n } = reportCard
  return [
    { id: 'model', label: 'Model', value: id, unit: 'id' },
    { id: 'method', label: 'Method', value: reportCard.chosen.name, unit: 'label' },
    { id: 'trained_as_of', label: 'Trained as of', value: trainedAsOfDate, unit: 'date' },
    ...(testedOn === null ? [] : [{ id: 'tested_on', label: 'Tested on', value: testedOn, unit: 'date' }]),
    { id: 'tested_customers', label: 'Customers in the test', value: n, unit: 'customers' },
    ...(
      [
        ['test', test],
        ['baseline', baseline.out_of_time],
      ] as const
    ).flatMap(([prefix, scores]) =>
      Object.entries(scores).flatMap(([name, value]) =>
        value === null ? [] : [{ id: `${prefix}_${name}`, label: `${name} (${prefix})`, value, unit: 'score', n }],
      ),
    ),
  ]
}

const TOP = 3

const importanceFacts = ({ importance }: ReportCard): Fact[] =>
  importance
    .slice(0, TOP)
    .filter((one) => one.importance > 0)
    .map(({ feature }, i) => ({
      id: `feature_${i + 1}`,
      label: `Feature ${i + 1} by importance`,
      value: feature,
      unit: 'label',
    }))

function customerFacts(customer: NonNullable<ExplainModelData['customer']>): Fact[] {
  const raises = customer.contributions.filter(({ contribution }) => contribution > 0).slice(0, TOP)
  const lowers = customer.contributions.filter(({ contribution }) => contribution < 0).slice(0, TOP)
  const facts: Fact[] = [
    { id: 'customer_id', label: 'Customer', value: customer.customer_id, unit: 'id' },
    { id: 'probability', label: 'Probability of leaving', value: customer.probability, unit: 'ratio' },
    { id: 'score', label: 'Score in log-odds', value: customer.score, unit: 'score' },
    { id: 'base', label: 'Score of an average customer', value: customer.base, unit: 'score' },
  ]
  for (const [prefix, rows] of [
    ['raises', raises],
    ['lowers', lowers],
  ] as const) {
    for (const [i, { feature }] of rows.entries()) {
      facts.push({ id: `${prefix}_${i + 1}`, label: `${prefix} the risk`, value: feature, unit: 'label' })
    }
  }
  return facts
}

/** No better than this is no better than chance on so few. */
const CHANCE = 0.55

/** Whether the scores of the past foretold anything, said plainly. */
function riskCardFacts({ id, reportCard }: ModelRun): Fact[] {
  const { auc = null, base_rate: share = null } = reportCard.out_of_time
  return [
    { id: 'risk_model', label: 'Model', value: id, unit: 'id' },
    ...(share === null ? [] : [{ id: 'risky_share', label: 'Had an order at risk', value: share, unit: 'ratio' }]),
    ...(auc === null || auc > CHANCE
      ? []
      : [{ id: 'no_better', label: 'AUC no better than chance', value: auc, unit: 'score' }]),
  ]
}

/** Nothing speaks for an account: what does not speak against it adds nothing. */
function riskCustomerFacts(customer: NonNullable<ExplainModelData['customer']>): Fact[] {
  const raises = customer.contributions.filter(({ contribution }) => contribution > 0)
  return [
    { id: 'customer_id', label: 'Customer', value: customer.customer_id, unit: 'id' },
    { id: 'risk_score', label: 'Risk score', value: customer.probability, unit: 'ratio' },
    { id: 'score', label: 'Score in log-odds', value: customer.score, unit: 'score' },
    { id: 'base', label: 'Score of an account of which nothing speaks', value: customer.base, unit: 'score' },
    ...raises.slice(0, TOP).map(({ feature }, i): Fact => ({
      id: `raises_${i + 1}`,
      label: 'raises the risk',
      value: feature,
      unit: 'label',
    })),
  ]
}

const importanceTable = ({ importance }: ReportCard): ResultTable => ({
  columns: [
    { key: 'feature', label: 'Feature', unit: 'label' },
    { key: 'importance', label: 'Fall of AUC when shuffled', unit: 'score' },
  ],
  rows: importance.map(({ feature, importance: fall }) => ({ feature, importance: fall })),
  total_rows: importance.length,
})

const contributionTable = (rows: readonly ContributionRow[]): ResultTable => ({
  columns: [
    { key: 'feature', label: 'Feature', unit: 'label' },
    { key: 'value', label: 'Value', unit: 'score' },
    { key: 'contribution', label: 'Added to the log-odds', unit: 'score' },
  ],
  rows: rows.map(({ feature, value, contribution }) => ({ feature, value, contribution })),
  total_rows: rows.length,
})
