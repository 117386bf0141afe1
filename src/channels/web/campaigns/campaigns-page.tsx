import { useTool } from '../data/use-tool.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice } from '../parts/states.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { ToolResultView } from '../tables/tool-result-view.tsx'
import { useText } from '../text/use-text.ts'
import { CampaignEffect } from './campaign-effect.tsx'
import { ExperimentVerdict } from './experiment-verdict.tsx'

/** What campaigns brought: their rates with intervals, what is due to them, and the test of one version against another. */
export default function CampaignsPage() {
  const { say } = useText()
  const { query } = useAddress()
  const campaigns = useTool('evaluate_campaign', {})
  const names = (campaigns.data?.table?.rows ?? []).flatMap((row) => {
    const name = row['campaign']
    return typeof name === 'string' ? [name] : []
  })
  const picked = query.get('campaign') ?? names[0] ?? null
  const evaluation = useTool('evaluate_campaign', picked === null ? null : { campaign: picked })
  const experiment = useTool('evaluate_experiment', picked === null ? null : { experiment: picked })
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5">
      <PageTitle title={say('campaigns')} hint={say('campaignsHint')}>
        {names.length > 0 && (
          <label className="flex flex-col gap-1 text-sm">
            <span className="eyebrow">{say('campaign')}</span>
            <select
              className="field"
              value={picked ?? ''}
              onChange={(event) => setQuery({ campaign: event.target.value })}
            >
              {names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </PageTitle>
      {campaigns.problem?.field === 'campaign' ? (
        <div className="card">
          <Notice icon="flag" title={say('noCampaigns')}>
            {say('noCampaignsHint')}
          </Notice>
        </div>
      ) : (
        <Panel title={say('allCampaigns')} resource={campaigns}>
          {(result) => (
            <ToolResultView
              name="campaigns"
              title={say('allCampaigns')}
              result={result}
              figures={0}
              tableFirst
              inHead
            />
          )}
        </Panel>
      )}
      {picked !== null && (
        <>
          <Panel title={say('resultOf', { name: picked })} resource={evaluation}>
            {(result) => (
              <>
                <CampaignEffect result={result} />
                <ToolResultView name="campaign" title={picked} result={result} figures={0} />
              </>
            )}
          </Panel>
          <Panel title={say('experimentOf', { name: picked })} resource={experiment}>
            {(result) => (
              <>
                <ExperimentVerdict result={result} />
                <ToolResultView name="experiment" title={picked} result={result} figures={0} />
              </>
            )}
          </Panel>
        </>
      )}
    </div>
  )
}
