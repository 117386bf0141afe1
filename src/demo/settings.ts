import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installedPath } from '../resources/installed-path.ts'

type Weighted = readonly [string, number]

export interface ShopSettings {
  readonly name: { readonly en: string; readonly zh: string }
  readonly time_zone: string
  readonly currency: string
  readonly week_start: number
  readonly country: string
  readonly age_bands: readonly Weighted[]
  readonly genders: readonly Weighted[]
  readonly ethnic_groups: readonly Weighted[]
  readonly sources: readonly Weighted[]
  readonly payments: readonly Weighted[]
  /** Days after delivery in which goods may be sent back: the setting of the shop, and what its help page says. */
  readonly return_window_days: number
  /** Who carries parcels: of those in time and of late ones, which is how carriers differ. */
  readonly carriers: readonly {
    readonly name: string
    readonly share: number
    readonly share_of_late: number
  }[]
  readonly consents: {
    readonly email: number
    readonly sms: number
    readonly profiling: number
    readonly withdrawn: number
  }
  readonly member_levels: readonly Weighted[]
  readonly weekday: readonly number[]
  readonly month: readonly number[]
  readonly festivals: readonly {
    readonly name: string
    readonly from: string
    readonly to: string
    readonly lift: number
    readonly peak_from: string
    readonly peak_lift: number
  }[]
  readonly funnel: {
    readonly mobile_pay_rate: number
    readonly desktop_pay_rate: number
    readonly tracked_share: number
    readonly mobile_share: number
  }
  readonly acquisition: { readonly first_quarter_share: number }
}

export interface CitySettings {
  readonly city: string
  readonly zh: string
  readonly region: string
  readonly region_en: string
  /** Where its parcels leave from, as a rule. */
  readonly warehouse: string
  readonly share: number
  readonly lead_days: number
  readonly lead_spread: number
  readonly late: number
  readonly warm: number
  readonly districts: readonly string[]
}

export interface ArchetypeSettings {
  readonly key: string
  readonly share: number
  /** Pareto/NBD: purchases per day ~ Gamma(r, alpha), dropout per day ~ Gamma(s, beta). */
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
  /** Gamma-Gamma: order value ~ Gamma(p, rate v), v ~ Gamma(q, gamma), in CNY. */
  readonly spend: { readonly p: number; readonly q: number; readonly gamma: number }
  readonly basket: number
  readonly affinity: Readonly<Record<string, number>>
  readonly replenishes?: string
  readonly replenish_share?: number
  readonly festival_only?: boolean
  readonly arc?: { readonly gap_days: readonly [number, number]; readonly value: readonly [number, number] }
}

export interface TypeSettings {
  readonly key: string
  readonly en: string
  readonly zh: string
  readonly count: number
  readonly price: readonly [number, number]
}

export interface CategorySettings {
  readonly key: string
  readonly zh: string
  readonly base: number
  /** Growth of the category's weight per year, as a log rate. */
  readonly trend: number
  readonly elasticity: number
  readonly margin: number
  readonly cycle_days?: number
  readonly brands: readonly (readonly [string, string])[]
  readonly qualities: readonly (readonly [string, string])[]
  readonly types: readonly TypeSettings[]
  readonly aspects: readonly string[]
}

export interface FixedProductSettings {
  readonly id: string
  readonly category: string
  readonly type: string
  readonly name: string
  readonly zh: string
  readonly brand: string
  readonly price: number
  readonly weight: number
  readonly weeks_of_stock?: number
  readonly quality?: number
  readonly spotlight?: string
  readonly spotlight_share?: number
  readonly review_rate?: number
  readonly themes?: readonly string[]
}

export interface RelationSettings {
  readonly complements: readonly { readonly if: string; readonly then: string; readonly probability: number }[]
  readonly sequences: readonly {
    readonly first: string
    readonly then: string
    readonly probability: number
    readonly days: readonly [number, number]
  }[]
}

export interface PeopleSettings {
  readonly surnames: readonly (readonly [string, string, number])[]
  readonly given_female: readonly (readonly [string, string])[]
  readonly given_male: readonly (readonly [string, string])[]
  readonly foreign_names: readonly string[]
  readonly wang_wei: readonly (readonly [string, string])[]
  readonly streets: readonly string[]
  readonly mail_domains: readonly string[]
  readonly phone_prefixes: readonly string[]
}

/** Phrases by language: a review is built from these parts, so its topics and their polarity are known. */
export interface ReviewSettings {
  readonly language: 'en' | 'zh'
  readonly openings: readonly string[]
  readonly aspects: Readonly<Record<string, { readonly good: readonly string[]; readonly bad: readonly string[] }>>
  readonly details: readonly string[]
  readonly closings: {
    readonly good: readonly string[]
    readonly bad: readonly string[]
    readonly mixed: readonly string[]
  }
  readonly titles: {
    readonly good: readonly string[]
    readonly bad: readonly string[]
    readonly mixed: readonly string[]
  }
  readonly late: readonly string[]
  readonly bought: readonly string[]
  readonly copied: readonly string[]
}

export interface CampaignSettings {
  readonly id: string
  readonly name: string
  readonly starts: string
  readonly ends: string
  readonly channel: string
  readonly goal: string
  readonly cost: number
  readonly offer?: string
  readonly consent?: string
  readonly reach?: number
  readonly control_share: number
  readonly variants?: readonly { readonly name: string; readonly open: number; readonly click: number }[]
  readonly order_lift?: number
  readonly uplift?: {
    readonly lapsed_days: readonly [number, number]
    readonly gain: number
    readonly recent_days: number
    readonly harm: number
  }
}

export interface TicketSettings {
  readonly issue: string
  readonly share: number
  readonly subject: { readonly en: string; readonly zh: string }
  readonly customer: { readonly en: readonly string[]; readonly zh: readonly string[] }
  readonly agent: { readonly en: string; readonly zh: string }
  readonly hours: number
  readonly rating: number
}

export interface ArticleSettings {
  readonly id: string
  readonly category: string
  readonly updated: string
  readonly approved?: boolean
  readonly en: { readonly title: string; readonly body: string }
  readonly zh: { readonly title: string; readonly body: string }
}

export interface DemoSettings {
  readonly shop: ShopSettings
  readonly cities: readonly CitySettings[]
  readonly archetypes: readonly ArchetypeSettings[]
  readonly categories: readonly CategorySettings[]
  readonly fixedProducts: readonly FixedProductSettings[]
  readonly relations: RelationSettings
  readonly people: PeopleSettings
  readonly reviews: Readonly<Record<'en' | 'zh', ReviewSettings>>
  readonly campaigns: readonly CampaignSettings[]
  readonly tickets: readonly TicketSettings[]
  readonly articles: readonly ArticleSettings[]
  readonly searches: Readonly<Record<string, readonly string[]>>
}

/** Reads the generator's settings. They are ours, so their shape is held by tests and not checked at run time. */
export function readDemoSettings(): DemoSettings {
  const folder = dirname(installedPath('data/demo/shop.json'))
  const textOf = (name: string): string => readFileSync(join(folder, `${name}.json`), 'utf8')
  const read = <T>(name: string): T => JSON.parse(textOf(name)) as T
  const shop = read<ShopSettings>('shop')
  /** Texts name the shop's rule of returns by its setting. */
  const readTexts = <T>(name: string): T =>
    JSON.parse(textOf(name).replaceAll('{return_window_days}', String(shop.return_window_days))) as T
  return {
    shop,
    cities: read<CitySettings[]>('cities'),
    archetypes: read<ArchetypeSettings[]>('archetypes'),
    categories: read<CategorySettings[]>('categories'),
    fixedProducts: read<FixedProductSettings[]>('fixed-products'),
    relations: read<RelationSettings>('relations'),
    people: read<PeopleSettings>('people'),
    reviews: { en: read<ReviewSettings>('reviews.en'), zh: read<ReviewSettings>('reviews.zh') },
    campaigns: read<CampaignSettings[]>('campaigns'),
    tickets: readTexts<TicketSettings[]>('tickets'),
    articles: readTexts<ArticleSettings[]>('articles'),
    searches: read<Record<string, string[]>>('searches'),
  }
}
