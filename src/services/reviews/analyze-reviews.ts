import type { LearntTerm } from '../../compute/text/aspects/grow-aspects.ts'
import { authorise } from '../access/authorise.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { focusOf, type AnalyzeReviewsInput, type Focus } from './analyze-input.ts'
import { compareWithOthers, type ShareOfOthers } from './compare-with-others.ts'
import { chooseQuotes, type Quote } from './choose-quotes.ts'
import type { ModelRun } from '../models/read-model.ts'
import type { ReviewParameters } from './model/review-parameters.ts'
import { reviewDefinitions } from './definitions.ts'
import { moodOfReviews, setAside, type ReviewMood, type SetAside } from './mood-of-reviews.ts'
import { presentReviews } from './present-reviews.ts'
import { reviewsInScope } from './reviews-in-scope.ts'
import { withoutSuspicious, type SuspiciousSetAside } from './suspicious-set-aside.ts'
import { summariseTopics, type TopicSummary } from './summarise-topics.ts'
import type { TextSource } from './text-sources.ts'
import { topicsByGroup, type TopicGroup } from './topics-by-group.ts'

export interface Topic extends TopicSummary {
  readonly quotes: readonly Quote[]
  /** Of everybody else's reviews of the same kind; null where no writers were chosen, or too few wrote. */
  readonly others: ShareOfOthers | null
  /** Words that count as speaking of it because the shop's own reviews tie them to it. */
  readonly learnt_terms: readonly Omit<LearntTerm, 'aspect'>[]
}

export interface AnalyzeReviewsData {
  readonly focus: Focus
  readonly reviews: number
  readonly sentiment: ReviewMood
  readonly topics: readonly Topic[]
  /** Texts by where they were written. */
  readonly sources: readonly { readonly source: TextSource; readonly texts: number }[]
  /** Null where nothing was to be split. */
  readonly groups: readonly TopicGroup[] | null
  readonly set_aside: readonly (
    | SetAside
    | { readonly reason: 'suspicious'; readonly reviews: number; readonly languages: readonly [] }
  )[]
  /** What leaving suspicious reviews out changes; null unless it was asked for. */
  readonly effect: SuspiciousSetAside | null
  /** Reviews of the same kind by everybody else; null where no writers were chosen. */
  readonly others_reviews: number | null
}

const LISTED = 8
const QUOTES = 2
/** Fewer reviews than this carry no shares. */
const NEEDED = 5

/** What customers write about: how it sounds, which topics come up how often, with their own words. */
export function analyzeReviews({
  ctx,
  input,
  isFlagged,
}: {
  ctx: ServiceContext
  input: AnalyzeReviewsInput
  /** Reviews to set aside as suspicious. */
  isFlagged?: (id: string) => boolean
}): ServiceResult<AnalyzeReviewsData> {
  authorise(ctx, 'read:catalogue')
  const everything = reviewsInScope(ctx, input)
  const { scope, effect } =
    isFlagged === undefined ? { scope: everything, effect: null } : withoutSuspicious(everything, isFlagged)
  const suspicious = everything.reviews.length - scope.reviews.length
  const { reviews, recent, before, filters, period, run } = scope
  const focus = focusOf(filters)
  const { by } = scope.asked
  const found = summariseTopics(reviews, recent, before, focus)
  const others = compareWithOthers(reviews, scope.others)
  const topics = found.slice(0, scope.asked.top ?? LISTED).map((topic) => ({
    ...topic,
    quotes: chooseQuotes(reviews, topic.name, {
      focus: focusOfQuotes(focus, topic),
      language: ctx.language,
      count: QUOTES,
    }),
    others: others.get(topic.name) ?? null,
    learnt_terms: (run?.parameters.terms ?? [])
      .filter(({ aspect }) => aspect === topic.name)
      .map(({ term, sentences, together }) => ({ term, sentences, together })),
  }))
  const data: AnalyzeReviewsData = {
    focus,
    reviews: reviews.length,
    sentiment: moodOfReviews(reviews),
    topics,
    set_aside: [
      ...setAside(reviews),
      ...(suspicious === 0 ? [] : [{ reason: 'suspicious', reviews: suspicious, languages: [] } as const]),
    ],
    effect,
    others_reviews: scope.others?.length ?? null,
    sources: scope.sources.map((source) => ({
      source,
      texts: reviews.filter((one) => one.source === source).length,
    })),
    groups:
      by === undefined ? null : topicsByGroup(ctx, reviews, { by, topics: topics.map(({ name }) => name), focus }),
  }
  return {
    data,
    ...presentReviews(ctx, { data, scope, topicsFound: found.length }),
    gate: gateOf(reviews.length),
    evidence: {
      period:
        period === null ? null : { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population: scope.population,
      rows_used: reviews.length,
      rows_left_out: Object.fromEntries(data.set_aside.map((one) => [one.reason, one.reviews])),
      definition: reviewDefinitions[ctx.language],
      method: methodOf(ctx, run),
      model: run === null ? null : { id: run.id, trained_as_of: run.trainedAsOfDate, report_card: run.reportCard },
      sql: [],
    },
    suggestions: suggestionsFor(ctx.language, focus),
  }
}

const methodOf = (ctx: ServiceContext, run: ModelRun<ReviewParameters> | null): string =>
  run?.parameters.polarity == null
    ? say(
        ctx,
        'sentiment by lexicon with negation, intensity and contrast; topics by aspect dictionary; per sentence',
        '按词典判断情感，考虑否定、程度和转折；按主题词典归类；逐句处理',
      )
    : say(
        ctx,
        'sentiment learnt from the ratings of this shop; sentences by lexicon first; topics by aspect dictionary and those found in the texts',
        '情感由本店评分学得；逐句先按词典判断；主题取自主题词典以及从文本中发现的主题',
      )

const gateOf = (have: number): Gate | null =>
  have >= NEEDED ? null : { failed: 'reviews', have, need: NEEDED, pooled_estimate: null, opens_on: null }

const suggestionsFor = (language: 'en' | 'zh', focus: Focus): readonly string[] => {
  if (language === 'zh') {
    return focus === 'complaints' ? ['只看老客的 1-2 星评论', '高价值客户在抱怨什么？'] : ['大家在抱怨什么？']
  }
  return focus === 'complaints'
    ? ['Only 1-2 stars from repeat buyers', 'What do our best customers complain about?']
    : ['What do people complain about?']
}

/** A question about everything hears the voice of the most: praise where praise prevails. */
const focusOfQuotes = (focus: Focus, { positive, negative }: TopicSummary): Focus => {
  if (focus !== 'all' || positive === negative) return focus
  return positive > negative ? 'praise' : 'complaints'
}
