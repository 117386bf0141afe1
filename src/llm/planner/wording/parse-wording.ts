import type { Language } from '../../../lib/answer.ts'
import { KithError } from '../../../lib/errors.ts'
import { parseCondition, type Condition } from './condition.ts'

/** A wording as it lies in `prompts/wording/{language}/{domain}/{tool}.md`. */
export interface WordingFile {
  readonly language: Language
  readonly domain: string
  readonly tool: string
  readonly text: string
}

export interface WordingLine {
  readonly text: string
  readonly condition: Condition | null
}

export interface WordingSection {
  readonly name: string
  /** Null: always holds. */
  readonly condition: Condition | null
  /** Wordings of equal right; one is chosen by a hash of the question. */
  readonly variants: readonly (readonly WordingLine[])[]
}

export interface Wording {
  readonly version: number
  readonly sections: readonly WordingSection[]
}

const HEADING = /^##\s+(\S+)(?:\s+\[(.+)\])?\s*$/

/**
 * Reads a wording file: front matter with `version`, then sections `## name [condition]`, variants separated by `%%`,
 * lines that may begin with `[condition] `.
 *
 * @throws {KithError} naming file and line when something is not of this form
 */
export function parseWording(file: WordingFile): Wording {
  const place = `prompts/wording/${file.language}/${file.domain}/${file.tool}.md`
  const front = /^---\n([\s\S]*?)\n---\n/.exec(file.text)
  const version = /^version:\s*(\d+)\s*$/m.exec(front?.[1] ?? '')?.[1]
  if (front === null || version === undefined) throw fault(place, 1, 'front matter with `version: N` is missing')
  const skipped = front[0].split('\n').length - 1
  const sections: { name: string; condition: Condition | null; variants: WordingLine[][] }[] = []
  file.text
    .slice(front[0].length)
    .split('\n')
    .forEach((raw, index) => {
      const line = skipped + index + 1
      const heading = HEADING.exec(raw)
      const section = sections.at(-1)
      if (heading !== null) {
        const condition = heading[2] === undefined ? null : conditionAt(heading[2], place, line)
        sections.push({ name: heading[1] ?? '', condition, variants: [[]] })
      } else if (raw.trim() === '%%') {
        if (section === undefined) throw fault(place, line, 'a variant stands before the first section')
        section.variants.push([])
      } else if (section !== undefined) section.variants.at(-1)?.push(parseLine(raw, place, line))
      else if (raw.trim() !== '') throw fault(place, line, 'text stands before the first section')
    })
  if (sections.length === 0) throw fault(place, 1, 'there is no section')
  return {
    version: Number(version),
    sections: sections.map((section) => ({ ...section, variants: section.variants.map(trimLines) })),
  }
}

function parseLine(raw: string, place: string, line: number): WordingLine {
  const guarded = /^\[((?:not |has |no |rows |arg |gate)[^\]]*)\]\s(.*)$/.exec(raw)
  return guarded === null
    ? { text: raw.trimEnd(), condition: null }
    : { text: (guarded[2] ?? '').trimEnd(), condition: conditionAt(guarded[1] ?? '', place, line) }
}

function conditionAt(text: string, place: string, line: number): Condition {
  try {
    return parseCondition(text)
  } catch (cause) {
    throw fault(place, line, cause instanceof Error ? cause.message : String(cause))
  }
}

function trimLines(lines: readonly WordingLine[]): readonly WordingLine[] {
  const isText = (line: WordingLine): boolean => line.text !== ''
  const first = lines.findIndex(isText)
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1)
}

const fault = (place: string, line: number, problem: string): KithError =>
  new KithError('INVALID_INPUT', `${place} line ${line}: ${problem}`, {
    hint: 'The form of a wording file is described in prompts/README.md.',
  })
