import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { useText } from '../text/use-text.ts'
import { Code } from './code.tsx'

/** What was called, with which arguments, how long it took and over how many rows. */
export function StepsTab({ result: { evidence } }: { readonly result: ToolSuccess }) {
  const { say, count } = useText()
  return (
    <ol className="flex flex-col gap-4 text-sm">
      <li>
        <p className="font-medium">
          1. <code>{evidence.tool}</code>
        </p>
        <p className="pb-2 text-quiet">
          {say('took', { milliseconds: Math.round(evidence.elapsed_ms) })} ·{' '}
          {say('rowsOf', { rows: count(evidence.rows_used) })}
        </p>
        <p className="eyebrow pb-1">{say('arguments')}</p>
        <Code text={JSON.stringify(evidence.args, null, 2)} />
      </li>
      {evidence.model !== null && (
        <li>
          <p className="font-medium">2. {say('tab_model')}</p>
          <p className="text-quiet">
            {evidence.model.id}, {evidence.model.trained_as_of}
          </p>
        </li>
      )}
    </ol>
  )
}
