import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice } from '../parts/states.tsx'
import { ResultTableView } from '../tables/result-table.tsx'
import { useText } from '../text/use-text.ts'

interface BriefData {
  readonly findings?: readonly (
    | string
    | { readonly text?: string; readonly title?: string; readonly summary?: string }
  )[]
}

/** The findings of the day, the weightiest first. */
export function BriefPanel() {
  const { say } = useText()
  const brief = useTool<BriefData>('get_brief', {})
  return (
    <Panel title={say('briefOfDay')} resource={brief} aside={(result) => <HowButton name="brief" result={result} />}>
      {(result) => {
        const findings = (result.data.findings ?? []).flatMap((finding) => {
          const words = typeof finding === 'string' ? finding : (finding.text ?? finding.summary ?? finding.title)
          return words === undefined ? [] : [words]
        })
        if (findings.length > 0)
          return (
            <ol className="list-inside list-decimal px-4 py-3 marker:text-accent">
              {findings.map((words) => (
                <li key={words} className="py-0.5">
                  {words}
                </li>
              ))}
            </ol>
          )
        return result.table === null || result.table.rows.length === 0 ? (
          <Notice icon="check" title={say('quietDay')} />
        ) : (
          <ResultTableView table={result.table} label={say('briefOfDay')} />
        )
      }}
    </Panel>
  )
}
