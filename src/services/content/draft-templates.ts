import { readFileSync } from 'node:fs'
import { installedPath } from '../../resources/installed-path.ts'
import type { Language } from '../../lib/answer.ts'

export const DRAFT_GOALS = [
  'win_back',
  'promote',
  'reply_negative',
  'reply_positive',
  'apology',
  'thank_you',
  'welcome',
  'reminder',
  'newsletter',
] as const
export type DraftGoal = (typeof DRAFT_GOALS)[number]

export const DRAFT_TONES = ['friendly', 'formal', 'playful'] as const
export type DraftTone = (typeof DRAFT_TONES)[number]

/** Sentences of one goal; `{product}`, `{brand}`, `{category}` and `{subject}` are the only blanks, filled from the catalogue. */
export interface GoalSentences {
  readonly subjects: readonly string[]
  readonly openings: Readonly<Record<DraftTone, readonly string[]>>
  readonly bodies: readonly string[]
  readonly closes: readonly string[]
}

export interface DraftTemplates {
  readonly goals: Readonly<Record<DraftGoal, GoalSentences>>
  readonly greeting: string
  /** Stands for `{subject}` where nothing else is written about. */
  readonly shop: string
}

const read = new Map<Language, DraftTemplates>()

/** The sentences that drafts are made of, from data/drafts: text that a shop may change. */
export function draftTemplates(language: Language): DraftTemplates {
  const known = read.get(language)
  if (known !== undefined) return known
  const path = installedPath(`data/drafts/${language}.json`)
  const templates = JSON.parse(readFileSync(path, 'utf8')) as DraftTemplates
  read.set(language, templates)
  return templates
}
