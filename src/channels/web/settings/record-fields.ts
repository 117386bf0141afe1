/** A column of a setting that is a table: what kind of value it holds, and among which values it chooses. */
export interface RecordField {
  readonly key: string
  readonly kind: 'text' | 'number' | 'choice' | 'choices'
  readonly options?: readonly string[]
  /** What a new row starts with. */
  readonly initial: string | number | readonly string[]
}

const PARTS = ['orders', 'visits', 'reviews', 'tickets', 'consents', 'profile', 'predictions', 'erased', 'file']

/** Settings that are tables, by name. */
export const RECORD_FIELDS: Readonly<Record<string, readonly RecordField[]>> = {
  slack_users: [
    { key: 'slack_user', kind: 'text', initial: '' },
    {
      key: 'role',
      kind: 'choice',
      options: ['admin', 'analyst', 'marketer', 'privacy_officer'],
      initial: 'analyst',
    },
  ],
  change_subscribers: [
    { key: 'key_id', kind: 'text', initial: '' },
    { key: 'url', kind: 'text', initial: 'https://' },
    { key: 'parts', kind: 'choices', options: PARTS, initial: PARTS },
  ],
  winback_offers: [
    { key: 'id', kind: 'text', initial: '' },
    {
      key: 'reasons',
      kind: 'choices',
      options: ['late_delivery', 'returns', 'bad_review', 'season', 'price', 'taste', 'rhythm'],
      initial: ['rhythm'],
    },
    { key: 'contact_cost', kind: 'number', initial: 0 },
    { key: 'discount', kind: 'number', initial: 0 },
    { key: 'lift', kind: 'number', initial: 0.02 },
  ],
}
