import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { nameAt } from '../../features/coded-column.ts'
import type { Grain } from '../../lib/periods.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import type { VoiceRow } from '../../store/queries/voice/read-ratings.ts'
import type { ServiceContext } from '../context.ts'
import { timeBuckets } from '../metrics/time-buckets.ts'

export const PLACE_FIELDS = ['region', 'city', 'country', 'channel', 'device', 'source'] as const
export const PRODUCT_FIELDS = ['product_id', 'category', 'brand', 'price_band'] as const
export const PEOPLE_FIELDS = ['gender', 'age_band', 'lifecycle', 'value_tier', 'rfm_segment'] as const
export const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Grain[]

/** What the customers' voice can be cut by. */
export const VOICE_DIMENSIONS = [...PLACE_FIELDS, ...PRODUCT_FIELDS, ...PEOPLE_FIELDS, ...GRAINS] as const
export type VoiceDimension = (typeof VOICE_DIMENSIONS)[number]

type PlaceField = (typeof PLACE_FIELDS)[number]
type ProductField = (typeof PRODUCT_FIELDS)[number]
type PeopleField = (typeof PEOPLE_FIELDS)[number]

const among = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  names.some((one) => one === name)

export const isGrain = (name: VoiceDimension): name is Grain & VoiceDimension => among(GRAINS, name)

/** What the row holds of a field, or of its customer or product; null when that is not known. */
export function voiceValue(ctx: ServiceContext, name: VoiceDimension): (row: VoiceRow) => string | null {
  if (among(PLACE_FIELDS, name)) return (row) => row[name satisfies PlaceField]
  if (among(PRODUCT_FIELDS, name)) return productValue(ctx, name)
  if (among(PEOPLE_FIELDS, name)) return peopleValue(ctx, name)
  return bucketLabel(ctx, name)
}

function productValue(ctx: ServiceContext, name: ProductField): (row: VoiceRow) => string | null {
  if (name === 'product_id') return (row) => row.productId
  const shelf = readShelf(ctx.store, ctx.asOf.until)
  const column = { category: 'category', brand: 'brand', price_band: 'priceBand' } as const
  return ({ productId }) => (productId === null ? null : (shelf.get(productId)?.[column[name]] ?? null))
}

function peopleValue(ctx: ServiceContext, name: PeopleField): (row: VoiceRow) => string | null {
  const features = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const column = {
    gender: features.attributes.gender,
    age_band: features.attributes.ageBand,
    lifecycle: features.lifecycle,
    value_tier: features.valueTier,
    rfm_segment: features.rfm.segment,
  }[name]
  return ({ customerId }) => (customerId === null ? null : nameAt(column, features.positionOf(customerId)))
}

/** Labels of periods by day: all days share a few, so each is named once. */
function bucketLabel(ctx: ServiceContext, grain: Grain): (row: VoiceRow) => string | null {
  const known = new Map<number, string | null>()
  return ({ day }) => {
    const label = known.get(day)
    if (label !== undefined) return label
    const [bucket] = timeBuckets({ fromDay: day, toDay: day + 1 }, grain, ctx.shop.weekStart, ctx.shop.zone)
    const named = bucket?.label ?? null
    known.set(day, named)
    return named
  }
}
