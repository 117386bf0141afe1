import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { labelFor, nameFor } from '../data/labels.ts'
import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice } from '../parts/states.tsx'
import { Link } from '../routing/link.tsx'
import { showCell } from '../tables/show-cell.ts'
import { useText, type Text } from '../text/use-text.ts'

interface BriefData {
  readonly period: { readonly from: string; readonly to: string }
  readonly findings: readonly { readonly topic: string; readonly figures: Readonly<Record<string, unknown>> }[]
}

/** What is worth a word of the last week, the weightiest first; each figure is one of the result. */
export function BriefPanel() {
  const text = useText()
  const { say } = text
  const brief = useTool<BriefData>('get_brief', {})
  return (
    <Panel title={say('briefOfDay')} resource={brief} aside={(result) => <HowButton name="brief" result={result} />}>
      {(result) =>
        result.data.findings.length === 0 ? (
          <Notice icon="check" title={say('quietDay')} />
        ) : (
          <ol className="divide-y divide-line">
            {result.data.findings.map(({ topic }) => (
              <li key={topic} className="px-4 py-2.5">
                {capital(inWords(topic, result, text))}
              </li>
            ))}
            <li className="px-4 py-2 text-sm">
              <Link to={`/?ask=${encodeURIComponent(say('askForBrief'))}`} className="text-accent hover:underline">
                {say('talkAboutIt')}
              </Link>
            </li>
          </ol>
        )
      }
    </Panel>
  )
}

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1)

/** A finding as one sentence; a topic that has no sentence yet is told by its figures. */
function inWords(topic: string, { facts, data }: ToolSuccess<BriefData>, { say, language }: Text): string {
  const shown = (id: string): string => {
    const fact = facts.find((one) => one.id === id)
    return fact === undefined ? '–' : showCell(fact.value, fact.unit, language)
  }
  switch (topic) {
    case 'leaving':
      return say('findingLeaving', { customers: shown('vip_leaving'), stake: shown('vip_at_stake') })
    case 'stock':
      return say('findingStock', {
        products: shown('short_products'),
        first: shown('first_short'),
        day: shown('first_short_on'),
      })
    case 'decisions':
      return say('findingDecisions', { waiting: shown('waiting') })
    case 'satisfaction':
      return say('findingSatisfaction', { now: shown('csat_now'), change: shown('csat_change') })
    default:
  }
  if (facts.some(({ id }) => id === `moved_${topic}`))
    return say('findingMoved', {
      metric: labelFor(topic, language),
      value: shown(`moved_${topic}`),
      before: shown(`moved_${topic}_before`),
      change: shown(`moved_${topic}_change`),
      low: shown(`moved_${topic}_low`),
      high: shown(`moved_${topic}_high`),
    })
  const figures = Object.keys(data.findings.find((finding) => finding.topic === topic)?.figures ?? {})
  const told = figures.flatMap((id) => {
    const fact = facts.find((one) => one.id === id)
    return fact === undefined ? [] : [`${nameFor(id, fact.label, language)} ${shown(id)}`]
  })
  return [labelFor(topic, language), told.join(', ')].filter((part) => part !== '').join(': ')
}
