import { GRAINS, PEOPLE_FIELDS, PLACE_FIELDS } from '../voice/voice-dimensions.ts'

/** What deliveries can be split by. */
export const DELIVERY_DIMENSIONS = [...PLACE_FIELDS, ...PEOPLE_FIELDS, ...GRAINS] as const
export type DeliveryDimension = (typeof DELIVERY_DIMENSIONS)[number]
