import { cumulate, type Draws } from '../draws/draws.ts'
import { exp } from '../draws/exact-math.ts'
import { dateText, DAY, FIRST_DAY } from '../files/wall-time.ts'
import type { ArchetypeSettings, DemoSettings } from '../settings.ts'

/** Yearly season of categories that have one, by month. */
const CATEGORY_MONTHS: Readonly<Record<string, readonly number[]>> = {
  outdoor: [0.65, 0.7, 1, 1.3, 1.4, 1.15, 1, 1, 1.2, 1.3, 0.85, 0.65],
}

/** Draws a category for one line, by the archetype's affinities, the category's trend and the month. */
export function createCategoryChooser(
  settings: DemoSettings,
): (archetype: ArchetypeSettings, wall: number, draws: Draws) => string {
  const tables = new Map<string, Float64Array>()
  const keys = settings.categories.map((one) => one.key)
  return (archetype, wall, draws) => {
    const month = dateText(wall).slice(0, 7)
    const name = `${archetype.key}/${month}`
    let table = tables.get(name)
    if (table === undefined) {
      const years = (Math.floor(wall / DAY) - FIRST_DAY) / 365.25
      table = cumulate(
        settings.categories.map(
          (one) =>
            (archetype.affinity[one.key] ?? 1) *
            exp(one.trend * years) *
            (CATEGORY_MONTHS[one.key]?.[Number(month.slice(5)) - 1] ?? 1),
        ),
      )
      tables.set(name, table)
    }
    return keys[draws.index(table)] ?? ''
  }
}
