import type { ToolShape } from '../arguments/tool-shape.ts'
import { meaningOf, wordsOf, type Mark } from '../marks/mark.ts'

/** Arguments that can take what a mark says; a tool with none of them leaves it unsaid. */
function takers(mark: Mark, ranked: boolean): readonly string[] | null {
  if (mark.kind === 'period') return ['period', 'filters', 'compare_as_of', 'as_of']
  if (mark.kind === 'entity') return [mark.field, ...mark.also.map(({ field }) => field), 'filters']
  if (mark.kind === 'number') return null
  if (mark.weak) return null
  const value = meaningOf(mark, 'metrics')
  if (value !== null)
    return [
      'metrics',
      'metric',
      ...(ranked ? ['sort'] : []),
      ...(value === 'gross_revenue' ? ['revenue'] : []),
      ...(value === 'returns' ? ['sources'] : []),
    ]
  if (meaningOf(mark, 'grains') !== null) return ['grain']
  return null
}

/** What names a kind of people: with a word that asks for a list, the people themselves are wanted. */
const KINDS_OF_PEOPLE = new Set([
  'lifecycle',
  'value_tier',
  'rfm_segment',
  'tag',
  'consent',
  'interest',
  'member_level',
])

/** How much an intent keeps that cannot name people when people are asked for. */
const LISTS_NOBODY = 0.15

const asksWho = (marks: readonly Mark[]): boolean =>
  marks.some((mark) => meaningOf(mark, 'cues') === 'list') &&
  marks.some((mark) => mark.kind === 'entity' && KINDS_OF_PEOPLE.has(mark.field)) &&
  !marks.some(
    (mark) =>
      meaningOf(mark, 'grains') !== null || (mark.kind === 'word' && !mark.weak && meaningOf(mark, 'metrics') !== null),
  )

/** Tools that only a word of their own asks for: their conditions alone are a question about those customers. */
const ASKED_FOR_BY: ReadonlyMap<string, string> = new Map([
  ['find_similar_customers', 'likeness'],
  ['plan_winback', 'winback'],
  ['build_audience', 'audience'],
  ['save_segment', 'saving'],
  ['explain_change', 'reason'],
  ['erase_personal_data', 'erasing'],
  ['export_personal_data', 'handing_over'],
  ['analyze_member_levels', 'membership'],
  ['create_alert', 'alerting'],
])

/** Who is to be erased is handed nothing by the same words. */
const RULED_OUT_BY: ReadonlyMap<string, string> = new Map([['export_personal_data', 'erasing']])

/** How much an intent keeps that cannot speak of what a word of the question names: tickets, warehouses, articles. */
const OFF_TOPIC = 0.03

/** How much an intent keeps that gives no figures when a number of people is asked for by a metric of that name. */
const COUNTS_NOBODY = 0.1
const COUNTED_PEOPLE = new Set(['customers', 'new_customers', 'active_customers'])

/** "How many active customers do we have": the figure of that name, and nothing about a stage or a kind of people. */
const asksHowMany = (marks: readonly Mark[]): boolean =>
  !marks.some((mark) => mark.kind === 'entity') &&
  marks.some(
    (mark) =>
      mark.kind === 'word' &&
      !mark.weak &&
      COUNTED_PEOPLE.has(meaningOf(mark, 'metrics') ?? '') &&
      marks.some((other) => hasMeaning(other, 'count') && mark.start - other.end >= 0 && mark.start - other.end <= 2),
  )

/** How much an intent keeps that lists people, when things are ranked. */
const RANKS_NO_THINGS = 0.15
const THINGS = new Set(['product_id', 'category', 'brand', 'campaign', 'channel', 'weekday', 'hour'])

/** 退货最多的五个商品: what is ranked is named, and is nobody. */
const ranksThings = (marks: readonly Mark[]): boolean =>
  marks.some((mark) => mark.kind === 'word' && meaningOf(mark, 'order') !== null) &&
  wordsOf(marks, 'dimensions').some(({ value, mark }) => THINGS.has(value) && mark.kind === 'word' && !mark.weak) &&
  !wordsOf(marks, 'dimensions').some(({ value }) => value === 'customer_id')

/** Ways in which every customer is in one group; those who never ordered are in one too. */
const STATES = new Set(['lifecycle', 'value_tier', 'rfm_segment'])

/** "The number of customers by lifecycle stage": all there are, by the state they are in, not those who ordered. */
const countsByState = (marks: readonly Mark[]): boolean =>
  wordsOf(marks, 'dimensions').some(({ value }) => STATES.has(value)) &&
  marks.every((mark) => {
    if (mark.kind !== 'word') return mark.kind === 'number'
    const metric = mark.weak ? null : meaningOf(mark, 'metrics')
    return metric === null || metric === 'customers'
  }) &&
  wordsOf(marks, 'metrics').some(({ value }) => value === 'customers')

function isOffTopic(intent: string, marks: readonly Mark[]): boolean {
  const topics = wordsOf(marks, 'topics').map(({ value }) => value.split(' '))
  return topics.length > 0 && !topics.some((tools) => tools.includes(intent))
}

/** How much an intent keeps that knows orders and cannot foretell, when it is asked when one of them comes. */
const FORETELLS_NOTHING = 0.03

const asksWhenItComes = (marks: readonly Mark[]): boolean =>
  marks.some((mark) => hasMeaning(mark, 'arrival')) &&
  marks.some((mark) => mark.kind === 'entity' && mark.field === 'order_id')

/** "What should we expect for July to September": what has not come yet is in no figure of the past. */
const asksAhead = (marks: readonly Mark[]): boolean => marks.some((mark) => hasMeaning(mark, 'foretelling'))

/** How much an intent keeps that cannot set one campaign beside another, when two are named. */
const COMPARES_NONE = 0.15

const namesTwoCampaigns = (marks: readonly Mark[]): boolean =>
  new Set(
    marks.flatMap((mark) =>
      mark.kind === 'entity' && [mark, ...mark.also].some(({ field }) => field === 'campaign') ? [mark.value] : [],
    ),
  ).size > 1

/** Ids are taken by an argument of their own, never as a condition. */
const IDS = new Set(['customer_id', 'order_id', 'review_id', 'identifier'])

/** How much of its weight an intent keeps for each thing that the question says and it cannot take; less for a figure or an id. */
const UNTAKEN = 0.55
const UNTAKEN_OF_ITS_OWN = 0.35
const UNTAKEN_BY_SMALL_TALK = 0.35
const SMALL_TALK = /^general:(?:out_of_scope|greeting|thanks|help)/

/** A figure by its name, or one customer or order by its id: what the question is about. */
const isOfItsOwn = (mark: Mark): boolean =>
  mark.kind === 'word' ? meaningOf(mark, 'metrics') !== null : mark.kind === 'entity' && IDS.has(mark.field)

const UNASKED = 0.1
const hasMeaning = (mark: Mark, cue: string): boolean =>
  mark.kind === 'word' && mark.meanings.some(({ group, value }) => group === 'cues' && value === cue)

/** A refusal for want of any word that a rule speaks of would only offend. */
const UNFOUNDED_REFUSAL = 0.1
const WELL_FOUNDED = 20
const PROTECTED_FIELDS = new Set(['gender', 'age_band'])

const isSensitive = (mark: Mark, refusal: string): boolean =>
  mark.kind === 'word'
    ? mark.meanings.some(({ group, value }) => group === 'sensitive' && value === refusal)
    : mark.kind === 'entity' && refusal === 'refuse_protected' && PROTECTED_FIELDS.has(mark.field)

/** What an argument made of parts can hold: a `target` takes `filters` or `order_ids`. */
const isWithinArgument = ({ arguments: named }: ToolShape, name: string): boolean =>
  [...named.values()].some(({ types, keys }) => types.includes('object') && (keys.has(name) || keys.has(`${name}s`)))

/** Whether a tool that lists its metrics lists this one, by its name or the head of it (`open` for `open_rate`). */
function knowsMetric(tool: ToolShape, argument: string, metric: string | null): boolean {
  const words = /^metrics?$/.test(argument) ? (tool.arguments.get(argument)?.words ?? []) : []
  return (
    metric === null || words.length === 0 || words.some((word) => metric.startsWith(word) || word.startsWith(metric))
  )
}

/**
 * How well an intent can take up what a question names, 0..1. A question that names a metric is hardly small talk, and one
 * that names an order is hardly for a tool that knows no orders.
 */
export function intentFitness(intent: string, marks: readonly Mark[], tools: ReadonlyMap<string, ToolShape>): number {
  const isReply = /^general:(?:refuse_|approve|not_supported)/.test(intent)
  return fitness(intent, marks, tools) * (!isReply && isOffTopic(intent, marks) ? OFF_TOPIC : 1)
}

function fitness(intent: string, marks: readonly Mark[], tools: ReadonlyMap<string, ToolShape>): number {
  if (intent.startsWith('general:')) {
    const refused = /^general:(refuse_\w+)/.exec(intent)?.[1]
    if (refused !== undefined) {
      const founded = marks.some((mark) => mark.kind === 'word' && isSensitive(mark, refused))
        ? marks.filter((mark) => isSensitive(mark, refused)).length
        : 0
      // A trait and a price in one sentence are what the rule is about; another shop is, once it is named.
      const enough = refused === 'refuse_other_shop' ? 1 : refused === 'refuse_protected' ? 2 : Number.POSITIVE_INFINITY
      return founded === 0 ? UNFOUNDED_REFUSAL : founded >= enough ? WELL_FOUNDED : 1
    }
    if (!SMALL_TALK.test(intent)) return intent.startsWith('general:clarify') && asksWho(marks) ? LISTS_NOBODY : 1
    const named = marks.filter(
      (mark) => mark.kind !== 'period' && mark.kind !== 'number' && takers(mark, false) !== null,
    )
    // Places are talked of anywhere: the weather in Hangzhou.
    const telling = named.filter(
      (mark) => mark.kind !== 'entity' || !['city', 'region', 'country'].includes(mark.field),
    )
    const ranks = marks.some((mark) => mark.kind === 'word' && !mark.weak && meaningOf(mark, 'order') !== null)
    const groups = marks.some((mark) => mark.kind === 'word' && !mark.weak && meaningOf(mark, 'dimensions') !== null)
    if (ranks && groups && marks.some((mark) => meaningOf(mark, 'metrics') !== null)) return UNTAKEN_BY_SMALL_TALK ** 2
    return UNTAKEN_BY_SMALL_TALK ** telling.length * (asksWho(marks) ? LISTS_NOBODY ** 2 : 1)
  }
  const tool = tools.get(intent)
  if (tool === undefined) return 1
  const [word, against] = [ASKED_FOR_BY.get(intent), RULED_OUT_BY.get(intent)]
  if (word !== undefined && !marks.some((mark) => hasMeaning(mark, word))) return UNASKED
  if (against !== undefined && marks.some((mark) => hasMeaning(mark, against))) return UNASKED
  const ranked = marks.some((mark) => meaningOf(mark, 'order') !== null)
  const takes = (name: string): boolean =>
    tool.arguments.has(name) || tool.arguments.has(`${name}s`) || isWithinArgument(tool, name)
  const untaken = marks.filter((mark) => {
    const names = takers(mark, ranked)
    if (names === null) return false
    if (mark.kind === 'entity' && IDS.has(mark.field)) return !takes(mark.field)
    return names.every((name) => !takes(name) || !knowsMetric(tool, name, meaningOf(mark, 'metrics')))
  })
  // Cancelled orders are in no figure of sales: only a list of orders can show them.
  const isCancelled = marks.some((mark) => mark.kind === 'entity' && mark.value === 'cancelled')
  if (isCancelled && tool.arguments.has('metrics')) return UNFOUNDED_REFUSAL
  const listsNobody = !tool.arguments.has('within') && !tool.arguments.has('customer_id') && asksWho(marks)
  // Orders that can be split by carrier or place are those of deliveries, with the arrival that parcels like it let expect.
  const foretellsNothing =
    (!tool.arguments.has('by') && asksWhenItComes(marks)) || (tool.arguments.has('dimensions') && asksAhead(marks))
  const comparesNone =
    !(tool.arguments.has('compare_with') && tool.arguments.has('campaign')) && namesTwoCampaigns(marks)
  const countsNobody = !tool.arguments.has('metrics') && asksHowMany(marks)
  const ranksNoThings = tool.arguments.has('sort') && tool.arguments.has('within') && ranksThings(marks)
  const leavesSomeOut = tool.arguments.has('dimensions') && countsByState(marks)
  return (
    untaken.reduce((kept, mark) => kept * (isOfItsOwn(mark) ? UNTAKEN_OF_ITS_OWN : UNTAKEN), 1) *
    (leavesSomeOut ? COUNTS_NOBODY : 1) *
    (ranksNoThings ? RANKS_NO_THINGS : 1) *
    (listsNobody ? LISTS_NOBODY : 1) *
    (countsNobody ? COUNTS_NOBODY : 1) *
    (foretellsNothing ? FORETELLS_NOTHING : 1) *
    (comparesNone ? COMPARES_NONE : 1)
  )
}
