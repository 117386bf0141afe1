/** Tables that are read by their key alone and filled by imports: stored in the tree of that key (decision 0024). */
export const WITHOUT_ROWID: ReadonlySet<string> = new Set([
  'customer_attributes',
  'customer_consents',
  'customer_identifiers',
  'customer_marks',
  'customer_months',
  'customer_rollups',
  'daily_rollups',
  'identifier_tokens',
  'order_lines',
  'order_status_changes',
  'visitor_identities',
])
