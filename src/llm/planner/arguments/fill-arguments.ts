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
import { readCustomer, readId, readProductIds, readSession } from './fill-identity.ts'
import { readCreative, readOffer, readPlacement, readWhen } from './fill-plan.ts'
import { readHorizonDays, readMonths, readThreshold } from './fill-horizon.ts'
import {
  readBasis,
  readPointsPerUnit,
  readPointValue,
  readRedeemedShare,
  readRuleMonths,
  readThresholds,
} from './fill-levels.ts'
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
  readLeftCategory,
  readListSize,
  readMaxPrice,
  readPersonalised,
  readStrategy,
  readWindow,
} from './fill-recommendation.ts'
import { readSources, readSubject, readWithoutSuspicious } from './fill-review-conditions.ts'
import { readProductKind, readSearchWords } from './fill-search.ts'
import { readFeatures, readMethod } from './fill-segmentation.ts'
import { readSort } from './fill-sort.ts'
import { wordFor } from './fill-word.ts'
import { mergeImplied } from './merge-implied.ts'
import type { Arguments, FillRequest } from './request.ts'
import { allows } from './tool-shape.ts'

type Filler = (request: FillRequest, args: Arguments) => unknown

const readExplained: Filler = (request) => {
  const allowed = request.tool.arguments.get('metric')?.words ?? []
  const named = [...wordsOf(request.marks, 'metrics'), ...wordsOf(request.marks, 'definitions')]
  const found =
    named.find(
      ({ value, mark }) => mark.kind === 'word' && !mark.weak && (allowed.length === 0 || allowed.includes(value)),
    ) ?? named.find(({ value }) => allowed.includes(value))
  return found?.value ?? null
}

/** The people of the list before, spoken of without "of those". */
const THEY = /\b(?:they|them|their|these|those)\b|[他她]们|这些人|那些人/

const readWithin: Filler = (request) => {
  const those = wordsOf(request.marks, 'cues').find(({ value }) => value === 'those')
  const before = callBefore(request.thread)
  if (before?.result?.ok !== true || !listsCustomers(before)) return null
  if (those === undefined && !THEY.test(request.text)) return null
  if (those !== undefined) request.used.add(those.mark)
  return before.result.result_id
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

/**
 * Which words of a question fill which argument. Tools do not appear here: an argument of a known name is filled the
 * same way wherever it stands. Earlier lines take their words first.
 */
const FILLERS: readonly (readonly [string, Filler])[] = [
  ['customer_id', readCustomer],
  ['session', readSession],
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
  ['points_per_unit', readPointsPerUnit],
  ['point_value', readPointValue],
  ['redeemed_share', readRedeemedShare],
  ['thresholds', readThresholds],
  ['basis', readBasis],
  ['months', (request) => (request.tool.arguments.has('thresholds') ? readRuleMonths(request) : readMonths(request))],
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
  [
    'k',
    (request, args) =>
      request.tool.arguments.has('strategy')
        ? readListSize(request, args['explain'] !== undefined)
        : readGroupCount(request),
  ],
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
  ['k', (request, args) => (request.tool.arguments.has('method') || 'explain' in args ? null : readLimit(request))],
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
  ['kind', readProductKind],
  ['not_category', readLeftCategory],
  ['max_price', readMaxPrice],
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
