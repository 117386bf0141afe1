import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { KithError } from '../../lib/errors.ts'
import type { Runtime } from '../runtime.ts'
import type { SlackChannel } from './create-slack-channel.ts'

const LARGEST_DELIVERY = 1024 * 1024

/** `POST /slack/events`, `/slack/commands` and `/slack/interactions`: the addresses of the Slack app's page. */
export function slackRoutes(runtime: Runtime): Hono {
  const routes = new Hono()
  const { slack } = runtime
  let channel: Promise<SlackChannel> | null = null
  const limit = bodyLimit({
    maxSize: LARGEST_DELIVERY,
    onError: () => {
      throw new KithError('TOO_LARGE', 'the delivery is larger than 1 MiB')
    },
  })
  for (const path of ['/slack/events', '/slack/commands', '/slack/interactions']) {
    routes.post(path, limit, async (c) => {
      if (slack === null) {
        throw new KithError('UNAVAILABLE', 'Slack is not set up here', {
          hint: 'Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET and start again; the README says how.',
        })
      }
      // Loaded by the first delivery: what Slack needs (Bolt, the drawing of charts) takes tens of megabytes.
      channel ??= import('./create-slack-channel.ts').then(({ createSlackChannel }) =>
        createSlackChannel(runtime, slack),
      )
      return (await channel).deliver({ headers: c.req.raw.headers, body: await c.req.text() })
    })
  }
  return routes
}
