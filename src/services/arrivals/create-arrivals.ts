import { randomUUID } from 'node:crypto'
import { setImmediate, setTimeout as pause } from 'node:timers/promises'
import {
  importCalls,
  isBusy,
  type CallBatch,
  type CallCounts,
  type CallsImported,
} from '../../importing/calls/import-calls.ts'
import { nameCalls } from '../../importing/calls/name-calls.ts'
import { noteChangedCustomers } from '../../features/note-changed-customers.ts'
import { KithError } from '../../lib/errors.ts'
import { withoutWaiting } from '../../store/queries/facts/without-waiting.ts'
import { readCommits, readFactVersion } from '../../store/queries/features/read-fact-version.ts'
import type { Actor } from '../access/actor.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { changesOfArrivals } from '../changes/changes-of-arrivals.ts'
import { noteChanges } from '../changes/note-changes.ts'
import type { ServiceContext } from '../context.ts'
import type { ArrivalReceipt, ArrivalRequest } from './arrival.ts'
import { arrivalCurrency } from './arrival-currency.ts'
import { explainProblem } from './explain-problem.ts'
import { createAlertWatch } from './alert-watch.ts'
import { customersOf, scoreArrivals } from './follow-arrivals.ts'

export interface Arrivals {
  /**
   * Takes calls in. When this resolves they are stored durably, each once by its messageId, whenever and however often it
   * came before; what follows from them (scores, alerts) follows within moments.
   *
   * @throws {KithError} FORBIDDEN by role; UNAVAILABLE when another command writes for too long: send them again
   */
  receive(request: ArrivalRequest): Promise<ArrivalReceipt>
  /** Waits until all that was taken in, and all that follows from it, is done. */
  settled(): Promise<void>
}

interface Waiting {
  readonly request: ArrivalRequest
  readonly calls: readonly unknown[]
  readonly receivedAt: number
  readonly resolve: (receipt: ArrivalReceipt) => void
  readonly reject: (error: unknown) => void
}

/** Calls written in one go: few enough that questions wait for tens of milliseconds, many enough that one sync pays for all. */
const CALLS_AT_ONCE = 1000
/** An import of files holds the store for up to ten seconds at a time. */
const LONGEST_WAIT_MS = 15_000
const RETRY_MS = 20

/** Rules look at the whole shop, whoever sends the events. */
const WATCHER: Actor = { id: 'alerts', role: 'admin', boundCustomerId: null, channel: 'job', sharedChannel: false }

/**
 * The way in for events. Requests that wait together are written together, and none waits for the store in a way that would
 * keep the server from answering: while another connection writes, calls are held back and tried again.
 */
export function createArrivals({
  contextFor,
  currencyIsSet,
}: {
  readonly contextFor: (actor: Actor) => ServiceContext
  /** Whether the settings name the shop's currency; otherwise its first order may. */
  readonly currencyIsSet: boolean
}): Arrivals {
  const watch = createAlertWatch(() => contextFor(WATCHER))
  const waiting: Waiting[] = []
  let draining: Promise<void> | null = null

  const drain = async (): Promise<void> => {
    // Requests of the same turn of the event loop go together.
    await setImmediate()
    while (waiting.length > 0) {
      const group = nextGroup(waiting)
      try {
        await writeGroup(group)
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
      await setImmediate()
    }
    draining = null
  }

  const writeGroup = async (group: readonly Waiting[]): Promise<void> => {
    const [first] = group
    if (first === undefined) return
    const { sender } = first.request
    if (!currencyIsSet)
      arrivalCurrency(
        contextFor(sender.actor),
        group.flatMap(({ calls }) => calls),
      )
    const ctx = contextFor(sender.actor)
    const counts: CallCounts[][] = group.map(() => [])
    let importId = ''
    for (const slice of slicesOf(group)) {
      const imported = await importPatiently(
        ctx,
        sender,
        slice.map(({ batch }) => batch),
      )
      importId = imported.importId
      slice.forEach(({ owner }, position) => {
        const counted = imported.batches[position]
        if (counted !== undefined) counts[owner]?.push(counted)
      })
      follow(contextFor(sender.actor), imported)
      await setImmediate()
    }
    group.forEach(({ resolve }, position) => resolve(receiptOf(counts[position] ?? [], importId)))
  }

  /** What is stored is stored: a failure to follow it up is ours to mend, not the sender's. */
  const follow = (ctx: ServiceContext, written: Written): void => {
    try {
      const rescored = scoreArrivals(ctx, written, written.customerIds)
      noteChanges(ctx, changesOfArrivals(written, written.customerIds, rescored))
      watch.changed(written.customerIds, rescored)
    } catch (error) {
      ctx.log.error({ err: error }, 'new events were stored, and what follows from them was not done')
    }
  }

  return {
    receive: (request) =>
      new Promise((resolve, reject) => {
        const ctx = contextFor(request.sender.actor)
        authorise(ctx, 'write:events')
        waiting.push({
          request,
          calls: nameCalls(request.calls, randomUUID()),
          receivedAt: ctx.clock(),
          resolve,
          reject,
        })
        draining ??= drain()
      }),
    settled: async () => {
      while (draining !== null) await draining
      await watch.settled()
    },
  }
}

/** Takes the first request and those right behind it from the same sender, as far as they may be written in one go. */
function nextGroup(waiting: Waiting[]): readonly Waiting[] {
  const senderId = waiting[0]?.request.sender.actor.id
  let calls = 0
  const end = waiting.findIndex(({ request, calls: own }) => {
    calls += own.length
    return request.sender.actor.id !== senderId || (calls > CALLS_AT_ONCE && calls > own.length)
  })
  return waiting.splice(0, end < 0 ? waiting.length : end)
}

interface Written extends CallsImported {
  /** Everybody whom the calls are about. */
  readonly customerIds: readonly string[]
}

interface Slice {
  /** Position of its request in the group. */
  readonly owner: number
  readonly batch: CallBatch
}

/** Cuts the requests of a group into what is written in one go. */
function slicesOf(group: readonly Waiting[]): readonly (readonly Slice[])[] {
  const slices: Slice[][] = [[]]
  let held = 0
  for (const [owner, { request, calls, receivedAt }] of group.entries()) {
    for (let from = 0; from < calls.length; from += CALLS_AT_ONCE) {
      const part = calls.slice(from, from + CALLS_AT_ONCE)
      if (held > 0 && held + part.length > CALLS_AT_ONCE) {
        slices.push([])
        held = 0
      }
      slices.at(-1)?.push({ owner, batch: { calls: part, sentAt: request.sentAt, receivedAt, from } })
      held += part.length
    }
  }
  return slices
}

/** Writes calls as soon as no other connection does. */
async function importPatiently(
  ctx: ServiceContext,
  sender: ArrivalRequest['sender'],
  batches: readonly CallBatch[],
): Promise<Written> {
  const { store, vault, clock } = ctx
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      const named = { id: sender.actor.id, name: sender.name }
      const before = readFactVersion(store)
      const commits = readCommits(store)
      const imported = withoutWaiting(store, () =>
        importCalls({ store, vault, shop: ctx.shop, clock, sender: named, batches }),
      )
      const customerIds = customersOf(ctx, imported)
      // Another connection may have written just before ours: then its customers are not known here.
      if (readCommits(store) <= commits + 1) noteChangedCustomers(store, before, readFactVersion(store), customerIds)
      const updated = imported.batches.reduce((sum, counts) => sum + counts.updated, 0)
      if (updated > 0) recordAudit(ctx, { action: 'import', subject: imported.importId, details: { updated } })
      return { ...imported, customerIds }
    } catch (error) {
      if (!isBusy(error)) throw error
      if (waited >= LONGEST_WAIT_MS) {
        throw new KithError('UNAVAILABLE', 'another command is writing to the store', {
          hint: 'Send the same calls again in a moment: what was stored already counts once.',
          cause: error,
        })
      }
      await pause(RETRY_MS)
    }
  }
}

function receiptOf(parts: readonly CallCounts[], importId: string): ArrivalReceipt {
  const sum = (read: (counts: CallCounts) => number): number => parts.reduce((total, part) => total + read(part), 0)
  const quarantined = sum((part) => part.quarantined)
  const ignored = sum((part) => part.ignored)
  return {
    success: quarantined === 0,
    received: sum((part) => part.read) + ignored,
    imported: sum((part) => part.imported),
    updated: sum((part) => part.updated),
    duplicates: sum((part) => part.duplicates),
    quarantined,
    ignored,
    problems: parts.flatMap((part) => part.problems).map(explainProblem),
    import_id: importId,
  }
}
