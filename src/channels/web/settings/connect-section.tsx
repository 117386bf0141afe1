import { Code } from '../drawer/code.tsx'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import { Section } from './section.tsx'

/** Text to paste into other programs: agents, chat clients, Slack, the shop's own site. */
export function ConnectSection() {
  const { say } = useText()
  const { origin } = location
  return (
    <>
      <p className="text-sm text-quiet">
        {say('connectHint')}{' '}
        <Link to="/settings/keys" className="text-accent underline">
          {say('section_keys')}
        </Link>
      </p>
      <Section title={say('mcpTitle')} hint={say('mcpHint')}>
        <Code
          text={JSON.stringify(
            { mcpServers: { kith: { url: `${origin}/mcp`, headers: { Authorization: 'Bearer kith_...' } } } },
            null,
            2,
          )}
        />
      </Section>
      <Section title={say('openaiTitle')} hint={say('openaiHint')}>
        <Code
          text={`from openai import OpenAI\n\nclient = OpenAI(base_url="${origin}/v1", api_key="kith_...")\nreply = client.chat.completions.create(\n    model="kith",\n    messages=[{"role": "user", "content": "Who are my best customers?"}],\n)\nprint(reply.choices[0].message.content)`}
        />
      </Section>
      <Section title={say('slackTitle')} hint={say('slackHint')}>
        <Code text={'SLACK_BOT_TOKEN=xoxb-...\nSLACK_SIGNING_SECRET=...'} />
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {(['events', 'commands', 'interactions'] as const).map((path) => (
            <div key={path} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-quiet">{say(`slack_${path}`)}</dt>
              <dd>
                <code className="break-all">{`${origin}/slack/${path}`}</code>
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={say('deskTitle')} hint={say('deskHint')}>
        <Code text={`${origin}/embed/customer#key=kith_...`} />
      </Section>
      <Section title={say('eventsTitle')} hint={say('eventsHint')}>
        <Code
          text={`curl -u kith_write_...: ${origin}/v1/track \\\n  -H 'content-type: application/json' \\\n  -d '{"userId": "C-10023", "event": "Product Viewed", "properties": {"product_id": "SKU-8841"}}'`}
        />
        <Code
          text={`const { Analytics } = require('@segment/analytics-node')\n\nconst analytics = new Analytics({ writeKey: 'kith_write_...', host: '${origin}' })\nanalytics.track({ userId: 'C-10023', event: 'Product Viewed', properties: { product_id: 'SKU-8841' } })`}
        />
      </Section>
    </>
  )
}
