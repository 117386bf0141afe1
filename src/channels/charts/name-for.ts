import type { FormatFigureOptions } from '../../lib/format-figure.ts'

type Labels = Readonly<Record<string, string>>

/** A name with parts of its own, 'Share of {}', as an expression, beside its translation with the same gaps. */
interface NamePattern {
  readonly matches: RegExp
  readonly translation: string
}

/** 'East China: net revenue'. */
const OF_A_THING = /^(.+?): (.+)$/

const isNamedAlready = (name: string): boolean => /\p{Script=Han}/u.test(name)

const patterns = new WeakMap<Labels, readonly NamePattern[]>()

/**
 * A column or figure in the reader's language; tools name them in English. The English name goes before the key, which may
 * be a word for something else, too.
 */
export function nameFor(key: string, english: string, { language, labels = {} }: FormatFigureOptions): string {
  const own = labels[`column:${key}`]
  if (own !== undefined) return own
  const [, thing = '', rest = ''] = OF_A_THING.exec(english) ?? []
  const named = labels[`name:${thing}`]
  if (named !== undefined) return `${named}${language === 'zh' ? '：' : ': '}${nameFor('', rest, { language, labels })}`
  if (language === 'en' || isNamedAlready(english))
    return labels[english] ?? labels[`name:${english}`] ?? english.replaceAll('_', ' ')
  return labels[english] ?? labels[key] ?? byPattern(english, labels) ?? english.replaceAll('_', ' ')
}

/** The translation of the first pattern that a name has; what stands in its gaps is translated by itself. */
function byPattern(name: string, labels: Labels): string | null {
  for (const { matches, translation } of patternsOf(labels)) {
    const parts = matches.exec(name)?.slice(1)
    if (parts === undefined) continue
    const words = parts.map((part) => labels[part] ?? labels[`name:${part}`] ?? byPattern(part, labels) ?? part)
    return translation.replaceAll('{}', () => words.shift() ?? '')
  }
  return null
}

function patternsOf(labels: Labels): readonly NamePattern[] {
  const known = patterns.get(labels)
  if (known !== undefined) return known
  const made = Object.entries(labels)
    .filter(([name]) => name.includes('{}'))
    .toSorted(([a], [b]) => Number(isEnding(b)) - Number(isEnding(a)) || wordsOf(b) - wordsOf(a))
    .map(([name, translation]) => ({
      matches: new RegExp(`^${name.split('{}').map(escaped).join('(.+)')}$`),
      translation,
    }))
  patterns.set(labels, made)
  return made
}

/** 'Share of loyal, change' is the change of a share: what is said of a whole name goes before what a name is made of. */
const isEnding = (name: string): boolean => name.lastIndexOf('{}') === 0
/** Of two that fit, the one that leaves less open says more. */
const wordsOf = (name: string): number => name.replaceAll('{}', '').length

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
