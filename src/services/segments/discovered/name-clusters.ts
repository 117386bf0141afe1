import { distinguishingMeasures, type Distinction } from '../../../compute/segments/distinguishing-measures.ts'
import type { Language } from '../../../lib/answer.ts'
import { traitWords, type MeasureColumn } from '../measures/load-measures.ts'

export interface ClusterName {
  /** Made of what sets the group apart most; no two groups share one. */
  readonly name: string
  /** One line: every trait that is more than a nuance. */
  readonly portrait: string
  readonly distinctions: readonly Distinction[]
}

const TRAITS_IN_NAME = 2
const TRAITS_IN_PORTRAIT = 4
/** Cohen's "medium": a difference that one notices; and about the size from which it is striking. */
const NOTICEABLE = 0.5
const STRIKING = 1.5

/**
 * Names for groups of customers from the measures in which each differs most from everybody else, in deviations.
 *
 * @param codes - group of each row, -1 in none
 * @param measures - of the same rows; a few that the groups were not formed by are welcome
 */
export function nameClusters(
  codes: Int32Array,
  groups: number,
  measures: readonly MeasureColumn[],
  language: Language,
): readonly ClusterName[] {
  const found = distinguishingMeasures(codes, groups, measures)
  const taken = new Map<string, number>()
  return found.map((distinctions) => {
    const traits = distinctions.filter(({ effectSize }) => Math.abs(effectSize) >= NOTICEABLE)
    const words = traits.flatMap(({ measure, direction }) => traitWords(measure, direction, language) ?? [])
    const base = joined(words.slice(0, TRAITS_IN_NAME), language)
    const name = unique(taken.has(base) ? joined(words.slice(0, TRAITS_IN_NAME + 1), language) : base, taken)
    return { name, portrait: portraitOf(traits, language), distinctions }
  })
}

function portraitOf(traits: readonly Distinction[], language: Language): string {
  const words = traits.flatMap(({ measure, direction, effectSize }) => {
    const trait = traitWords(measure, direction, language)
    if (trait === null) return []
    if (Math.abs(effectSize) < STRIKING) return [trait]
    return [language === 'zh' ? `${trait}（尤其明显）` : `strikingly ${trait}`]
  })
  return joined(words.slice(0, TRAITS_IN_PORTRAIT), language)
}

function joined(traits: readonly string[], language: Language): string {
  if (traits.length === 0) return language === 'zh' ? '接近平均' : 'Near the average'
  if (language === 'zh') return traits.join('、')
  const text = traits.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Letters tell apart what is alike in every trait: figures in a name would be read as figures. */
function unique(name: string, taken: Map<string, number>): string {
  const before = taken.get(name) ?? 0
  taken.set(name, before + 1)
  return before === 0 ? name : `${name} ${String.fromCodePoint(65 + (before % 26))}`
}
