import type { Plugin } from 'vite'

export const OPENS = '⟦'
export const CLOSES = '⟧'

/**
 * Builds the page with every text of its English catalogue marked and a third longer, as other languages are: what is shown
 * without a mark stands in the code, and what does not fit would not fit in German either.
 */
export const pseudoCatalogue: Plugin = {
  name: 'pseudo-catalogue',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/web/text/en/index.ts')) return null
    const marked = code.replace('export const en =', 'const plain =').replace('typeof en', 'typeof plain')
    return `${marked}\nconst longer = ${longer.toString()}\nconst mark = ${mark.toString()}\nexport const en = mark(plain, longer, '${OPENS}', '${CLOSES}') as typeof plain\n`
  },
}

/** Vowels twice, so that words stay words that a line can break between; places of values stay as they are. */
function longer(text: string): string {
  return text
    .split(/(\{\{.*?\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.replaceAll(/[aeiou]/g, '$&$&')))
    .join('')
}

function mark(value: unknown, lengthen: (text: string) => string, opens: string, closes: string): unknown {
  if (typeof value === 'string') return opens + lengthen(value) + closes
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, one]) => [key, mark(one, lengthen, opens, closes)])
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries)
}
