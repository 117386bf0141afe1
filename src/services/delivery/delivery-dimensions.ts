import { GRAINS, PEOPLE_FIELDS, PLACE_FIELDS } from '../voice/voice-dimensions.ts'

/** Who carries a parcel and where it leaves from. */
export const DISPATCH_FIELDS = ['carrier', 'warehouse'] as const

/** What deliveries can be split by. */
export const DELIVERY_DIMENSIONS = [...DISPATCH_FIELDS, ...PLACE_FIELDS, ...PEOPLE_FIELDS, ...GRAINS] as const
export type DeliveryDimension = (typeof DELIVERY_DIMENSIONS)[number]

type DispatchField = (typeof DISPATCH_FIELDS)[number]

export const isDispatch = (by: DeliveryDimension): by is DispatchField => DISPATCH_FIELDS.some((one) => one === by)
