import { cumulate, type Draws } from '../draws/draws.ts'
import { exp } from '../draws/exact-math.ts'
import { dateText, DAY, FIRST_DAY } from '../files/wall-time.ts'
import type { ArchetypeSettings, DemoSettings } from '../settings.ts'

/** Yearly season of categories that have one, by month. */
const CATEGORY_MONTHS: Readonly<Record<string, readonly number[]>> = {
  outdoor: [0.65, 0.7, 1, 1.3, 1.4, 1.15, 1, 1, 1.2, 1.3, 0.85, 0.65],
}

type Odds = (archetype: ArchetypeSettings, wall: number) => readonly number[]

/** Chance of each category, in the order of the settings, of a line that an archetype draws at a time: they sum to 1. */
export const categoryOdds =
  (settings: DemoSettings): Odds =>
  (archetype, wall) => {
    const weights = weightsOf(settings, archetype, wall)
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return weights.map((weight) => weight / sum)
  }

/** By the archetype's affinities, the category's trend and the month. */
function weightsOf({ categories }: DemoSettings, archetype: ArchetypeSettings, wall: number): readonly number[] {
  const month = Number(dateText(wall).slice(5, 7))
  const years = (Math.floor(wall / DAY) - FIRST_DAY) / 365.25
  return categories.map(
    (one) => (archetype.affinity[one.key] ?? 1) * exp(one.trend * years) * (CATEGORY_MONTHS[one.key]?.[month - 1] ?? 1),
  )
}

/** Draws a category for one line; the odds of a month are those of the first time that it was asked for. */
export function createCategoryChooser(
  settings: DemoSettings,
): (archetype: ArchetypeSettings, wall: number, draws: Draws) => string {
  const tables = new Map<string, Float64Array>()
  const keys = settings.categories.map((one) => one.key)
  return (archetype, wall, draws) => {
    const name = `${archetype.key}/${dateText(wall).slice(0, 7)}`
    const table = tables.get(name) ?? cumulate(weightsOf(settings, archetype, wall))
    tables.set(name, table)
    return keys[draws.index(table)] ?? ''
  }
}
