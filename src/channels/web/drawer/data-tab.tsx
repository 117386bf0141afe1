import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { Button } from '../parts/button.tsx'
import { downloadCsv } from '../tables/download-csv.ts'
import { ResultTableView } from '../tables/result-table.tsx'
import { useText } from '../text/use-text.ts'

const SHOWN = 100

/** The rows behind the result, as many as a reader looks through, and all of them to take away. */
export function DataTab({ result: { table, evidence } }: { readonly result: ToolSuccess }) {
  const { say } = useText()
  if (table === null) return <p className="text-sm text-quiet">{say('noTable')}</p>
  return (
    <div className="flex flex-col gap-3">
      <div className="card overflow-hidden">
        <ResultTableView table={{ ...table, rows: table.rows.slice(0, SHOWN) }} label={evidence.tool} />
      </div>
      <Button icon="download" onClick={() => downloadCsv({ ...table, title: evidence.tool })}>
        {say('downloadCsv')}
      </Button>
    </div>
  )
}
