import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { personHash } from '../../lib/person-hash.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import { forgetLog } from '../../store/queries/privacy/erase-person.ts'
import {
  countOldThreads,
  countSilentCustomers,
  deleteOldThreads,
  listSilentCustomers,
} from '../../store/queries/privacy/stale-rows.ts'
import { inTransaction } from '../../store/queries/proposals/proposals.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { readSetting } from '../settings/read-setting.ts'
import { erasePerson } from './erase-person.ts'
import { readPersonById } from './find-person.ts'

/** Settings that say for how many days something is kept; 0 keeps it until somebody erases it. */
export const RETENTION_SETTINGS = ['keep_conversations_days', 'keep_rejected_rows_days', 'keep_people_days'] as const
export type RetentionSetting = (typeof RETENTION_SETTINGS)[number]

export interface RetentionSweep {
  readonly conversations: number
  readonly rejected_row_files: number
  readonly people: number
}

/** Erasing one person reads the files beside the store: more than these wait for the next night. */
const PEOPLE_A_NIGHT = 500

/**
 * Removes what the shop no longer keeps: conversations in which nothing was said for so long, files of rejected rows, and
 * the persons of customers without any sign of life, whose orders stay as orders of nobody. Unlike someone who asked to be
 * erased, such a customer may come back with a new order. What went is in the audit chain, by number.
 */
export function sweepRetention({ ctx }: { ctx: ServiceContext }): RetentionSweep {
  authorise(ctx, 'import')
  const { store } = ctx
  const before = (setting: RetentionSetting): number | null => keptSince(ctx, readSetting(store, setting))
  const [threads, files, people] = RETENTION_SETTINGS.map(before)
  const conversations = threads == null ? 0 : inTransaction(store, () => deleteOldThreads(store, threads))
  const stale = files == null ? [] : staleFiles(ctx, files)
  for (const path of stale) rmSync(path)
  const silent = people == null ? [] : listSilentCustomers(store, people, PEOPLE_A_NIGHT)
  for (const customerId of silent) {
    inTransaction(store, () => {
      const { rows } = erasePerson(ctx, readPersonById(ctx, customerId), { barsReturn: false })
      recordAudit(ctx, {
        action: 'erase',
        subject: `customer:${personHash(ctx.vault, customerId).toString('hex')}`,
        details: { reason: 'retention', rows },
      })
    })
  }
  const swept: RetentionSweep = { conversations, rejected_row_files: stale.length, people: silent.length }
  if (Object.values(swept).some((count) => count > 0)) {
    recordAudit(ctx, { action: 'retention', subject: 'all', details: { ...swept } })
    forgetLog(store)
  }
  return swept
}

/** How much a limit would remove the next night, before it is set. */
export function countBeyondRetention(ctx: ServiceContext, setting: RetentionSetting, days: number): number {
  const before = keptSince(ctx, days)
  if (before === null) return 0
  if (setting === 'keep_conversations_days') return countOldThreads(ctx.store, before)
  if (setting === 'keep_people_days') return countSilentCustomers(ctx.store, before)
  return staleFiles(ctx, before).length
}

const keptSince = (ctx: ServiceContext, days: number): number | null =>
  days === 0 ? null : ctx.clock() - days * MS_PER_DAY

function staleFiles(ctx: ServiceContext, before: number): string[] {
  const folder = join(ctx.home, 'quarantine')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => {
      const file = statSync(path)
      return file.isFile() && file.mtimeMs < before
    })
}
