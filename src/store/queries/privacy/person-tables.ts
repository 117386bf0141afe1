/** How a table holds people, and what remains of its rows once one of them is erased. */
export interface PersonTable {
  readonly table: string
  /** Columns that hold a customer id (or a visitor's). */
  readonly keys: readonly string[]
  /**
   * `delete`: rows that say something of the person only. `detach`: facts of the shop that stay without the person.
   * `rename`: rows whose key needs somebody; they get a random one.
   */
  readonly erase: 'delete' | 'detach' | 'rename'
  /** Columns that are emptied too when a row is detached: what the person wrote, or devices and addresses of visits. */
  readonly clear?: readonly string[]
  /** Why the shop keeps it, for the personal export. */
  readonly purpose: string
}

const VISITS = 'knowing what visitors look for, to improve the shop and its recommendations'
const SCORES = 'predictions about the customer, computed from the facts above'

/**
 * Every table with a key of a person. A table with a column named `customer_id`, `related_id`, `anonymous_id` or
 * `bound_customer_id` that is missing here fails the suite.
 */
export const PERSON_TABLES: readonly PersonTable[] = [
  { table: 'customer_identifiers', keys: ['customer_id'], erase: 'delete', purpose: 'addressing the customer' },
  { table: 'identifier_tokens', keys: ['customer_id'], erase: 'delete', purpose: 'finding the customer by name' },
  { table: 'customer_consents', keys: ['customer_id'], erase: 'delete', purpose: 'proof of what was consented to' },
  { table: 'customer_attributes', keys: ['customer_id'], erase: 'delete', purpose: 'describing the customer' },
  {
    table: 'customer_relations',
    keys: ['customer_id', 'related_id'],
    erase: 'delete',
    purpose: 'referrals, households',
  },
  {
    table: 'customer_changes',
    keys: ['customer_id'],
    erase: 'delete',
    purpose: 'telling systems of the shop of changes',
  },
  { table: 'member_levels', keys: ['customer_id'], erase: 'delete', purpose: 'the loyalty programme' },
  { table: 'orders', keys: ['customer_id'], erase: 'detach', purpose: 'fulfilling orders and keeping accounts' },
  {
    table: 'returns',
    keys: ['customer_id'],
    erase: 'detach',
    clear: ['reason'],
    purpose: 'taking goods back and keeping accounts',
  },
  {
    table: 'reviews',
    keys: ['customer_id'],
    erase: 'detach',
    clear: ['title', 'body', 'device'],
    purpose: 'showing what customers think of products',
  },
  {
    table: 'tickets',
    keys: ['customer_id'],
    erase: 'detach',
    clear: ['subject'],
    purpose: 'answering questions and complaints',
  },
  {
    table: 'surveys',
    keys: ['customer_id'],
    erase: 'detach',
    clear: ['comment'],
    purpose: 'measuring satisfaction',
  },
  {
    table: 'events',
    keys: ['customer_id', 'anonymous_id'],
    erase: 'detach',
    clear: ['message_id', 'session_id', 'query', 'url', 'properties'],
    purpose: VISITS,
  },
  { table: 'sessions', keys: ['customer_id', 'anonymous_id'], erase: 'detach', purpose: VISITS },
  { table: 'visitor_identities', keys: ['customer_id'], erase: 'delete', purpose: VISITS },
  { table: 'campaign_exposures', keys: ['customer_id'], erase: 'rename', purpose: 'sending and judging campaigns' },
  {
    table: 'recommendation_impressions',
    keys: ['customer_id'],
    erase: 'detach',
    purpose: 'judging recommendations by what was bought',
  },
  { table: 'customer_rollups', keys: ['customer_id'], erase: 'delete', purpose: 'sums over the orders above' },
  { table: 'customer_months', keys: ['customer_id'], erase: 'delete', purpose: 'sums over the orders above' },
  { table: 'customer_features', keys: ['customer_id'], erase: 'delete', purpose: SCORES },
  { table: 'customer_marks', keys: ['customer_id'], erase: 'delete', purpose: SCORES },
  { table: 'predictions', keys: ['customer_id'], erase: 'delete', purpose: SCORES },
  { table: 'segment_members', keys: ['customer_id'], erase: 'delete', purpose: 'groups that the shop has saved' },
  { table: 'audience_members', keys: ['customer_id'], erase: 'delete', purpose: 'lists drawn up for messages' },
  { table: 'threads', keys: ['bound_customer_id'], erase: 'delete', purpose: 'conversations of a service bot' },
  { table: 'customers', keys: ['id'], erase: 'delete', purpose: 'describing the customer' },
]
