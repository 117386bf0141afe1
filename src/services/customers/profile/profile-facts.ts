import type { Language } from '../../../lib/answer.ts'
import { formatFigure } from '../../../lib/format-figure.ts'
import { localMinuteOf } from '../../../lib/local-time.ts'
import { toMajor } from '../../../lib/money.ts'
import type { TimeZone } from '../../../lib/time-zone.ts'
import type { Fact, ResultTable } from '../../../lib/tool-result.ts'
import { moodOf } from '../../reviews/summarise-topics.ts'
import type { CustomerProfile } from './customer-profile.ts'

const NAMED = 4
/** Facts committed within so long of their arrival came with the latest import; others lay there before it. */
const MOST_LIVE_MS = 60_000

/** The figures that an answer may state; what is not known has no fact. */
export function profileFacts(
  profile: CustomerProfile,
  { currency, zone }: { readonly currency: string; readonly zone: TimeZone },
): Fact[] {
  const { basic, behaviour, value, lifecycle, predictions, mood } = profile
  const money = (minor: number): number => toMajor(minor, currency)
  const known = (id: string, label: string, fact: string | number | null, unit: string): Fact[] =>
    fact === null || fact === '' ? [] : [{ id, label, value: fact, unit }]
  const at = (iso: string | null): string | null => (iso === null ? null : localMinuteOf(iso, zone))
  const granted = (kind: string): string | null => {
    const consent = profile.consents.find((one) => one.kind === kind)
    return consent === undefined ? null : consent.granted ? 'granted' : 'withdrawn'
  }
  const sinceOf = (kind: string): string | null => profile.consents.find((one) => one.kind === kind)?.since ?? null
  const [cart] = behaviour.cart
  const [issue] = profile.open_issues
  return [
    { id: 'as_of', label: 'As of', value: profile.as_of, unit: 'date' },
    { id: 'customer_id', label: 'Customer', value: profile.customer_id, unit: 'id' },
    ...known('customer_name', 'Name', basic.customer_name, 'text'),
    ...known('email', 'E-mail', basic.email, 'text'),
    ...known('phone', 'Telephone', basic.phone, 'text'),
    { id: 'known_since', label: 'Known since', value: basic.known_since, unit: 'date' },
    ...known('region', 'Region', basic.region, 'text'),
    ...known('city', 'City', basic.city, 'text'),
    ...known('member_level', 'Member level', basic.member_level, 'text'),
    { id: 'orders', label: 'Valid orders', value: value.orders, unit: 'orders' },
    { id: 'net_revenue', label: 'Net revenue', value: money(value.net_minor), unit: currency },
    { id: 'gross_revenue', label: 'Gross revenue', value: money(value.gross_minor), unit: currency },
    { id: 'returns', label: 'Returns', value: money(value.returns_minor), unit: currency },
    {
      id: 'year_net_revenue',
      label: 'Net revenue of the last 365 days',
      value: money(value.year_net_minor),
      unit: currency,
    },
    ...known('aov', 'Average order value', value.aov_minor === null ? null : money(value.aov_minor), currency),
    ...known('return_share', 'Share of units sent back', value.return_share, 'ratio'),
    ...known('first_order_at', 'First order', value.first_order_at, 'date'),
    ...known('last_order_at', 'Last order', value.last_order_at, 'date'),
    ...known('value_tier', 'Value tier', value.tier, 'label'),
    ...known('rfm_segment', 'RFM segment', value.rfm?.segment ?? null, 'label'),
    { id: 'lifecycle', label: 'Lifecycle stage', value: lifecycle.stage, unit: 'label' },
    ...(lifecycle.won_back ? [{ id: 'won_back', label: 'Mark', value: 'won_back', unit: 'label' }] : []),
    ...known('recency_days', 'Days since the last order', lifecycle.recency_days, 'days'),
    ...known('tenure_days', 'Days since the first order', lifecycle.tenure_days, 'days'),
    ...known('expected_gap_days', 'Expected days between orders', lifecycle.expected_gap_days, 'days'),
    ...known('median_gap_days', 'Median days between orders', lifecycle.median_gap_days, 'days'),
    ...known('next_order_expected', 'Next order expected', lifecycle.next_order_expected, 'date'),
    ...value.top_categories.slice(0, NAMED).flatMap(({ category, amount_minor: amount, share }, index) => [
      { id: `category_${index + 1}`, label: 'Top category', value: category, unit: 'text' },
      { id: `category_${index + 1}_amount`, label: `Spent on ${category}`, value: money(amount), unit: currency },
      { id: `category_${index + 1}_share`, label: `Share of ${category}`, value: share, unit: 'ratio' },
    ]),
    { id: 'interests', label: 'Interests', value: profile.interests.length, unit: 'interests' },
    ...profile.interests.slice(0, NAMED).flatMap(({ value: interest, lift }, index) => [
      { id: `interest_${index + 1}`, label: 'Interest', value: interest, unit: 'text' },
      { id: `interest_${index + 1}_lift`, label: `Times the shop's share: ${interest}`, value: lift, unit: 'times' },
    ]),
    ...known('activity', 'Activity', behaviour.activity, 'label'),
    ...known('active_days_28', 'Active days of the last 28', behaviour.active_days_28, 'days'),
    ...known('last_event_at', 'Latest event', at(behaviour.last_event_at), 'text'),
    ...known('last_event', 'What it was', behaviour.recent_events[0]?.name ?? null, 'label'),
    ...known(
      'last_event_product',
      'On which product',
      behaviour.recent_events[0]?.product_name ?? behaviour.recent_events[0]?.product_id ?? null,
      'text',
    ),
    { id: 'cart_items', label: 'Products waiting in the cart', value: behaviour.cart.length, unit: 'products' },
    ...known(
      'cart_product',
      'Latest in the cart',
      cart === undefined ? null : (cart.product_name ?? cart.product_id),
      'text',
    ),
    ...known('cart_added_at', 'Put in the cart', at(cart?.added_at ?? null), 'text'),
    ...known('churn_probability', 'Churn probability', predictions.churn_probability?.value ?? null, 'ratio'),
    ...known(
      'probability_alive',
      'Probability still a customer',
      predictions.probability_alive?.value ?? null,
      'ratio',
    ),
    ...known('risk_score', 'Risk of the account', profile.risk.score?.value ?? null, 'ratio'),
    ...known('risk_why', 'Why', profile.risk.score?.why[0] ?? null, 'text'),
    ...known('churn_why', 'Why', predictions.churn_probability?.why[0] ?? null, 'text'),
    ...known(
      'expected_value',
      'Expected value of the next 12 months',
      predictions.expected_value === null ? null : money(predictions.expected_value.value),
      currency,
    ),
    ...known(
      'expected_value_low',
      'Lower limit (80 %)',
      predictions.expected_value === null ? null : money(predictions.expected_value.low ?? 0),
      currency,
    ),
    ...known(
      'expected_value_high',
      'Upper limit (80 %)',
      predictions.expected_value === null ? null : money(predictions.expected_value.high ?? 0),
      currency,
    ),
    ...known('value_why', 'How it is made', predictions.expected_value?.why[0] ?? null, 'text'),
    ...known('next_order_date', 'Next order, if one comes', predictions.next_order?.date ?? null, 'date'),
    ...known('next_order_from', 'Next order, from', predictions.next_order?.interval[0] ?? null, 'date'),
    ...known('next_order_to', 'Next order, to', predictions.next_order?.interval[1] ?? null, 'date'),
    ...known('next_action', 'Next on the site', predictions.next_action?.actions[0]?.action ?? null, 'label'),
    ...known(
      'next_action_probability',
      'Probability of it',
      predictions.next_action?.actions[0]?.probability ?? null,
      'ratio',
    ),
    ...known('next_category', 'Next category', predictions.next_action?.next_category[0]?.category ?? null, 'text'),
    ...known('next_action_why', 'Why', predictions.next_action?.why[0] ?? null, 'text'),
    ...(profile.interests_reason === null
      ? []
      : [{ id: 'no_profiling', label: 'Interests and next action', value: 'not_profiled', unit: 'label' }]),
    ...known('mean_rating', 'Mean rating given', mood.mean_rating, 'stars'),
    ...known('last_rating', 'Last rating given', mood.last_rating, 'stars'),
    ...known('mood', 'Sentiment of reviews', mood.sentiment, 'score'),
    ...known('mood_word', 'Mood of reviews', mood.sentiment === null ? null : moodOf(mood.sentiment), 'label'),
    ...known('mood_topic', 'Writes most about', mood.topics[0]?.name ?? null, 'label'),
    { id: 'open_issues', label: 'Open service tickets', value: profile.open_issues.length, unit: 'tickets' },
    ...known('issue', 'Latest open issue', issue === undefined ? null : (issue.issue ?? issue.ticket_id), 'label'),
    ...known('issue_opened_at', 'Opened on', issue?.opened_at ?? null, 'date'),
    ...['email', 'sms', 'profiling'].flatMap((kind) => [
      ...known(`consent_${kind}`, `Consent to ${kind}`, granted(kind), 'label'),
      ...known(`consent_${kind}_since`, `Consent to ${kind} since`, sinceOf(kind), 'date'),
    ]),
    { id: 'referrals', label: 'Customers referred', value: profile.social.referrals_made.length, unit: 'customers' },
    { id: 'tags', label: 'Tags', value: profile.tags.length, unit: 'tags' },
    ...profile.tags.slice(0, NAMED + 2).map(({ tag }, index) => ({
      id: `tag_${index + 1}`,
      label: 'Tag',
      value: tag,
      unit: 'label',
    })),
    ...known('last_received_at', 'Latest fact received', at(profile.last_received_at), 'text'),
    { id: 'profile_at', label: 'Profile as of', value: localMinuteOf(profile.profile_at, zone), unit: 'text' },
    ...(profile.profile_delay_ms === null || profile.profile_delay_ms > MOST_LIVE_MS
      ? []
      : [{ id: 'just_received', label: 'Its newest fact is among the latest received', value: 'yes', unit: 'label' }]),
    ...known('profile_delay_ms', 'Milliseconds from arrival to profile', profile.profile_delay_ms, 'ms'),
  ]
}

/** Tags with why: the part of a profile that people ask about. */
export function profileTable(profile: CustomerProfile, currency: string, language: Language): ResultTable {
  const zh = language === 'zh'
  const rows = [
    ...profile.tags.map(({ tag, why }) => ({ kind: 'tag', what: tag, why })),
    ...profile.interests.map(({ kind, value, share, shop_share: shop, events }) => ({
      kind: 'interest',
      what: value,
      why: zh
        ? `${INTERESTS_ZH[kind] ?? kind}：占比 ${percent(share)}，全店 ${percent(shop)}，共 ${events} 次`
        : `${kind}: ${percent(share)} against ${percent(shop)} of the shop, ${events} events`,
    })),
    ...profile.value.top_categories.map(({ category, amount_minor: amount, share }) => ({
      kind: 'category',
      what: category,
      why: `${formatFigure(toMajor(amount, currency), currency, { language })}${zh ? '，' : ', '}${percent(share)}`,
    })),
  ]
  return {
    columns: [
      { key: 'kind', label: 'Kind', unit: 'label' },
      { key: 'what', label: 'What', unit: 'label' },
      { key: 'why', label: 'Why', unit: 'text' },
    ],
    rows,
    total_rows: rows.length,
  }
}

const INTERESTS_ZH: Readonly<Record<string, string>> = { brand: '品牌', category: '品类', style: '风格' }

const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`

export function profileSuggestions(profile: CustomerProfile, language: Language): string[] {
  const { customer_id: id } = profile
  return language === 'zh'
    ? [`${id} 最近的订单有哪些？`, '这些标签是怎么来的？', `与 ${id} 同一阶段的客户有多少？`]
    : [
        `Show the latest orders of ${id}`,
        'Why does this customer have these tags?',
        `How many customers are in the same stage as ${id}?`,
      ]
}
