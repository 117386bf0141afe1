import type { OtherTool, QuestionTemplate } from './question-templates.ts'

type Args = Readonly<Record<string, unknown>>

/** Wordings with one right call: [id, tool, arguments, English, Chinese, role]. */
export type Group = readonly [
  id: string,
  tool: string,
  args: Args,
  en: readonly string[],
  zh: readonly string[],
  role?: string,
  also?: readonly OtherTool[],
]

/** [id, tool, arguments, the question before (English, Chinese), follow-ups in English, in Chinese]. */
export type FollowUp = readonly [
  id: string,
  tool: string,
  args: Args,
  before: readonly [en: string, zh: string],
  en: readonly string[],
  zh: readonly string[],
  role?: string,
]

/** Questions of several parts: [id, the calls that must all be made, English, Chinese]. */
export type PartsGroup = readonly [
  id: string,
  parts: readonly (readonly [tool: string, args: Args])[],
  en: readonly string[],
  zh: readonly string[],
]

const PROPOSES = new Set([
  'propose_action',
  'erase_personal_data',
  'export_personal_data',
  'export_audience',
  'save_segment',
  'create_alert',
])

const expectOf = (tool: string): 'answer' | 'proposal' => (PROPOSES.has(tool) ? 'proposal' : 'answer')

/** What the words leave no doubt about must be among the arguments; further ones are the planner's. */
const atLeast = (args: Args): Args => ({ ...args, '...': true })

/** Templates of groups; every wording is asked once. */
export const templatesOf = (set: string, groups: readonly Group[]): QuestionTemplate[] =>
  groups.map(([id, tool, args, en, zh, role = 'marketer', also = []]) => ({
    id: `${set}-${id}`,
    tool,
    args: atLeast(args),
    also: also.map((other) => ({ ...other, args: atLeast(other.args) })),
    en,
    zh,
    role,
    expect: expectOf(tool),
    ask: Math.max(en.length, zh.length),
  }))

/** Templates of questions that only the one before them completes. */
export const followUpTemplatesOf = (set: string, followUps: readonly FollowUp[]): QuestionTemplate[] =>
  followUps.map(([id, tool, args, [beforeEn, beforeZh], en, zh, role = 'marketer']) => ({
    id: `${set}-then-${id}`,
    tool,
    args: atLeast(args),
    en,
    zh,
    history: { en: [beforeEn], zh: [beforeZh] },
    role,
    expect: expectOf(tool),
    ask: Math.max(en.length, zh.length),
  }))

/** Templates of questions of several parts, each of which must be answered. */
export const partsTemplatesOf = (set: string, groups: readonly PartsGroup[]): QuestionTemplate[] =>
  groups.map(([id, parts, en, zh]) => ({
    id: `${set}-parts-${id}`,
    tool: parts[0]?.[0] ?? '',
    args: atLeast(parts[0]?.[1] ?? {}),
    every: parts.map(([tool, args]) => ({ tool, args: atLeast(args) })),
    en,
    zh,
    role: 'marketer',
    expect: 'answer',
    ask: Math.max(en.length, zh.length),
  }))
