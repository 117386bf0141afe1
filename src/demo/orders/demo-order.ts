import type { DemoProduct } from '../catalogue/make-catalogue.ts'
import type { CitySettings } from '../settings.ts'

export type AbnormalPattern = 'velocity' | 'amount' | 'new_device_far' | 'card_testing'

export interface DemoLine {
  readonly product: DemoProduct
  readonly quantity: number
  readonly unitPriceMinor: number
  readonly discountMinor: number
}

/** How a parcel travelled; wall times. `deliveredAt` is null while it is on its way. */
export interface DemoDelivery {
  /** Null while it is being packed. */
  readonly shippedAt: number | null
  readonly promisedAt: number
  readonly deliveredAt: number | null
  readonly late: boolean
  readonly carrier: string
  readonly warehouse: string
}

export interface DemoOrder {
  readonly id: string
  readonly at: number
  readonly lines: readonly DemoLine[]
  readonly city: CitySettings
  readonly channel: 'web' | 'app'
  readonly device: 'mobile' | 'desktop'
  readonly source: string
  readonly campaign: string | null
  readonly coupon: string | null
  readonly orderDiscountMinor: number
  readonly shippingMinor: number
  readonly payment: string
  readonly cancelledAt: number | null
  readonly delivery: DemoDelivery | null
  readonly abnormal: AbnormalPattern | null
}

/** What the buyer paid for the goods. */
export const grossMinor = (order: DemoOrder): number =>
  order.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor - line.discountMinor, 0) -
  order.orderDiscountMinor
