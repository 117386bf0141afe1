import type { CustomerActivity } from './load-customer-activity.ts'
import { nameAt } from './coded-column.ts'
import type { CustomerFeatures } from './customer-features.ts'

export type FeatureType = 'integer' | 'number' | 'word' | 'flag' | 'instant'
export type FeatureValue = number | string | boolean | null

/** What the features of a row are read from. */
export interface FeatureSources {
  readonly features: CustomerFeatures
  /** Null in a shop without events. */
  readonly activity: CustomerActivity | null
  /** Consents ever given or withdrawn, by customer. */
  readonly consents: ReadonlyMap<string, Readonly<Record<string, boolean>>>
}

export interface FeatureDefinition {
  readonly name: string
  readonly type: FeatureType
  readonly unit: string
  readonly meaning: string
  /** Describes people: never an input of a score, an offer or a look-alike. */
  readonly protected: boolean
  readonly read: (sources: FeatureSources, position: number) => FeatureValue
}

type Column = {
  [Key in keyof CustomerFeatures]: CustomerFeatures[Key] extends Int32Array | Float64Array ? Key : never
}[keyof CustomerFeatures]

const number = (name: string, column: Column, type: FeatureType, unit: string, meaning: string): FeatureDefinition => ({
  name,
  type,
  unit,
  meaning,
  protected: false,
  read: ({ features }, position) => {
    const value = features[column][position] ?? Number.NaN
    const missing = Number.isNaN(value) || ((column === 'recencyDays' || column === 'tenureDays') && value < 0)
    return missing ? null : value
  },
})

const attribute = (
  name: string,
  column: keyof CustomerFeatures['attributes'],
  meaning: string,
  isProtected = false,
): FeatureDefinition => ({
  name,
  type: 'word',
  unit: 'text',
  meaning,
  protected: isProtected,
  read: ({ features }, position) => nameAt(features.attributes[column], position),
})

const consent = (kind: string): FeatureDefinition => ({
  name: `consent_${kind}`,
  type: 'flag',
  unit: 'boolean',
  meaning: `consent to ${kind} as of the instant; empty when the customer never said`,
  protected: false,
  read: ({ features, consents }, position) => consents.get(features.customerIds[position] ?? '')?.[kind] ?? null,
})

/** Every feature of a customer, in the order in which rows show them. */
export const FEATURE_CATALOGUE: readonly FeatureDefinition[] = [
  number('recency_days', 'recencyDays', 'integer', 'days', 'whole days from the last valid order to the as-of day'),
  number('tenure_days', 'tenureDays', 'integer', 'days', 'whole days from the first valid order to the as-of day'),
  number('frequency', 'frequency', 'integer', 'orders', 'valid orders'),
  number('purchase_days', 'purchaseDays', 'integer', 'days', 'distinct days with a valid order'),
  number('units', 'units', 'integer', 'units', 'units bought'),
  number('returned_units', 'returnedUnits', 'integer', 'units', 'units sent back'),
  number('gross_minor', 'grossMinor', 'integer', 'minor', 'gross revenue'),
  number('returns_minor', 'returnsMinor', 'integer', 'minor', 'returns, on their own date'),
  number('net_minor', 'netMinor', 'integer', 'minor', 'gross revenue minus returns'),
  number('year_net_minor', 'yearNetMinor', 'integer', 'minor', 'net revenue of the last 365 days'),
  number('first_order_at', 'firstOrderAt', 'instant', 'ms', 'instant of the first valid order'),
  number('last_order_at', 'lastOrderAt', 'instant', 'ms', 'instant of the last valid order'),
  number('mean_gap_days', 'meanGapDays', 'number', 'days', 'mean days between purchase days'),
  number('median_gap_days', 'medianGapDays', 'number', 'days', 'median days between purchase days'),
  number('expected_gap_days', 'expectedGapDays', 'number', 'days', "own gaps mixed with two of the shop's median gap"),
  {
    name: 'lifecycle',
    type: 'word',
    unit: 'label',
    meaning: 'lifecycle stage; growing and mature are active',
    protected: false,
    read: ({ features }, position) => nameAt(features.lifecycle, position),
  },
  {
    name: 'won_back',
    type: 'flag',
    unit: 'boolean',
    meaning: 'ordered within 90 days after a silence beyond three expected gaps',
    protected: false,
    read: ({ features }, position) => features.wonBack[position] === 1,
  },
  {
    name: 'value_tier',
    type: 'word',
    unit: 'label',
    meaning: 'high, medium or low by net revenue of the last 365 days',
    protected: false,
    read: ({ features }, position) => nameAt(features.valueTier, position),
  },
  {
    name: 'rfm_segment',
    type: 'word',
    unit: 'label',
    meaning: 'segment by recency, frequency and monetary scores on net revenue',
    protected: false,
    read: ({ features }, position) => nameAt(features.rfm.segment, position),
  },
  {
    name: 'active_days_28',
    type: 'integer',
    unit: 'days',
    meaning: 'days with an event among the last 28; empty in a shop without events',
    protected: false,
    read: ({ activity }, position) => activity?.activeDays[position] ?? null,
  },
  {
    name: 'activity',
    type: 'word',
    unit: 'label',
    meaning: 'high, medium, low or silent by active days',
    protected: false,
    read: ({ activity }, position) => (activity === null ? null : nameAt(activity.level, position)),
  },
  attribute('region', 'region', 'region of the customer'),
  attribute('city', 'city', 'city of the customer'),
  attribute('country', 'country', 'country of the customer'),
  attribute('source', 'source', 'where the customer came from'),
  attribute('channel', 'channel', 'usual channel of purchase'),
  attribute('member_level', 'memberLevel', 'level held at the instant'),
  attribute('gender', 'gender', 'as the customer gave it', true),
  attribute('age_band', 'ageBand', 'as the customer gave it', true),
  consent('email'),
  consent('sms'),
  consent('profiling'),
]

/** One customer's row: every feature of the catalogue by name. */
export const featureRow = (sources: FeatureSources, position: number): Readonly<Record<string, FeatureValue>> =>
  Object.fromEntries(FEATURE_CATALOGUE.map((feature) => [feature.name, feature.read(sources, position)]))
