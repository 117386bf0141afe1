import { z } from 'zod'
import { getCustomerProfile } from '../../src/services/customers/profile/get-customer-profile.ts'
import { defineTool } from '../define-tool.ts'

const text = z.string().nullable()
const number = z.number().nullable()
const ids = z.array(z.string()).readonly()
const list = <Row extends z.ZodRawShape>(row: Row) => z.array(z.object(row)).readonly()
const predicted = z
  .object({
    value: z.number(),
    low: number,
    high: number,
    model_run: z.string(),
    why: ids,
    report_card: z
      .object({ tested_on: text, n_test: z.number(), auc: number, calibration_error: number, baseline_auc: number })
      .nullable(),
  })
  .nullable()

export const getCustomerProfileTool = defineTool({
  name: 'get_customer_profile',
  description:
    'Everything about one customer by id: who, interests, behaviour, cart, social ties, value, lifecycle, predictions, mood, ' +
    'risk, consents, open tickets, tags each with why, and how fresh it is. Ids come from find_customers or an order; ' +
    'never guess one. For single orders use find_orders.',
  scope: 'read:customers',
  input: z.object({ customer_id: z.string().min(1).max(200) }),
  output: z.object({
    customer_id: z.string(),
    as_of: z.string(),
    basic: z.object({
      customer_id: z.string(),
      customer_name: text,
      email: text,
      phone: text,
      address: text,
      identifiers: z.enum(['revealed', 'masked', 'none']),
      known_since: z.string(),
      gender: text,
      age_band: text,
      country: text,
      region: text,
      city: text,
      language: text,
      source: text,
      channel: text,
      member_level: text,
      attributes: z.record(z.string(), z.string()),
    }),
    interests: list({
      kind: z.enum(['category', 'brand', 'price_band', 'style']),
      value: z.string(),
      share: z.number(),
      shop_share: z.number(),
      lift: z.number(),
      events: z.number(),
    }),
    interests_reason: text,
    behaviour: z.object({
      activity: text,
      active_days_28: number,
      sessions_28: number,
      devices: ids,
      channels: ids,
      active_hours: z.array(z.number()).readonly(),
      last_event_at: text,
      recent_events: list({ at: z.string(), name: z.string(), product_id: text, product_name: text, query: text }),
      cart: list({ product_id: z.string(), product_name: text, added_at: z.string() }),
    }),
    social: z.object({
      referrals_made: ids,
      referred_by: ids,
      household: ids,
      follows: ids,
      reviews: z.number(),
      helpful_votes: z.number(),
      shares_28: z.number(),
    }),
    value: z.object({
      tier: text,
      rfm: z.object({ r: z.number(), f: z.number(), m: z.number(), segment: z.string() }).nullable(),
      orders: z.number(),
      units: z.number(),
      gross_minor: z.number(),
      returns_minor: z.number(),
      net_minor: z.number(),
      year_net_minor: z.number(),
      aov_minor: number,
      returned_units: z.number(),
      return_share: number,
      first_order_at: text,
      last_order_at: text,
      top_categories: list({ category: z.string(), amount_minor: z.number(), share: z.number() }),
    }),
    lifecycle: z.object({
      stage: z.string(),
      won_back: z.boolean(),
      recency_days: number,
      tenure_days: number,
      mean_gap_days: number,
      median_gap_days: number,
      expected_gap_days: number,
      next_order_expected: text,
    }),
    predictions: z.object({
      churn_probability: predicted,
      probability_alive: predicted,
      expected_value: predicted,
      next_order: z.object({ date: z.string(), interval: z.tuple([z.string(), text]).readonly() }).nullable(),
      next_action: z
        .object({
          visit: z.enum(['open', 'over', 'none']),
          actions: list({ action: z.string(), probability: z.number() }),
          next_category: list({ category: z.string(), probability: z.number() }),
          model_run: z.string(),
          why: ids,
          report_card: z.object({
            tested_on: text,
            n_test: z.number(),
            top_1: number,
            top_3: number,
            log_loss: number,
            baseline_top_1: number,
            baseline_log_loss: number,
          }),
        })
        .nullable(),
      next_action_reason: text,
      reason: text,
    }),
    mood: z.object({
      mean_rating: number,
      last_rating: number,
      last_rated_at: text,
      low_ratings_365: z.number(),
      sentiment: number,
      topics: list({ name: z.string(), reviews: z.number(), sentiment: z.number() }),
      reason: text,
    }),
    risk: z.object({ score: predicted, reason: text }),
    consents: list({ kind: z.string(), granted: z.boolean(), since: z.string() }),
    open_issues: list({
      ticket_id: z.string(),
      order_id: text,
      issue: text,
      subject: text,
      channel: text,
      opened_at: z.string(),
      answered: z.boolean(),
    }),
    tags: list({ tag: z.string(), why: z.string() }),
    last_received_at: text,
    profile_at: z.string(),
    profile_delay_ms: number,
  }),
  run: ({ ctx, input }) => getCustomerProfile({ ctx, input }),
})
