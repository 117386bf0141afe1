import { asOfDate } from '../../lib/as-of.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { readSetting } from '../settings/read-setting.ts'
import { SETTING_NAMES, SETTINGS } from '../settings/setting-definitions.ts'
import { say } from '../say.ts'
import { readDefinitions, termLabel, termWords, type Definition } from './read-definitions.ts'

export interface MetricExplanation {
  readonly metric: string
  readonly label: string
  readonly definition: string
  readonly formula: string | null
  readonly synonyms: readonly string[]
  readonly see: readonly { readonly name: string; readonly label: string; readonly definition: string }[]
  readonly settings: readonly {
    readonly name: string
    readonly value: string | number | boolean
    readonly meaning: string
  }[]
}

/** How a figure is defined, in the language of the question, with its formula and the settings that change it. */
export function explainMetric({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { readonly metric: string }
}): ServiceResult<MetricExplanation> {
  authorise(ctx, 'read:aggregates')
  const { language } = ctx
  const [name, definition] = findDefinition(input.metric)
  const settings = SETTING_NAMES.filter((setting) => definition.settings.includes(setting)).map((setting) => ({
    name: setting,
    value: plainSetting(readSetting(ctx.store, setting)),
    meaning: SETTINGS[setting].meaning[language],
  }))
  const see = definition.see.map((term) => ({
    name: term,
    label: termLabel(term, language),
    definition: termWords(term, language),
  }))
  const seeAlso = language === 'zh' ? '参见' : 'See also'
  const text = (id: string, value: string): Fact => ({ id, label: termLabel(id, language), value, unit: 'text' })
  return {
    data: {
      metric: name,
      label: definition.label[language],
      definition: definition.words[language],
      formula: definition.formula === '' ? null : definition.formula,
      synonyms: definition.synonyms,
      see,
      settings,
    },
    facts: [
      text('metric', capitalised(definition.label[language])),
      text('definition', definition.words[language]),
      ...(definition.formula === '' ? [] : [text('formula', definition.formula)]),
      ...see.flatMap((term, index) => [
        { id: `see_${index + 1}_name`, label: seeAlso, value: capitalised(term.label), unit: 'text' },
        { id: `see_${index + 1}_definition`, label: term.label, value: term.definition, unit: 'text' },
      ]),
      ...settings.map((setting) => ({
        id: `setting_${setting.name}`,
        label: setting.meaning,
        value: typeof setting.value === 'boolean' ? String(setting.value) : setting.value,
        unit: typeof setting.value === 'number' ? 'setting' : 'text',
      })),
      { id: 'as_of', label: termLabel('as_of', language), value: asOfDate(ctx.asOf), unit: 'date' },
    ],
    evidence: {
      period: null,
      population: '',
      rows_used: 0,
      rows_left_out: {},
      definition: [definition.words[language]],
      method: say(ctx, 'definitions', '指标定义'),
      model: null,
      sql: [],
    },
  }
}

/** A name that begins a sentence: "Net revenue"; Chinese and ARPU stay as they are. */
const capitalised = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1)

const normalise = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')

/** A term by its name, label or synonym in either language. */
function findDefinition(asked: string): readonly [string, Definition] {
  const wanted = normalise(asked)
  const known = [...readDefinitions()]
  const found =
    known.find(([name]) => normalise(name) === wanted) ??
    known.find(([, { label, synonyms }]) =>
      [label.en, label.zh, ...synonyms].some((word) => normalise(word) === wanted),
    )
  if (found !== undefined) return found
  throw new NotFoundError('definition', asked, {
    field: 'metric',
    hint: `Defined terms are: ${known.map(([name]) => name).join(', ')}.`,
  })
}

/** A table that is a setting is quoted as its JSON. */
const plainSetting = (value: number | boolean | string | object): number | boolean | string =>
  typeof value === 'object' ? canonicalJson(value) : value
