import type { Cell } from '../../../lib/tool-result.ts'
import type { WordingScene } from './condition.ts'
import { oneDay } from './one-day.ts'
import { oneThing } from './one-thing.ts'
import type { Wording, WordingLine } from './parse-wording.ts'

export const OPERATIONS = ['difference', 'ratio', 'change', 'share', 'sum'] as const

export const LOOP = /\{\{#rows (\d+)(?: "([^"]*)")?\}\}([\s\S]*?)\{\{\/rows\}\}/g
export const PLACEHOLDER = /\{\{([^{}#/]+)\}\}/g
const OPERATION = /^([a-z]+)\((.*)\)$/
const CELL = /^table\[(\d+)\]\.([a-z]\w*)$/

/** FNV-1a, 32 bit: the same question always gets the same wording. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/**
 * Words a result: the first section whose condition holds, one of its variants by hash of the question, every
 * placeholder turned into a reference to the result. A line that refers to a fact which the result lacks is left out;
 * an empty cell inside a loop over rows becomes a dash.
 *
 * @returns markdown with references such as `{{r2.net_revenue}}` and no figure of its own; '' when nothing applies
 */
export function renderWording(wording: Wording, shown: WordingScene, question: string): string {
  const scene = { ...shown, question }
  const section = wording.sections.find(({ condition }) => condition === null || condition(scene))
  const variants = section?.variants ?? []
  const lines = variants[hashOf(question) % Math.max(1, variants.length)] ?? []
  return joinBlocks(lines)
    .filter((line) => line.condition === null || line.condition(scene))
    .flatMap((line) => {
      const text = fill(line.text, scene)
      return text === null ? [] : [oneThing(oneDay(text, scene.result.facts), scene.result)]
    })
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** A loop may span lines: they are filled as one. */
function joinBlocks(lines: readonly WordingLine[]): WordingLine[] {
  const blocks: WordingLine[] = []
  for (const line of lines) {
    const open = blocks.at(-1)
    const unclosed = open !== undefined && open.text.lastIndexOf('{{#rows') > open.text.lastIndexOf('{{/rows}}')
    if (open !== undefined && unclosed) blocks[blocks.length - 1] = { ...open, text: `${open.text}\n${line.text}` }
    else blocks.push(line)
  }
  return blocks
}

function fill(text: string, scene: WordingScene): string | null {
  const looped = text.replaceAll(LOOP, (_all, count: string, separator: string | undefined, body: string) => {
    const rows = scene.result.table?.rows.slice(0, Number(count)) ?? []
    return rows
      .map((row, index) =>
        body.replaceAll(PLACEHOLDER, (whole, inner: string) => {
          const placed = inner.trim().replaceAll(/\brow\.([a-z]\w*)/g, `table[${index}].$1`)
          if (placed === inner.trim()) return whole
          const simple = CELL.exec(placed)
          return simple !== null && isEmpty(row[simple[2] ?? '']) ? '–' : `{{${placed}}}`
        }),
      )
      .join(separator ?? '')
  })
  let missing = false
  const filled = looped.replaceAll(PLACEHOLDER, (_whole, inner: string) => {
    const reference = referenceOf(inner.trim(), scene)
    if (reference === null) missing = true
    return reference === null ? '' : `{{${reference}}}`
  })
  return missing ? null : filled
}

const isEmpty = (cell: Cell | undefined): boolean => cell === undefined || cell === null || cell === ''

/** A placeholder as a reference, or null when the result does not hold what it names. */
function referenceOf(expression: string, scene: WordingScene): string | null {
  const operation = OPERATION.exec(expression)
  if (operation !== null) {
    const parts = (operation[2] ?? '').split(',').map((part) => referenceOf(part.trim(), scene))
    return parts.includes(null) ? null : `${operation[1]}(${parts.join(', ')})`
  }
  const { result } = scene
  const cell = CELL.exec(expression)
  if (cell !== null) {
    const row = result.table?.rows[Number(cell[1])]
    return row === undefined || isEmpty(row[cell[2] ?? '']) ? null : `${result.result_id}.${expression}`
  }
  const fact = result.facts.find((one) => one.id === expression)
  return fact === undefined || fact.value === null ? null : `${result.result_id}.${expression}`
}
