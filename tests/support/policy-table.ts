import type { Role } from '../../src/services/access/actor.ts'

/** Who asks, as the policy names them; a mapped Slack user acts as a marketer whose names are masked. */
export type Asker = Exclude<Role, 'service_bot'> | 'bound_bot' | 'unbound_bot'

export const ASKERS: readonly Asker[] = [
  'admin',
  'analyst',
  'marketer',
  'privacy_officer',
  'slack_user',
  'slack_guest',
  'bound_bot',
  'unbound_bot',
  'writer',
]

/** Rows of the policy, written from its words and not from the code that keeps it. */
export type Row =
  | 'aggregates'
  | 'whole shop'
  | 'customer rows'
  | 'catalogue'
  | 'segment or alert'
  | 'message, export, price'
  | 'hold, merge, classes'
  | 'review of an order'
  | 'personal export, erasure'
  | 'proposals'
  | 'settings'
  | 'imports'
  | 'audit'
  | 'settings, read'
  | 'anyone'

const INSIDE: readonly Asker[] = ['admin', 'analyst', 'marketer', 'privacy_officer', 'slack_user']

/** Who may, without a person in the question. */
export const POLICY: Readonly<Record<Row, readonly Asker[]>> = {
  aggregates: INSIDE,
  'whole shop': [...INSIDE, 'slack_guest'],
  'customer rows': INSIDE,
  catalogue: [...INSIDE, 'slack_guest', 'bound_bot', 'unbound_bot'],
  'segment or alert': ['admin', 'analyst', 'marketer', 'slack_user'],
  'message, export, price': ['admin', 'marketer', 'slack_user'],
  'hold, merge, classes': ['admin', 'analyst'],
  'review of an order': ['admin', 'analyst', 'bound_bot'],
  'personal export, erasure': ['admin', 'privacy_officer'],
  proposals: INSIDE,
  settings: ['admin'],
  imports: ['admin', 'analyst', 'marketer'],
  audit: ['admin', 'privacy_officer'],
  'settings, read': INSIDE,
  anyone: [...INSIDE, 'slack_guest', 'bound_bot', 'unbound_bot'],
}

export interface ToolLine {
  readonly row: Row
  /** A sound call without a person; null where the tool always needs one. */
  readonly args: Readonly<Record<string, unknown>> | null
  /** How a call names a customer or an order of one. */
  readonly by?: readonly ('customer_id' | 'order_id' | 'filter')[]
  /** Arguments besides, when a person is named. */
  readonly besides?: Readonly<Record<string, unknown>>
  /** Speaks of a bot's own customer where nobody is named. */
  readonly ownUnasked?: boolean
  /** Suspicion is for people who decide: no bot hears it, not even of its own customer. */
  readonly noBots?: boolean
}

const line = (row: Row, args: ToolLine['args'] = {}, by: ToolLine['by'] = [], besides = {}): ToolLine => ({
  row,
  args,
  by,
  besides,
})
const everyone = [{ field: 'orders', op: 'gte', value: 1 }]

/** Every tool, by the row of the policy that it falls under. A tool without a line fails the suite. */
export const TOOL_LINES: Readonly<Record<string, ToolLine>> = {
  allocate_budget: line('customer rows'),
  analyze_channels: line('aggregates'),
  analyze_member_levels: line('aggregates'),
  analyze_placements: line('aggregates'),
  analyze_cohorts: line('aggregates'),
  analyze_funnel: line('aggregates'),
  analyze_paths: line('aggregates'),
  analyze_reviews: line('catalogue'),
  analyze_searches: line('aggregates'),
  analyze_trends: line('whole shop'),
  assess_customer_risk: { ...line('customer rows', {}, ['customer_id']), noBots: true },
  assess_orders: line('customer rows'),
  audit_fairness: line('aggregates'),
  best_send_time: line('customer rows', {}, ['customer_id']),
  build_audience: line('segment or alert', { filters: everyone }),
  check_reviews: line('customer rows'),
  classify_products: line('catalogue'),
  compare_prices: line('catalogue'),
  compare_segments: line('customer rows', { a: everyone }),
  create_alert: line('segment or alert', { metric: 'net_revenue', condition: { op: 'lt', value: 1 } }),
  describe_data: line('aggregates'),
  design_experiment: line('aggregates', { baseline: 0.1, minimum_effect: 0.2 }),
  draft_content: line('catalogue'),
  erase_personal_data: line('personal export, erasure', null, ['customer_id']),
  estimate_price_sensitivity: line('aggregates'),
  evaluate_campaign: line('aggregates'),
  evaluate_experiment: line('aggregates'),
  evaluate_recommenders: line('aggregates'),
  explain_change: line('aggregates', { metric: 'net_revenue', period: 'last_month' }),
  explain_metric: line('whole shop', { metric: 'net_revenue' }),
  explain_model: line('customer rows', { model: 'churn' }, ['customer_id'], { model: 'churn' }),
  export_audience: line('message, export, price', { audience_id: 'aud-none' }),
  export_personal_data: line('personal export, erasure', null, ['customer_id']),
  find_bundles: line('catalogue'),
  find_customers: line('customer rows', {}, ['filter']),
  find_duplicate_customers: line('customer rows'),
  find_orders: { ...line('customer rows', {}, ['customer_id', 'order_id']), ownUnasked: true },
  find_repurchase_due: line('customer rows', {}, ['customer_id']),
  find_similar_customers: line('customer rows', { filters: everyone }),
  forecast_demand: line('whole shop', { total: true }),
  get_brief: line('whole shop'),
  get_customer_profile: line('customer rows', null, ['customer_id']),
  get_service_context: line('customer rows', null, ['customer_id', 'order_id']),
  list_alerts: line('customer rows'),
  list_proposals: line('proposals'),
  measure_delivery: line('aggregates', {}, ['order_id']),
  measure_satisfaction: line('aggregates'),
  measure_service: line('aggregates'),
  measure_uplift: line('aggregates'),
  plan_inventory: line('aggregates'),
  plan_winback: line('customer rows'),
  predict_campaign: line('aggregates'),
  predict_churn: line('customer rows', {}, ['customer_id', 'filter']),
  predict_next_action: line('customer rows', null, ['customer_id']),
  predict_value: line('customer rows', {}, ['customer_id', 'filter']),
  propose_action: line('message, export, price', {
    action: 'send_message',
    target: { filters: [] },
    parameters: { text: 'Hello' },
  }),
  query_metrics: line('whole shop', { metrics: ['net_revenue'] }),
  recommend_products: line('catalogue', {}, ['customer_id']),
  save_segment: line('segment or alert', { name: 'all buyers', filters: everyone }),
  score_activity: line('customer rows'),
  score_rfm: line('customer rows'),
  search_articles: line('catalogue', { query: 'returns' }),
  search_products: line('catalogue', { query: 'kettle' }, ['customer_id'], { query: 'kettle' }),
  search_reviews: line('catalogue'),
  segment_customers: line('customer rows', { method: 'rfm' }),
  simulate_price: line('aggregates', { product_id: 'SKU-1', change: -0.1 }),
  suggest_queries: line('catalogue', { prefix: 'ke' }, ['customer_id'], { prefix: 'ke' }),
}

/** Actions by row; each with arguments of its own form. */
export const ACTION_LINES: Readonly<
  Record<string, { readonly row: Row; readonly secondPerson: boolean; readonly args: unknown }>
> = {
  save_segment: {
    row: 'segment or alert',
    secondPerson: false,
    args: { name: 'n', filters: [], customer_ids: null, as_of: 0 },
  },
  delete_segment: { row: 'segment or alert', secondPerson: false, args: { segment_id: 'S-1' } },
  create_alert: { row: 'segment or alert', secondPerson: false, args: {} },
  stop_alert: { row: 'segment or alert', secondPerson: false, args: { alert_id: 'A-1' } },
  export_audience: {
    row: 'message, export, price',
    secondPerson: true,
    args: { audience_id: 'a', format: 'csv', hashed: false },
  },
  send_message: { row: 'message, export, price', secondPerson: true, args: {} },
  send_coupon: { row: 'message, export, price', secondPerson: true, args: {} },
  change_price: { row: 'message, export, price', secondPerson: true, args: {} },
  post_to_slack: {
    row: 'message, export, price',
    secondPerson: false,
    args: { channel: '#team', text: 'Good morning' },
  },
  hold_order: { row: 'hold, merge, classes', secondPerson: false, args: { order_ids: ['O-OWN'], note: null } },
  limit_account: {
    row: 'hold, merge, classes',
    secondPerson: true,
    args: { customer_ids: ['C-OWN'], limit: 'manual_review', note: null },
  },
  merge_customers: {
    row: 'hold, merge, classes',
    secondPerson: false,
    args: { customer_ids: ['C-OWN', 'C-OTHER'], keep: null },
  },
  reclassify_products: { row: 'hold, merge, classes', secondPerson: false, args: { assignments: [] } },
  review_order: {
    row: 'review of an order',
    secondPerson: false,
    args: { order_ids: ['O-OWN'], decision: 'pending', note: null },
  },
  export_personal_data: { row: 'personal export, erasure', secondPerson: true, args: { customer_id: 'C-OWN' } },
  erase_personal_data: { row: 'personal export, erasure', secondPerson: true, args: {} },
  change_setting: { row: 'settings', secondPerson: false, args: { setting: 'return_window_days', value: 9 } },
}

/** Who approves: an admin everything; their own segments and alerts those who propose them; privacy the privacy officer. */
export const mayApprove = (asker: Asker, row: Row, own: boolean): boolean =>
  asker === 'admin' ||
  (row === 'segment or alert' && own && POLICY[row].includes(asker)) ||
  (row === 'personal export, erasure' && asker === 'privacy_officer')
