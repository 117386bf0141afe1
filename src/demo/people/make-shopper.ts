import { createDraws, cumulate, type Draws } from '../draws/draws.ts'
import { exp, ln } from '../draws/exact-math.ts'
import { dateText, DAY, DAYS, END, FIRST_DAY, HOUR, wallOf } from '../files/wall-time.ts'
import type { ArchetypeSettings, DemoSettings } from '../settings.ts'
import { customerId } from './customer-id.ts'
import { makePerson, respell } from './make-person.ts'
import { householdHead, roleOf } from './roles.ts'
import type { ConsentKind, ConsentState, Person, Shopper } from './shopper.ts'

const PROSPECTS = 0.07
const DAYTIMES = [
  { hour: 8, share: 0.15 },
  { hour: 12.5, share: 0.25 },
  { hour: 20.5, share: 0.45 },
  { hour: 22.5, share: 0.15 },
] as const
/** Birth years at mid-2026 of each age band. */
const BIRTH_YEARS: Readonly<Record<string, readonly [number, number]>> = {
  '18-24': [2002, 2007],
  '25-34': [1992, 2001],
  '35-44': [1982, 1991],
  '45-54': [1972, 1981],
  '55+': [1950, 1971],
}

const weightsOf = new Map<readonly (readonly [string, number])[], Float64Array>()
function pickWeighted(list: readonly (readonly [string, number])[], draws: Draws): string {
  let sums = weightsOf.get(list)
  if (sums === undefined) weightsOf.set(list, (sums = cumulate(list.map(([, weight]) => weight))))
  return list[draws.index(sums)]?.[0] ?? ''
}

/** Registrations: three in ten come with the shop's opening quarter, the rest evenly until the end. */
function drawCreated(share: number, draws: Draws): number {
  const day = draws.chance(share) ? FIRST_DAY + draws.below(90) : FIRST_DAY + 90 + draws.below(DAYS - 92)
  return day * DAY + 8 * HOUR + draws.below(14 * HOUR)
}

/** The camping advertisement runs every spring and brings people who buy outdoor things. */
const CAMPING_AD = 'camping-ad'
const CAMPING_SEASON = ['03-15', '05-15'] as const
const CAMPING_SHARE = 0.3
const CAMPERS = 0.7

function drawSource(settings: DemoSettings, createdAt: number, draws: Draws): string {
  const monthDay = dateText(createdAt).slice(5)
  const season = monthDay >= CAMPING_SEASON[0] && monthDay <= CAMPING_SEASON[1]
  return season && draws.chance(CAMPING_SHARE) ? CAMPING_AD : pickWeighted(settings.shop.sources, draws)
}

/** Purchase rate and mean order value; those of the crescent lie on an arc. */
function drawTraits(archetype: ArchetypeSettings, draws: Draws): { rate: number; meanValue: number; shape: number } {
  const { arc, spend } = archetype
  if (arc === undefined) {
    const meanValue = spend.p / draws.gamma(spend.q, spend.gamma)
    return { rate: draws.gamma(archetype.r, archetype.alpha), meanValue: Math.min(meanValue, 6000), shape: spend.p }
  }
  // Along a half circle in (log gap, log value): a crescent that no ball and no plane separates.
  const x = 2 * draws.uniform() - 1
  const height = Math.sqrt(1 - x * x)
  const lowGap = ln(arc.gap_days[0])
  const lowValue = ln(arc.value[0])
  const gap = exp(lowGap + ((x + 1) / 2) * (ln(arc.gap_days[1]) - lowGap))
  const value = exp(lowValue + height * (ln(arc.value[1]) - lowValue) + draws.normal() * 0.06)
  return { rate: 1 / gap, meanValue: value, shape: spend.p }
}

/** The people whom everybody asks about agreed to everything: answers about them need no caveat. */
function allConsents(createdAt: number): Shopper['consents'] {
  const state: ConsentState = { grantedAt: createdAt, granted: true, withdrawnAt: null }
  return { email: state, sms: state, profiling: state }
}

function drawConsents(settings: DemoSettings, createdAt: number, draws: Draws): Shopper['consents'] {
  const rates = settings.shop.consents
  const one = (kind: ConsentKind): ConsentState => {
    const granted = draws.chance(rates[kind])
    const withdrawn = draws.chance(rates.withdrawn)
    const at = createdAt + Math.floor(draws.uniform() * (END - createdAt))
    return { grantedAt: createdAt, granted, withdrawnAt: granted && withdrawn ? at : null }
  }
  return { email: one('email'), sms: one('sms'), profiling: one('profiling') }
}

/** Draws customer number `index` of a shop of `size`. Independent of every other customer. */
export function makeShopper(settings: DemoSettings, seed: string, index: number, size: number): Shopper {
  const draws = createDraws(`${seed}/person/${index}`)
  const role = roleOf(index)
  const fixedId = role.kind === 'fixed' ? role.id : ''
  let archetype = settings.archetypes[draws.index(cumulate(settings.archetypes.map((one) => one.share)))]
  const named = (key: string) => settings.archetypes.find((one) => one.key === key)
  if (fixedId === 'C-10023' || fixedId === 'C-20417') archetype = named('outdoor_season')
  if (fixedId === 'C-30555') archetype = named('coffee_ritual')
  if (archetype === undefined) throw new RangeError('archetypes.json holds no archetype')
  let createdAt = drawCreated(settings.shop.acquisition.first_quarter_share, draws)
  const source = drawSource(settings, createdAt, draws)
  if (source === CAMPING_AD && role.kind === 'ordinary' && draws.chance(CAMPERS))
    archetype = named('outdoor_season') ?? archetype
  const own = settings.cities[draws.index(cumulate(settings.cities.map((one) => one.share)))] ?? settings.cities[0]
  const head = householdHead(index)
  const household = head === null ? null : makeShopper(settings, seed, head, size)
  const city = household?.city ?? own
  if (city === undefined) throw new RangeError('cities.json holds no city')
  let gender = pickWeighted(settings.shop.genders, draws)
  const ageBand = pickWeighted(settings.shop.age_bands, draws)
  const language = draws.chance(0.12) ? 'en' : 'zh'
  const wang = role.kind === 'wang_wei' ? settings.people.wang_wei[role.variant] : undefined
  if (wang !== undefined) gender = wang[1]
  if (fixedId === 'C-10023') gender = 'female'
  let person: Person = makePerson(
    settings.people,
    city,
    { index, gender, language, ...(wang === undefined ? {} : { fixedName: wang[0] }) },
    draws,
  )
  if (household !== null) person = { ...person, address: household.person.address }
  if (role.kind === 'duplicate') {
    person = respell(makeShopper(settings, seed, role.ofIndex, size).person, role.variant, index)
  }
  if (role.kind === 'ring') createdAt = wallOf('2026-04-20', 9) + role.member * 3 * HOUR
  if (role.kind === 'abnormal') createdAt = wallOf('2025-03-01', 10) + draws.below(200) * DAY
  if (role.kind === 'fixed' || role.kind === 'wang_wei') createdAt = wallOf('2024-02-12', 10) + draws.below(200) * DAY
  const { rate, meanValue, shape } = drawTraits(archetype, draws)
  const dropout = draws.gamma(archetype.s, archetype.beta)
  const lifetime = Math.min(draws.exponential(1 / Math.max(dropout, 1e-9)), 20 * 365)
  const years = BIRTH_YEARS[ageBand] ?? [1980, 1990]
  const daytime = DAYTIMES[draws.index(cumulate(DAYTIMES.map((one) => one.share)))] ?? DAYTIMES[0]
  const replenishes = archetype.replenishes !== undefined && draws.chance(archetype.replenish_share ?? 0)
  const cycle = settings.categories.find((one) => one.key === archetype.replenishes)?.cycle_days ?? 30
  return {
    index,
    id: customerId(index, size),
    role,
    archetype,
    createdAt,
    person,
    gender,
    birthYear: years[0] + draws.below(years[1] - years[0] + 1),
    ageBand,
    ethnicGroup: pickWeighted(settings.shop.ethnic_groups, draws),
    city,
    language,
    source,
    activeHour: Math.round((daytime.hour + draws.normal() * 0.8) * 10) / 10,
    mobile: draws.chance(settings.shop.funnel.mobile_share),
    app: draws.chance(0.5),
    consents: role.kind === 'fixed' ? allConsents(createdAt) : drawConsents(settings, createdAt, draws),
    rate,
    leavesAt: createdAt + lifetime * DAY,
    meanValue,
    valueShape: shape,
    cycleDays: replenishes ? Math.round(cycle * draws.between(0.8, 1.25) * 10) / 10 : null,
    prospect: role.kind === 'ordinary' && draws.chance(PROSPECTS),
  }
}
