import type { Fact } from '../../../lib/tool-result.ts'

const STRETCH = /(?:(\b[Ff]rom|\b[Ii]n|从|在)\s*)?\{\{\w+\.(\w+)\}\}\s*(?:to|至|到)\s*\{\{\w+\.(\w+)\}\}/g

/**
 * A period of one day reads as one date: "From {{r1.period_from}} to {{r1.period_to}}" becomes "On {{r1.period_from}}".
 * Everything else stays as it is worded.
 */
export function oneDay(text: string, facts: readonly Fact[]): string {
  const dateOf = (id: string): unknown => facts.find((fact) => fact.id === id && fact.unit === 'date')?.value
  return text.replaceAll(STRETCH, (whole, lead: string | undefined, from: string, to: string) => {
    const day = dateOf(from)
    if (day === undefined || day === null || day !== dateOf(to)) return whole
    const reference = /\{\{[^}]+\}\}/.exec(whole)?.[0] ?? ''
    if (lead === undefined || !/[a-z]$/i.test(lead)) return reference
    return `${lead.startsWith('F') || lead.startsWith('I') ? 'On' : 'on'} ${reference}`
  })
}
