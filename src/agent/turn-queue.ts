import { KithError } from '../lib/errors.ts'

export interface TurnQueueLimits {
  /** Turns that are worked on at once. */
  readonly running: number
  /** Turns that may wait for their place; further ones are refused. */
  readonly waiting: number
  /** Milliseconds that a turn may wait; one that has waited longer is answered without being worked on. */
  readonly waitMs: number
}

export interface TurnRequest {
  /** Whose turn it is: those who wait are served in turn, however many turns one of them has asked for. */
  readonly asker: string
  /** Turns of one thread follow one another: two at once would give out the same result ids. */
  readonly threadId?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Told how many turns come before, at once and whenever it has changed. */
  readonly onWait?: (ahead: number) => void
}

export interface TurnQueue {
  /**
   * Does the work when its place comes. It is told whether that was in time: a turn that has waited too long is handed to
   * its work without a place, to be answered at once.
   *
   * @throws {KithError} UNAVAILABLE when too many wait, with `retry_after_seconds`; CANCELLED when the signal was aborted
   * while the turn waited
   */
  readonly run: <Result>(request: TurnRequest, work: (inTime: boolean) => Promise<Result>) => Promise<Result>
  readonly load: () => { readonly running: number; readonly waiting: number }
}

interface Waiting {
  readonly request: TurnRequest
  /** Takes it out of the line and goes on with it. */
  readonly begin: (inTime: boolean) => void
  told: number | null
}

interface Asker {
  running: number
  /** Number of the turn that was begun last. */
  served: number
}

const TELL_EVERY_MS = 2000
const SHORTEST_RETRY_S = 2

/**
 * Places for so many turns at once, and a line for the others. The next turn is that of whoever has the fewest turns running,
 * and among those of whoever was served longest ago.
 */
export function createTurnQueue(limits: TurnQueueLimits): TurnQueue {
  const askers = new Map<string, Asker>()
  const busyThreads = new Set<string>()
  let line: Waiting[] = []
  let running = 0
  let begun = 0
  let teller: NodeJS.Timeout | null = null

  const askerOf = (id: string): Asker => askers.get(id) ?? { running: 0, served: 0 }
  const isFree = ({ threadId }: TurnRequest): boolean => threadId === undefined || !busyThreads.has(threadId)

  /** The line in the order in which it will be served, threads aside. */
  function inOrder(): readonly Waiting[] {
    const rounds = new Map<string, number>()
    return line
      .map((one) => {
        const { asker } = one.request
        const round = rounds.get(asker) ?? askerOf(asker).running
        rounds.set(asker, round + 1)
        return { one, round, served: askerOf(asker).served }
      })
      .toSorted((a, b) => a.round - b.round || a.served - b.served)
      .map(({ one }) => one)
  }

  function tell(): void {
    inOrder().forEach((one, ahead) => {
      if (one.told === ahead) return
      one.told = ahead
      one.request.onWait?.(ahead)
    })
  }

  function beginNext(): void {
    while (running < limits.running) {
      const next = inOrder().find(({ request }) => isFree(request))
      if (next === undefined) break
      next.begin(true)
    }
    if (line.length > 0 || teller === null) return
    clearInterval(teller)
    teller = null
  }

  function take({ asker: id, threadId }: TurnRequest): () => void {
    const asker = askerOf(id)
    askers.set(id, asker)
    running += 1
    asker.running += 1
    asker.served = begun += 1
    if (threadId !== undefined) busyThreads.add(threadId)
    return () => {
      running -= 1
      asker.running -= 1
      if (threadId !== undefined) busyThreads.delete(threadId)
      if (asker.running === 0 && !line.some(({ request }) => request.asker === id)) askers.delete(id)
      beginNext()
    }
  }

  /** Resolves when the turn has its place (to what gives it back), or has waited too long (to null). */
  function wait(request: TurnRequest): Promise<(() => void) | null> {
    const { signal } = request
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', withdraw)
        line = line.filter((other) => other !== one)
      }
      const one: Waiting = {
        request,
        told: null,
        begin: (inTime) => {
          leave()
          resolve(inTime ? take(request) : null)
        },
      }
      const withdraw = (): void => {
        leave()
        reject(withdrawn())
      }
      const timer = setTimeout(() => one.begin(false), limits.waitMs)
      signal?.addEventListener('abort', withdraw)
      line.push(one)
      one.told = inOrder().indexOf(one)
      request.onWait?.(one.told)
      teller ??= setInterval(tell, TELL_EVERY_MS)
    })
  }

  return {
    async run(request, work) {
      if (request.signal?.aborted === true) throw withdrawn()
      const atOnce = running < limits.running && isFree(request)
      if (!atOnce && line.length >= limits.waiting) throw full(limits, running + line.length)
      const done = atOnce ? take(request) : await wait(request)
      try {
        return await work(done !== null)
      } finally {
        done?.()
      }
    },
    load: () => ({ running, waiting: line.length }),
  }
}

const withdrawn = (): KithError => new KithError('CANCELLED', 'the question was withdrawn before its turn came')

function full({ running, waiting }: TurnQueueLimits, asked: number): KithError {
  const seconds = Math.max(SHORTEST_RETRY_S, Math.ceil(waiting / running / 2))
  return new KithError('UNAVAILABLE', `${asked} questions are being answered or wait, and no more can wait now`, {
    hint: `Ask again in ${seconds} seconds.`,
    details: { retry_after_seconds: seconds },
  })
}
