/** What of a customer may change, as subscribers name it; `file` stands for everybody whom an imported file touched. */
export const CHANGE_PARTS = [
  'orders',
  'visits',
  'reviews',
  'tickets',
  'consents',
  'profile',
  'predictions',
  'erased',
  'file',
] as const
export type ChangePart = (typeof CHANGE_PARTS)[number]

/** Parts by the kind of a fact. */
const PART_OF_KIND: Readonly<Record<string, ChangePart>> = {
  orders: 'orders',
  order_lines: 'orders',
  returns: 'orders',
  deliveries: 'orders',
  reviews: 'reviews',
  surveys: 'reviews',
  tickets: 'tickets',
  consents: 'consents',
  customers: 'profile',
  relations: 'profile',
}

/** What facts of this kind change; null where they are about nobody. */
export const partOfKind = (kind: string): ChangePart | null => PART_OF_KIND[kind] ?? null
