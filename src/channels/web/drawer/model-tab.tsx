import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { labelFor, labelIn, nameFor } from '../data/labels.ts'
import { useText } from '../text/use-text.ts'

type Scores = Readonly<Record<string, unknown>>

interface Card {
  readonly trained_on?: readonly string[]
  readonly tested_on?: string | null
  readonly n_train?: number
  readonly n_test?: number
  readonly out_of_time?: Scores
  readonly baseline?: { readonly name: string; readonly out_of_time: Scores }
  readonly importance?: readonly { readonly feature: string; readonly importance: number }[]
  readonly chosen?: { readonly name: string; readonly reason: string; readonly reason_zh?: string }
}

/** The report card of the model: how good it was on what it had not seen, beside the simplest thing one could do. */
export function ModelTab({ result: { evidence } }: { readonly result: ToolSuccess }) {
  const { say, language, count } = useText()
  if (evidence.model === null) return null
  const card = (evidence.model.report_card ?? {}) as Card
  const scores = Object.entries(card.out_of_time ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[0] !== 'n',
  )
  const important = [...(card.importance ?? [])].sort((a, b) => b.importance - a.importance).slice(0, 8)
  const most = Math.max(...important.map(({ importance }) => importance), 1e-9)
  return (
    <div className="flex flex-col gap-4 text-sm">
      <p>
        <code className="text-xs">{evidence.model.id}</code>
        <span className="block text-quiet">
          {say('trainedOn', {
            trained: (card.trained_on ?? [evidence.model.trained_as_of]).join(', '),
            tested: card.tested_on ?? '–',
            train: count(card.n_train ?? 0),
            test: count(card.n_test ?? 0),
          })}
        </span>
      </p>
      {scores.length > 0 && (
        <table className="w-full">
          <caption className="eyebrow pb-1 text-start">{say('unseen')}</caption>
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className="py-1 text-start font-medium">
                {say('score')}
              </th>
              <th scope="col" className="py-1 text-end font-medium">
                {say('thisModel')}
              </th>
              <th
                scope="col"
                className="py-1 text-end font-medium"
                title={card.baseline === undefined ? undefined : nameFor('', card.baseline.name, language)}
              >
                {say('baseline')}
              </th>
            </tr>
          </thead>
          <tbody>
            {scores.map(([name, value]) => (
              <tr key={name}>
                <th scope="row" className="py-0.5 text-start font-normal text-quiet">
                  {labelIn('score', name, language)}
                </th>
                <td className="tabular text-end">{shortScore(value)}</td>
                <td className="tabular text-end text-quiet">{shortScore(card.baseline?.out_of_time[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {important.length > 0 && (
        <div>
          <p className="eyebrow pb-1">{say('whatCounts')}</p>
          <ul className="flex flex-col gap-1.5">
            {important.map(({ feature, importance }) => (
              <li key={feature}>
                <span className="block truncate">{labelFor(feature, language)}</span>
                <span className="block h-1.5 rounded-full bg-sunken">
                  <span
                    className="block h-full rounded-full bg-accent"
                    style={{ width: `${(100 * importance) / most}%` }}
                  />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {card.chosen !== undefined && (
        <p className="text-quiet">
          {say('chosenBecause', {
            name: nameFor('', card.chosen.name, language),
            reason: language === 'zh' ? (card.chosen.reason_zh ?? card.chosen.reason) : card.chosen.reason,
          })}
        </p>
      )}
    </div>
  )
}

const shortScore = (value: unknown): string =>
  typeof value === 'number' ? (Math.abs(value) >= 100 ? Math.round(value).toLocaleString() : value.toFixed(3)) : '–'
