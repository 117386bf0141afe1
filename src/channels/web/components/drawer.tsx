import { useEffect, useRef, useState } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import type { Source } from '../app.tsx'
import { showCell } from '../show-cell.ts'
import { useText } from '../text/use-text.ts'

/** "How was this computed": definition, population, what was left out, the call and the query of one result. */
export function Drawer({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const { say } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const [result, setResult] = useState<ToolSuccess | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    dialog.current?.showModal()
    const path = `/v1/threads/${encodeURIComponent(source.threadId)}/results/${encodeURIComponent(source.resultId)}`
    fetch(path)
      .then(async (response) => {
        const body = await response.json()
        if (response.ok) setResult(body)
        else setFailed(body.detail)
      })
      .catch((error: unknown) => setFailed(String(error)))
  }, [source])
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label={say('howComputed')}
      className="m-0 ms-auto h-dvh max-h-none w-full max-w-105 border-s border-line bg-panel p-5 text-ink backdrop:bg-black/30"
    >
      <div className="mb-4 flex items-center justify-between gap-2">
        <h2 className="text-lg font-semibold">{say('howComputed')}</h2>
        <button
          type="button"
          className="rounded px-2 py-1 hover:bg-accent-soft"
          onClick={() => dialog.current?.close()}
        >
          {say('close')}
        </button>
      </div>
      {failed !== null && <p role="alert">{failed}</p>}
      {result !== null && <Evidence result={result} />}
    </dialog>
  )
}

function Evidence({ result }: { readonly result: ToolSuccess }) {
  const { say, language } = useText()
  const { evidence } = result
  const leftOut = Object.entries(evidence.rows_left_out).filter(([, count]) => count > 0)
  const number = new Intl.NumberFormat(language)
  return (
    <dl className="flex flex-col gap-4 text-sm [&_dt]:font-medium [&_dt]:text-quiet">
      <div>
        <dt>{say('definition')}</dt>
        {evidence.definition.map((line) => (
          <dd key={line}>{line}</dd>
        ))}
      </div>
      {evidence.period !== null && (
        <div>
          <dt>{say('period')}</dt>
          <dd>
            {evidence.period.from} – {evidence.period.to}
          </dd>
        </div>
      )}
      <div>
        <dt>{say('population')}</dt>
        <dd>{evidence.population}</dd>
      </div>
      <div>
        <dt>{say('rowsUsed')}</dt>
        <dd>{number.format(evidence.rows_used)}</dd>
      </div>
      <div>
        <dt>{say('leftOut')}</dt>
        {leftOut.length === 0 && <dd>{say('nothingLeftOut')}</dd>}
        {leftOut.map(([reason, count]) => (
          <dd key={reason}>
            {reason.replaceAll('_', ' ')}: {number.format(count)}
          </dd>
        ))}
      </div>
      <div>
        <dt>{say('method')}</dt>
        <dd>{evidence.method}</dd>
      </div>
      <div>
        <dt>{say('figures')}</dt>
        {result.facts.map((fact) => (
          <dd key={fact.id} className="flex justify-between gap-3">
            <span>{fact.label}</span>
            <span className="tabular-nums">{showCell(fact.value, fact.unit, language)}</span>
          </dd>
        ))}
      </div>
      <div>
        <dt>{say('steps')}</dt>
        <dd>
          <code>{evidence.tool}</code> · {say('took', { milliseconds: evidence.elapsed_ms })}
          <pre className="mt-1 overflow-auto rounded bg-ground p-2 text-xs">
            {JSON.stringify(evidence.args, null, 2)}
          </pre>
        </dd>
      </div>
      {evidence.sql.length > 0 && (
        <div>
          <dt>{say('query')}</dt>
          {evidence.sql.map((statement) => (
            <dd key={statement}>
              <pre className="overflow-auto rounded bg-ground p-2 text-xs whitespace-pre-wrap">{statement}</pre>
            </dd>
          ))}
        </div>
      )}
    </dl>
  )
}
