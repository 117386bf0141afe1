import type { Cell, ToolSuccess } from '../../../lib/tool-result.ts'

const NOUNS =
  'customers|people|buyers|orders|products|units|accounts|reviews|ratings|tickets|parcels|visits|visitors|groups|searches|days|weeks|months|hours'
const VERBS: Readonly<Record<string, string>> = {
  are: 'is',
  were: 'was',
  have: 'has',
  meet: 'meets',
  bring: 'brings',
  match: 'matches',
  come: 'comes',
  look: 'looks',
}
const COUNTED = new RegExp(
  String.raw`\{\{\w+\.([\w.[\]]+)\}\}( such)? (${NOUNS})\b(?: (${Object.keys(VERBS).join('|')})\b)?`,
  'g',
)
const CELL = /^table\[(\d+)\]\.(\w+)$/

/**
 * One of a thing reads in the singular: where the figure is 1, "{{r1.matched}} customers meet" becomes
 * "{{r1.matched}} customer meets". Everything else stays as it is worded.
 */
export function oneThing(text: string, { facts, table }: Pick<ToolSuccess, 'facts' | 'table'>): string {
  const valueOf = (reference: string): Cell | undefined => {
    const [, row, column] = CELL.exec(reference) ?? []
    return column === undefined
      ? facts.find((fact) => fact.id === reference)?.value
      : table?.rows[Number(row)]?.[column]
  }
  return text.replaceAll(COUNTED, (whole, reference: string, such = '', noun: string, verb?: string) => {
    if (valueOf(reference) !== 1) return whole
    const figure = whole.slice(0, whole.indexOf('}}') + 2)
    return [`${figure}${such}`, singular(noun), ...(verb === undefined ? [] : [VERBS[verb]])].join(' ')
  })
}

const singular = (noun: string): string =>
  noun === 'people' ? 'person' : noun === 'searches' ? 'search' : noun.slice(0, -1)
