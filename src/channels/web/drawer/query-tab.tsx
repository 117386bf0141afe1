import { useState } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { callTool } from '../data/api.ts'
import { Button } from '../parts/button.tsx'
import { useText } from '../text/use-text.ts'
import { Code } from './code.tsx'

type Rerun = { readonly state: 'running' } | { readonly state: 'same' | 'differs' | 'failed'; readonly words: string }

/** The queries as they ran, how to call the same from anywhere, and calling it again. */
export function QueryTab({ result }: { readonly result: ToolSuccess }) {
  const { say } = useText()
  const { evidence } = result
  const [rerun, setRerun] = useState<Rerun | null>(null)
  const runAgain = async (): Promise<void> => {
    setRerun({ state: 'running' })
    try {
      const again = await callTool(evidence.tool, evidence.args)
      const same = JSON.stringify(figuresOf(again)) === JSON.stringify(figuresOf(result))
      setRerun({
        state: same ? 'same' : 'differs',
        words: `${same ? say('rerunSame') : say('rerunDiffers')} (${say('took', { milliseconds: Math.round(again.evidence.elapsed_ms) })})`,
      })
    } catch (error) {
      setRerun({ state: 'failed', words: error instanceof Error ? error.message : String(error) })
    }
  }
  const call = `curl -s ${location.origin}/v1/tools/${evidence.tool} \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify({ args: evidence.args })}'`
  return (
    <div className="flex flex-col gap-4 text-sm">
      <div className="flex flex-col gap-2">
        <p className="eyebrow">{say('query')}</p>
        {evidence.sql.length === 0 ? (
          <p className="text-quiet">{say('noQuery')}</p>
        ) : (
          evidence.sql.map((statement) => <Code key={statement} text={statement} />)
        )}
      </div>
      <div>
        <p className="eyebrow pb-1">{say('sameCall')}</p>
        <Code text={call} />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button icon="again" disabled={rerun?.state === 'running'} onClick={() => void runAgain()}>
          {say('runAgain')}
        </Button>
        <span role="status" className="text-quiet">
          {rerun === null ? '' : rerun.state === 'running' ? `${say('working')}…` : rerun.words}
        </span>
      </div>
    </div>
  )
}

const figuresOf = ({ facts }: ToolSuccess): unknown => facts.map(({ id, value }) => [id, value])
