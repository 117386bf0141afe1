import { readTickets, type TicketRow } from '../../store/queries/voice/read-tickets.ts'
import type { VoiceRow } from '../../store/queries/voice/read-ratings.ts'
import type { ServiceContext } from '../context.ts'
import { scoreReviewText } from '../reviews/score-review-text.ts'

/** A ticket with what it is about and how its customer sounds. */
export interface Ticket extends TicketRow, VoiceRow {
  /** The class that the source gives; where it gives none, the aspect that the text speaks of first; else `other`. */
  readonly issueClass: string
  /** True where the class was read from the text. */
  readonly classRead: boolean
  /** [-1, 1]; null where nothing was written, or nothing that is read here. */
  readonly mood: number | null
}

/** Tickets opened on local days [fromDay, toDay), as far as they are known as of the context. */
export function readDesk(
  ctx: ServiceContext,
  { fromDay, toDay }: { readonly fromDay: number; readonly toDay: number },
): Ticket[] {
  const { zone } = ctx.shop
  const rows = readTickets(ctx.store, {
    from: zone.startOfDay(fromDay),
    to: zone.startOfDay(toDay),
    until: ctx.asOf.until,
  })
  return rows.map((row) => {
    const read = scoreReviewText([row.subject, row.words].filter((part) => part !== null && part !== '').join('\n'))
    const given = row.issue?.trim().toLowerCase().replaceAll(/\s+/g, '_') ?? ''
    return {
      ...row,
      day: zone.dayOf(row.at),
      issueClass: given !== '' ? given : (read.mentions[0]?.aspect ?? 'other'),
      classRead: given === '' && read.mentions.length > 0,
      mood: read.sentiment,
    }
  })
}
