import type { AnswerFact } from '../../../lib/answer.ts'
import { splitTexts, type TreeNode } from './text-tree.ts'

/**
 * A rehype plugin: puts every figure of the text that a result holds into a `mark` with its reference as title. Figures that
 * look alike are taken in the order in which the answer lists them.
 */
export function markFigures(facts: readonly AnswerFact[]) {
  // Names and dates come from results too, but what a reader doubts are quantities.
  const quantities = facts.filter(({ value }) => typeof value === 'number')
  const shown = [...new Set(quantities.map((fact) => fact.shown_as))]
    .filter((text) => text.trim() !== '')
    .sort((a, b) => b.length - a.length)
  const left = new Map<string, string[]>()
  for (const fact of quantities) left.set(fact.shown_as, [...(left.get(fact.shown_as) ?? []), fact.ref])
  // Chinese is written without spaces, so only Latin letters and digits beside a figure make it another one.
  const pattern =
    shown.length === 0
      ? null
      : new RegExp(`(?<![A-Za-z0-9.,-])(?:${shown.map(escape).join('|')})(?!-?[A-Za-z0-9])`, 'gu')
  const takeReference = (text: string): string => {
    const references = left.get(text) ?? []
    return (references.length > 1 ? references.shift() : references[0]) ?? ''
  }

  function split(text: string): TreeNode[] {
    if (pattern === null) return [{ type: 'text', value: text }]
    const parts: TreeNode[] = []
    let from = 0
    for (const match of text.matchAll(pattern)) {
      if (match.index > from) parts.push({ type: 'text', value: text.slice(from, match.index) })
      parts.push({
        type: 'element',
        tagName: 'mark',
        properties: { title: takeReference(match[0]) },
        children: [{ type: 'text', value: match[0] }],
      })
      from = match.index + match[0].length
    }
    return [...parts, { type: 'text', value: text.slice(from) }]
  }

  return (tree: TreeNode): void => splitTexts(tree, split)
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
