import { asOfDate } from '../../lib/as-of.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { AnalyzeReviewsData, Topic } from './analyze-reviews.ts'
import type { ReviewScope } from './reviews-in-scope.ts'
import { TEXT_SOURCES } from './text-sources.ts'
import type { TopicGroup } from './topics-by-group.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

/** Facts, table and chart of what reviews say. */
export function presentReviews(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  {
    data,
    scope,
    topicsFound,
  }: { readonly data: AnalyzeReviewsData; readonly scope: ReviewScope; readonly topicsFound: number },
): Presented {
  const { product, period } = scope
  const [first] = data.topics
  const other = data.set_aside.find(({ reason }) => reason === 'other_language')
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    ...(period === null
      ? []
      : [
          { id: 'from', label: 'From', value: dateOfDay(period.fromDay), unit: 'date' },
          { id: 'to', label: 'To', value: dateOfDay(Math.min(period.toDay, scope.lastDay + 1) - 1), unit: 'date' },
        ]),
    ...(product === null
      ? []
      : [
          { id: 'product', label: 'Product', value: productName(product, product.id, language), unit: 'text' },
          { id: 'product_id', label: 'Product', value: product.id, unit: 'id' },
        ]),
    { id: 'reviews', label: 'Reviews', value: data.reviews, unit: 'reviews' },
    ...moodFacts(data),
    { id: 'topics_found', label: 'Topics', value: topicsFound, unit: 'topics' },
    ...(first === undefined ? [] : topicFacts(first)),
    ...(data.focus === 'complaints'
      ? [{ id: 'complaints', label: 'Asked for', value: 'complaints', unit: 'label' }]
      : []),
    ...(data.focus === 'praise' ? [{ id: 'praise', label: 'Asked for', value: 'praise', unit: 'label' }] : []),
    ...learntFacts(data),
    ...sourceFacts(data),
    ...othersFacts(data),
    ...effectFacts(data),
    ...(other === undefined
      ? []
      : [{ id: 'other_language', label: 'Reviews in other languages', value: other.reviews, unit: 'reviews' }]),
  ]
  return {
    facts,
    table: data.groups === null ? topicTable(data, topicsFound) : groupTable(data.groups, scope.asked.by ?? ''),
    chart: chartOf(data),
  }
}

const chartOf = ({ groups, topics, focus }: AnalyzeReviewsData): ResultChart | null => {
  if (groups !== null) return groups.length < 2 ? null : { type: 'bar', x: 'group', y: ['topic_share'] }
  return topics.length < 2
    ? null
    : { type: 'bar', x: 'topic', y: focus === 'all' ? ['complaining', 'praising'] : ['count'] }
}

const topicTable = (data: AnalyzeReviewsData, topicsFound: number): ResultTable => ({
  columns: COLUMNS.filter(({ key }) => key !== 'others_share' || data.others_reviews !== null),
  rows: data.topics.map(rowOf),
  total_rows: topicsFound,
})

/** What each group speaks of most. */
const groupTable = (groups: readonly TopicGroup[], by: string): ResultTable => ({
  columns: [
    { key: 'group', label: by, unit: 'label' },
    { key: 'count', label: 'Texts', unit: 'reviews' },
    { key: 'topic', label: 'Topic', unit: 'label' },
    { key: 'topic_count', label: 'Speak of it', unit: 'reviews' },
    { key: 'topic_share', label: 'Share', unit: 'ratio' },
    { key: 'low', label: 'Lower limit (95 %)', unit: 'ratio' },
    { key: 'high', label: 'Upper limit (95 %)', unit: 'ratio' },
    { key: 'caution', label: 'Caution', unit: 'label' },
  ],
  rows: groups.map(({ group, texts, first, small }) => ({
    group,
    count: texts,
    topic: first?.name ?? null,
    topic_count: first?.texts ?? 0,
    topic_share: first?.share ?? null,
    low: first?.interval[0] ?? null,
    high: first?.interval[1] ?? null,
    caution: small ? 'few_texts' : 'enough_ratings',
  })),
  total_rows: groups.length,
})

/** Words that the dictionary did not list, of the topics that are shown. */
function learntFacts({ topics }: AnalyzeReviewsData): Fact[] {
  const terms = topics.flatMap(({ learnt_terms: learnt }) => learnt.map(({ term }) => term))
  if (terms.length === 0) return []
  return [
    { id: 'learnt_terms', label: 'Words learnt from these reviews', value: terms.length, unit: 'terms' },
    { id: 'learnt_words', label: 'Learnt words', value: terms.slice(0, 5).join(', '), unit: 'text' },
  ]
}

/** Where the texts come from, unless they are all reviews. */
function sourceFacts({ sources }: AnalyzeReviewsData): Fact[] {
  if (sources.every(({ source }) => source === 'reviews')) return []
  const names = TEXT_SOURCES.filter((name) => sources.some(({ source }) => source === name))
  return [
    { id: 'texts_of', label: 'Texts', value: `texts_${names.join('_')}`, unit: 'label' },
    ...(sources.length < 2
      ? []
      : sources.map(({ source, texts }) => ({ id: `of_${source}`, label: source, value: texts, unit: source }))),
  ]
}

/** How the first topic, and the one that sets these writers apart most, stand among everybody else. */
function othersFacts({ topics, others_reviews: reviews }: AnalyzeReviewsData): Fact[] {
  const [first] = topics
  if (reviews === null || first === undefined || first.others === null) return []
  const apart = topics
    .flatMap(({ name, share, others }) => (others === null || others.interval[0] <= 0 ? [] : [{ name, share, others }]))
    .toSorted((a, b) => b.others.difference - a.others.difference)[0]
  return [
    { id: 'others_reviews', label: "Others' reviews of that kind", value: reviews, unit: 'reviews' },
    { id: 'others_share', label: "Share among others' reviews", value: first.others.share, unit: 'ratio', n: reviews },
    {
      id: 'others_difference',
      label: 'Difference of the shares',
      value: first.others.difference,
      unit: 'points',
      interval: first.others.interval,
    },
    ...(apart === undefined
      ? [{ id: 'nothing_apart', label: 'Topics that set them apart', value: 0, unit: 'topics' }]
      : [
          { id: 'apart', label: 'What sets them apart', value: apart.name, unit: 'label' },
          { id: 'apart_share', label: 'Share among theirs', value: apart.share, unit: 'ratio' },
          { id: 'apart_others_share', label: "Share among others'", value: apart.others.share, unit: 'ratio' },
        ]),
  ]
}

function effectFacts({ effect, focus }: AnalyzeReviewsData): Fact[] {
  if (effect === null) return []
  if (effect.set_aside === 0) {
    return [{ id: 'none_suspicious', label: 'Suspicious reviews set aside', value: 0, unit: 'reviews' }]
  }
  const { with_flagged: before, without_flagged: after } = effect
  return [
    { id: 'suspicious', label: 'Suspicious reviews set aside', value: effect.set_aside, unit: 'reviews' },
    { id: 'rating_with', label: 'Mean rating with them', value: before.mean_rating, unit: 'stars' },
    ...(after === null
      ? []
      : [{ id: 'rating_without', label: 'Mean rating without them', value: after.mean_rating, unit: 'stars' }]),
    ...(focus !== 'all' || effect.negative_share_with === null
      ? []
      : [{ id: 'negative_with', label: 'Negative with them', value: effect.negative_share_with, unit: 'ratio' }]),
    ...(focus !== 'all' || effect.negative_share_without === null
      ? []
      : [
          {
            id: 'negative_without',
            label: 'Negative without them',
            value: effect.negative_share_without,
            unit: 'ratio',
          },
        ]),
  ]
}

function moodFacts({ sentiment }: AnalyzeReviewsData): Fact[] {
  const { scored, mean, negative, positive, negative_share, interval, rated, mean_rating, low_ratings } = sentiment
  const facts: Fact[] = []
  if (mean !== null && negative_share !== null && interval !== null) {
    facts.push(
      { id: 'sentiment', label: 'Mean sentiment', value: mean, unit: 'score', n: scored },
      { id: 'negative', label: 'Negative reviews', value: negative, unit: 'reviews', n: scored },
      { id: 'positive', label: 'Positive reviews', value: positive, unit: 'reviews', n: scored },
      { id: 'negative_share', label: 'Share negative', value: negative_share, unit: 'ratio', n: scored, interval },
      { id: 'positive_share', label: 'Share positive', value: positive / scored, unit: 'ratio', n: scored },
    )
  }
  if (mean_rating !== null) {
    facts.push(
      { id: 'mean_rating', label: 'Mean rating', value: mean_rating, unit: 'stars', n: rated },
      { id: 'low_ratings', label: 'Reviews with 1-2 stars', value: low_ratings, unit: 'reviews', n: rated },
    )
  }
  if (sentiment.disagreeing > 0) {
    facts.push({
      id: 'disagreeing',
      label: 'Stars and words disagree',
      value: sentiment.disagreeing,
      unit: 'reviews',
    })
  }
  return facts
}

const topicFacts = (topic: Topic): Fact[] => [
  { id: 'top_topic', label: 'First topic', value: topic.name, unit: 'label' },
  { id: 'top_topic_reviews', label: 'Reviews that mention it', value: topic.reviews, unit: 'reviews' },
  { id: 'top_topic_negative', label: 'Complaints about it', value: topic.negative, unit: 'reviews' },
  { id: 'top_topic_positive', label: 'Praise for it', value: topic.positive, unit: 'reviews' },
  {
    id: 'top_topic_share',
    label: 'Share',
    value: topic.share,
    unit: 'ratio',
    n: topic.reviews,
    interval: topic.interval,
  },
  ...(topic.trend === null || topic.trend === 'steady'
    ? []
    : [{ id: 'top_topic_trend', label: 'Trend', value: topic.trend, unit: 'label' }]),
]

const COLUMNS = [
  { key: 'topic', label: 'Topic', unit: 'label' },
  { key: 'count', label: 'Reviews', unit: 'reviews' },
  { key: 'share', label: 'Share', unit: 'ratio' },
  { key: 'others_share', label: "Among others' reviews", unit: 'ratio' },
  { key: 'complaining', label: 'Complaints', unit: 'reviews' },
  { key: 'praising', label: 'Praise', unit: 'reviews' },
  { key: 'sentiment', label: 'Sentiment', unit: 'score' },
  { key: 'trend', label: 'Trend', unit: 'label' },
  { key: 'quote', label: 'In their words', unit: 'text' },
  { key: 'review', label: 'Review', unit: 'id' },
] as const

const rowOf = (topic: Topic): Readonly<Record<string, Cell>> => ({
  topic: topic.name,
  count: topic.reviews,
  share: topic.share,
  others_share: topic.others?.share ?? null,
  complaining: topic.negative,
  praising: topic.positive,
  sentiment: topic.sentiment,
  trend: topic.trend,
  quote: topic.quotes[0]?.text ?? null,
  review: topic.quotes[0]?.review_id ?? null,
})
