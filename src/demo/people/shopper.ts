import type { ArchetypeSettings, CitySettings } from '../settings.ts'

export type ConsentKind = 'email' | 'sms' | 'profiling'

export interface ConsentState {
  readonly grantedAt: number
  readonly granted: boolean
  /** When it was taken back; null while it holds. */
  readonly withdrawnAt: number | null
}

/** What a customer has been chosen for, besides shopping: the fixed people and the planted groups. */
export type Role =
  | { readonly kind: 'ordinary' }
  | { readonly kind: 'fixed'; readonly id: string }
  | { readonly kind: 'wang_wei'; readonly variant: number }
  | { readonly kind: 'ring'; readonly member: number }
  | { readonly kind: 'copier'; readonly group: number }
  | { readonly kind: 'duplicate'; readonly ofIndex: number; readonly variant: number }
  | {
      readonly kind: 'abnormal'
      readonly pattern: 'velocity' | 'amount' | 'new_device_far' | 'card_testing'
      readonly recent: boolean
    }

export interface Person {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly address: string
}

/** One customer with the latent traits that only the truths file may tell. Times are wall times. */
export interface Shopper {
  readonly index: number
  readonly id: string
  readonly role: Role
  readonly archetype: ArchetypeSettings
  readonly createdAt: number
  readonly person: Person
  readonly gender: string
  readonly birthYear: number
  readonly ageBand: string
  readonly ethnicGroup: string
  readonly city: CitySettings
  readonly language: 'en' | 'zh'
  readonly source: string
  /** Centre of the hours in which this person is online. */
  readonly activeHour: number
  readonly mobile: boolean
  readonly app: boolean
  readonly consents: Readonly<Record<ConsentKind, ConsentState>>
  /** Purchases per day while alive. */
  readonly rate: number
  /** Wall time after which this person buys no more. */
  readonly leavesAt: number
  /** Mean order value in CNY. */
  readonly meanValue: number
  readonly valueShape: number
  /** Days between replenishments of the archetype's category; null for people who do not replenish. */
  readonly cycleDays: number | null
  /** No order at all: a registered prospect. */
  readonly prospect: boolean
}

/** Whether a consent holds at a wall time. */
export const holds = (state: ConsentState, wall: number): boolean =>
  state.granted && state.grantedAt <= wall && (state.withdrawnAt === null || state.withdrawnAt > wall)
