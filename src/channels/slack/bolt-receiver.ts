import { setImmediate } from 'node:timers/promises'
import type { App, Receiver, ReceiverEvent } from '@slack/bolt'

/** Slack waits three seconds for an acknowledgement and then sends the delivery again. */
const ACKNOWLEDGED_WITHIN_MS = 2500

type Body = ReceiverEvent['body']

/** Hands deliveries that came over Kith's own server to Bolt, and gives back what Bolt acknowledges them with. */
export class BoltReceiver implements Receiver {
  private app: App | null = null
  private readonly holdOpen: (work: Promise<unknown>) => void

  /** @param holdOpen - told of work that was acknowledged and goes on, so that a stop waits for it */
  constructor(holdOpen: (work: Promise<unknown>) => void) {
    this.holdOpen = holdOpen
  }

  init(app: App): void {
    this.app = app
  }

  start(): Promise<void> {
    return Promise.resolve()
  }

  stop(): Promise<void> {
    return Promise.resolve()
  }

  deliver(body: Body, retryNum: number | undefined): Promise<Response> {
    const { app } = this
    if (app === null) return Promise.resolve(new Response(null, { status: 503 }))
    const process = (ack: (reply?: unknown) => Promise<void>): Promise<void> =>
      app.processEvent({ body, ...(retryNum === undefined ? {} : { retryNum }), ack })
    if (body['type'] === 'event_callback') {
      // An event is acknowledged without a word, so the acknowledgement waits for nothing; its work begins after it has left.
      // What fails goes to the app's own error handler.
      this.holdOpen(setImmediate().then(() => process(() => Promise.resolve())))
      return Promise.resolve(new Response(null, { status: 200 }))
    }
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(new Response(null, { status: 503 })), ACKNOWLEDGED_WITHIN_MS)
      const answer = (response: Response): void => {
        clearTimeout(late)
        resolve(response)
      }
      const work = process((reply) => {
        answer(acknowledgement(reply))
        return Promise.resolve()
      }).then(
        // Nobody listens to this kind of delivery: Slack is told so, and does not send it again.
        () => answer(new Response(null, { status: 200 })),
        () => answer(new Response(null, { status: 500 })),
      )
      this.holdOpen(work)
    })
  }
}

const acknowledgement = (reply: unknown): Response => {
  if (reply === undefined || reply === null || reply === '') return new Response(null, { status: 200 })
  return typeof reply === 'string' ? new Response(reply) : Response.json(reply)
}
