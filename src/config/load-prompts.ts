import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Language } from '../lib/answer.ts'
import type { PlannerTexts } from '../llm/planner/knowledge.ts'
import { installedPath } from '../resources/installed-path.ts'

const LANGUAGES: readonly Language[] = ['en', 'zh']

/** All text under `prompts/`. */
export interface Prompts extends PlannerTexts {
  /** The system prompt for a real model, without its front matter. */
  readonly system: string
  /** Manners of each surface (web, slack, bot, api), without front matter. */
  readonly surfaces: Readonly<Record<string, string>>
  /** Version of each of these texts, by path. */
  readonly versions: Readonly<Record<string, number>>
}

/**
 * Reads every prompt once.
 *
 * @throws {Error} when a file that must be there is missing or is not JSON where it should be
 */
export function loadPrompts(folder: string = dirname(installedPath('prompts/system.md'))): Prompts {
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
  const json = <Shape>(path: string): Shape => JSON.parse(read(path)) as Shape
  const both = <Shape>(path: (language: Language) => string): Record<Language, Shape> => ({
    en: json<Shape>(path('en')),
    zh: json<Shape>(path('zh')),
  })
  const texts = [...listFiles(folder, 'surfaces', '.md'), 'system.md'].map((path) => ({
    path,
    ...splitFront(read(path)),
  }))
  return {
    system: texts.find(({ path }) => path === 'system.md')?.body ?? '',
    surfaces: Object.fromEntries(
      texts.filter(({ path }) => path !== 'system.md').map(({ path, body }) => [basename(path, '.md'), body]),
    ),
    versions: Object.fromEntries(texts.map(({ path, version }) => [path, version])),
    utterances: LANGUAGES.flatMap((language) =>
      listFiles(folder, `utterances/${language}`, '.txt').map((path) => ({
        language,
        domain: basename(dirname(path)),
        name: basename(path, '.txt'),
        text: read(path),
      })),
    ),
    wordings: LANGUAGES.flatMap((language) =>
      listFiles(folder, `wording/${language}`, '.md').map((path) => ({
        language,
        domain: basename(dirname(path)),
        tool: basename(path, '.md'),
        text: read(path),
      })),
    ),
    replies: both((language) => `wording/${language}/general/replies.json`),
    labels: {
      en: json('wording/en/labels.json'),
      // Names of columns and figures by the English that tools write, beside the words for enum values.
      zh: {
        ...json<Record<string, string>>('wording/zh/labels.json'),
        ...json<Record<string, string>>('wording/zh/names.json'),
      },
    },
    vocabularies: both((language) => `vocabulary/${language}.json`),
    names: json('vocabulary/names.json'),
  }
}

function listFiles(folder: string, below: string, extension: string): string[] {
  if (!existsSync(join(folder, below))) return []
  return readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(extension))
    .map((path) => join(below, path))
    .toSorted()
}

function splitFront(text: string): { readonly body: string; readonly version: number } {
  const front = /^---\n([\s\S]*?)\n---\n/.exec(text)
  return {
    body: text.slice(front?.[0].length ?? 0).trim(),
    version: Number(/^version:\s*(\d+)\s*$/m.exec(front?.[1] ?? '')?.[1] ?? 0),
  }
}
