import type { Filter } from '../../../lib/filters.ts'
import { wordsOf } from '../marks/mark.ts'
import { callBefore, listsCustomers } from '../turn/thread-state.ts'
import { readParameters, readTarget } from './fill-action.ts'
import { readAlertCondition, readAlertEvent, readAlertMetric, readAlertPeriod } from './fill-alert.ts'
import { readHoldoutShare, readRecentDays } from './fill-audience.ts'
import { readBudget, readPlanId } from './fill-budget.ts'
import { readBaseline, readDesignMetric, readEffect, readGroupsOfTest, readPoints, readPower } from './fill-design.ts'
import { readCampaign, readOtherCampaign, readOutcome } from './fill-campaign.ts'
import {
  readAbout,
  readDraftAudience,
  readDraftChannel,
  readDraftCount,
  readDraftGoal,
  readMaxLines,
  readTone,
} from './fill-content.ts'
import { readAudienceId, readFormat, readHashed } from './fill-export.ts'
import { fillFilters } from './fill-filters.ts'
import { readAllowedGrain, readMeasure, readTotal, readWeeks } from './fill-forecast.ts'
import { readBy, readGroups, readDimensions, readMetrics } from './fill-grouping.ts'
import {
  readAudienceSize,
  readChannel,
  readFirstGroup,
  readName,
  readResult,
  readSecondGroup,
  readSeedGroup,
  readTop,
} from './fill-groups.ts'
import { readCustomer, readId, readProductIds } from './fill-identity.ts'
import { readCreative, readOffer, readPlacement, readWhen } from './fill-plan.ts'
import { readHorizonDays, readMonths, readThreshold } from './fill-horizon.ts'
import { readModel } from './fill-model.ts'
import { readImport } from './fill-import.ts'
import { readAgeingDays, readLeadDays, readOrder, readServiceLevel } from './fill-inventory.ts'
import { readCompareAsOf, readComparison, readPeriod } from './fill-period.ts'
import { readMessageOf } from './fill-message.ts'
import { readQuery } from './fill-query.ts'
import { readNewPrice, readPriceChange } from './fill-price.ts'
import { readGroupCount, readLimit } from './fill-ranking.ts'
import {
  readDiversity,
  readExclusions,
  readExplainedPlace,
  readItemKind,
  readListSize,
  readPersonalised,
  readStrategy,
  readWindow,
} from './fill-recommendation.ts'
import { readSources, readSubject, readWithoutSuspicious } from './fill-review-conditions.ts'
import { readSearchWords } from './fill-search.ts'
import { readSort } from './fill-sort.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'
import { allows } from './tool-shape.ts'

type Filler = (request: FillRequest, args: Arguments) => unknown

const wordFor =
  (group: 'methods' | 'revenue', argument: string): Filler =>
  (request) => {
    const found = wordsOf(freeMarks(request), group).find(({ value }) => allows(request.tool, argument, value))
    if (found === undefined) return null
    request.used.add(found.mark)
    return found.value
  }

const readExplained: Filler = (request) => {
  const allowed = request.tool.arguments.get('metric')?.words ?? []
  const named = [...wordsOf(request.marks, 'metrics'), ...wordsOf(request.marks, 'definitions')]
  const found =
    named.find(
      ({ value, mark }) => mark.kind === 'word' && !mark.weak && (allowed.length === 0 || allowed.includes(value)),
    ) ?? named.find(({ value }) => allowed.includes(value))
  return found?.value ?? null
}

const readWithin: Filler = (request) => {
  const those = wordsOf(request.marks, 'cues').find(({ value }) => value === 'those')
  const before = callBefore(request.thread)
  if (those === undefined || before?.result?.ok !== true || !listsCustomers(before)) return null
  request.used.add(those.mark)
  return before.result.result_id
}

const readFeatures: Filler = (request, args) => {
  if (args['method'] !== undefined && args['method'] !== 'kmeans') return null
  const named = [...new Set(wordsOf(request.marks, 'features').map(({ value }) => value))]
  return named.length < 2 ? null : named
}

const readCompare: Filler = (request, args) => {
  const comparison = readComparison(request)
  if (comparison === null) return null
  if (comparison.period !== null) args['period'] = comparison.period
  return comparison.compare
}

/** The state of one order is what is asked for, not a condition. */
const readStatus: Filler = (request, args) => {
  if (args['order_id'] !== undefined) return null
  const status = readId(request, 'status')
  return status !== null && allows(request.tool, 'status', status) ? status : null
}

/** Ways to segment that a dimension stands for: "split customers by city". */
const METHOD_OF_DIMENSION: Readonly<Record<string, string>> = {
  region: 'region',
  city: 'region',
  country: 'region',
  gender: 'demographic',
  age_band: 'demographic',
  lifecycle: 'lifecycle',
  value_tier: 'value',
  rfm_segment: 'rfm',
}

const readMethod: Filler = (request, args) => {
  const named = wordFor('methods', 'method')(request, args)
  if (named !== null) return named
  // "Segment customers by region": the word for groups names a way to make them only where nothing else does.
  const dimensions = wordsOf(freeMarks(request), 'dimensions')
  for (const { value, mark } of [
    ...dimensions.filter((one) => one.value !== 'rfm_segment'),
    ...dimensions.filter((one) => one.value === 'rfm_segment'),
  ]) {
    const method = METHOD_OF_DIMENSION[value]
    if (method === undefined || !allows(request.tool, 'method', method)) continue
    request.used.add(mark)
    return method
  }
  return null
}

/**
 * Which words of a question fill which argument. Tools do not appear here: an argument of a known name is filled the
 * same way wherever it stands. Earlier lines take their words first.
 */
const FILLERS: readonly (readonly [string, Filler])[] = [
  ['customer_id', readCustomer],
  ['parameters', readParameters],
  ['target', readTarget],
  ['query', (request) => (request.tool.arguments.has('customer_id') ? readSearchWords(request) : null)],
  ['prefix', readSearchWords],
  ['metric', readAlertMetric],
  ['condition', readAlertCondition],
  ['event', readAlertEvent],
  ['experiment', readCampaign],
  ['campaign', readCampaign],
  ['compare_with', readOtherCampaign],
  ['metric', (request) => (request.tool.arguments.has('experiment') ? readOutcome(request, 'metric') : null)],
  ['metric', readDesignMetric],
  ['power', readPower],
  ['minimum_effect_absolute', readPoints],
  ['baseline', readBaseline],
  ['minimum_effect', readEffect],
  ['groups', readGroupsOfTest],
  ['offer', readOffer],
  ['placement', readPlacement],
  ['creative', readCreative],
  ['when', readWhen],
  ['outcome', (request) => readOutcome(request, 'outcome')],
  ['order_id', (request) => readId(request, 'order_id')],
  ['identifier', (request) => readId(request, 'identifier')],
  ['import_id', readImport],
  ['plan_id', readPlanId],
  ['holdout_share', readHoldoutShare],
  ['audience_id', readAudienceId],
  ['format', readFormat],
  ['hashed', readHashed],
  ['without_suspicious', readWithoutSuspicious],
  ['sources', readSources],
  ['goal', readDraftGoal],
  ['tone', readTone],
  ['max_lines', readMaxLines],
  ['count', readDraftCount],
  ['about', readAbout],
  ['audience', readDraftAudience],
  ['channel', readDraftChannel],
  ['exclude_recent_buyers_days', readRecentDays],
  ['budget', readBudget],
  ['months', readMonths],
  ['change', readPriceChange],
  ['price', readNewPrice],
  ['ageing_days', readAgeingDays],
  ['lead_days', readLeadDays],
  ['service_level', readServiceLevel],
  ['weeks', readWeeks],
  ['measure', readMeasure],
  ['horizon_days', readHorizonDays],
  ['threshold', readThreshold],
  ['review_id', (request) => readId(request, 'review_id')],
  ['message', readMessageOf],
  // Texts are searched by meaning, in the words of the question; a catalogue by the words that are searched for.
  [
    'query',
    (request, args) =>
      request.tool.arguments.has('customer_id') || args['review_id'] !== undefined ? null : readQuery(request),
  ],
  ['method', readMethod],
  ['explain', readExplainedPlace],
  ['k', (request) => (request.tool.arguments.has('strategy') ? readListSize(request) : readGroupCount(request))],
  ['strategy', readStrategy],
  ['diversity', readDiversity],
  ['exclude', readExclusions],
  ['personalised', readPersonalised],
  ['kind', (request) => (request.tool.arguments.has('strategy') ? readItemKind(request) : null)],
  ['window', readWindow],
  ['source', (request) => (request.tool.arguments.has('strategy') ? readId(request, 'source') : null)],
  ['features', readFeatures],
  ['within', readWithin],
  ['name', readName],
  ['result_id', readResult],
  ['segment', readSeedGroup],
  ['a', readFirstGroup],
  ['b', readSecondGroup],
  ['top', readTop],
  ['channel', readChannel],
  ['revenue', wordFor('revenue', 'revenue')],
  ['compare', readCompare],
  ['compare_as_of', readCompareAsOf],
  // Of groups, k is how many to make; of anything ranked, how many to name.
  ['k', (request) => (request.tool.arguments.has('method') ? null : readLimit(request))],
  ['limit', readLimit],
  ['limit', (request) => (request.tool.arguments.has('top') ? readAudienceSize(request) : null)],
  ['sort', readSort],
  ['order', readOrder],
  ['grain', readAllowedGrain],
  ['dimensions', readDimensions],
  // One order is split by nothing.
  ['by', (request, args) => (args['order_id'] === undefined ? readBy(request) : null)],
  ['groups', readGroups],
  ['model', readModel],
  ['status', readStatus],
  ['product_id', (request) => readSubject(request, 'product_id')],
  ['category', (request) => readSubject(request, 'category')],
  ['filters', fillFilters],
  // Of an audience, a number that is no condition says how many.
  ['limit', (request) => (request.tool.arguments.has('holdout_share') ? readAudienceSize(request) : null)],
  ['product_id', (request) => readId(request, 'product_id')],
  ['product_ids', readProductIds],
  ['category', (request) => readId(request, 'category')],
  ['total', readTotal],
  ['metrics', readMetrics],
  ['period', readAlertPeriod],
  // A period that a tool chooses from a few is no period of the question.
  [
    'period',
    (request) => ((request.tool.arguments.get('period')?.words ?? []).length > 0 ? null : readPeriod(request)),
  ],
]

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** The arguments that a question gives a tool, and those that it implies. */
export function fillArguments(request: FillRequest): Arguments {
  const args: Arguments = {}
  for (const [name, fill] of FILLERS) {
    if (!request.tool.arguments.has(name) || args[name] !== undefined) continue
    const value = fill(request, args)
    if (!isEmpty(value)) args[name] = value
  }
  if (request.tool.arguments.has('metric') && args['metric'] === undefined && args['event'] === undefined) {
    const metric = readExplained(request, args)
    if (metric !== null) args['metric'] = metric
  }
  return mergeImplied(args, request)
}

const DEVELOPMENT =
  /\b(?:trends?|develop\w*|evol\w*|over time|history|course|curve|chart|plot)\b|走势|趋势|变化|曲线|历年|发展/

/** What the words imply fills what they did not name; implied conditions join the named ones. */
function mergeImplied(args: Arguments, request: FillRequest): Arguments {
  const merged = { ...args }
  for (const [name, value] of Object.entries(request.implied)) {
    if (!request.tool.arguments.has(name)) continue
    // Likeness alone must not cut a figure into months.
    if (name === 'grain' && !DEVELOPMENT.test(request.text)) continue
    // One order is looked up whatever its state.
    if (name === 'status' && merged['order_id'] !== undefined) continue
    // A figure or an event is watched, never both.
    if (name === 'event' && (merged['metric'] ?? merged['condition']) !== undefined) continue
    if (name === 'metric' && merged['event'] !== undefined) continue
    if (name === 'filters' && Array.isArray(value)) {
      const named = (merged['filters'] ?? []) as readonly Filter[]
      // Stars already say how good: a mood that only likeness implies does not join them.
      const says = (field: string): boolean =>
        named.some((filter) => filter.field === field || (field === 'sentiment' && filter.field === 'rating'))
      const extra = (value as readonly Filter[]).filter(({ field }) => !says(field))
      if (named.length + extra.length > 0) merged['filters'] = [...named, ...extra]
    } else if (merged[name] === undefined) merged[name] = value
  }
  return withoutOwnGroup(merged)
}

/**
 * "Is the mobile checkout leaking?" sets one group against the others: it is no condition as well. Several that are named
 * (华东和西南) are set against each other.
 */
function withoutOwnGroup(args: Arguments): Arguments {
  const { filters, ...rest } = args
  if (args['by'] === undefined || !Array.isArray(filters)) return args
  const left = (filters as readonly Filter[]).filter(({ field, op }) => field !== args['by'] || op !== 'eq')
  return left.length === 0 ? rest : { ...rest, filters: left }
}
