import { simpleFacts } from '../../store/queries/facts/simple-facts.ts'
import { quarantined } from './outcome.ts'
import { flagOf, numberOf, textOf } from './record-values.ts'
import { simpleWriter } from './simple-writer.ts'
import type { KindWriter, WriteFrame } from './write-frame.ts'

const RELATIONS = ['referral', 'follow', 'household']
const CONSENTS = ['email', 'sms', 'profiling']

/** Writers of what ties customers to each other, to consents and to campaigns. */
export const customerFactWriters = {
  relations: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.relations(frame.store),
      key: (row) => [row.customerId, row.kind, row.relatedId],
      instant: 'since',
      customer: (row) => [
        [row.customerId, row.since],
        [row.relatedId, row.since],
      ],
      row: (values) => {
        const kind = (textOf(values, 'kind') ?? '').toLowerCase()
        if (!RELATIONS.includes(kind)) return quarantined('unknown_relation', 'kind', kind)
        return {
          customerId: textOf(values, 'customer_id') ?? '',
          relatedId: textOf(values, 'related_id') ?? '',
          kind,
          since: numberOf(values, 'since') ?? 0,
        }
      },
    }),

  consents: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.consents(frame.store),
      key: (row) => [row.customerId, row.kind, row.changedAt],
      instant: 'changed_at',
      customer: (row) => [[row.customerId, row.changedAt]],
      row: (values) => {
        const kind = (textOf(values, 'kind') ?? '').toLowerCase()
        if (!CONSENTS.includes(kind)) return quarantined('unknown_consent', 'kind', kind)
        return {
          customerId: textOf(values, 'customer_id') ?? '',
          kind,
          changedAt: numberOf(values, 'changed_at') ?? 0,
          granted: flagOf(values, 'granted') ?? 0,
          source: textOf(values, 'source'),
        }
      },
    }),

  campaigns: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.campaigns(frame.store),
      key: (row) => [row.id],
      row: (values) => ({
        id: textOf(values, 'campaign_id') ?? '',
        name: textOf(values, 'name') ?? '',
        channel: textOf(values, 'channel')?.toLowerCase() ?? null,
        goal: textOf(values, 'goal'),
        startsAt: numberOf(values, 'starts_at') ?? 0,
        endsAt: numberOf(values, 'ends_at'),
        costMinor: frame.money.minor(values, 'cost', 1),
        offer: textOf(values, 'offer'),
      }),
    }),

  exposures: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.exposures(frame.store),
      key: (row) => [row.campaignId, row.customerId],
      instant: 'sent_at',
      customer: (row) => [[row.customerId, row.sentAt ?? row.deliveredAt ?? frame.now]],
      row: (values) => ({
        campaignId: textOf(values, 'campaign_id') ?? '',
        customerId: textOf(values, 'customer_id') ?? '',
        variant: textOf(values, 'variant') ?? '',
        isControl: flagOf(values, 'is_control') ?? 0,
        sentAt: numberOf(values, 'sent_at'),
        deliveredAt: numberOf(values, 'delivered_at'),
        openedAt: numberOf(values, 'opened_at'),
        clickedAt: numberOf(values, 'clicked_at'),
        unsubscribedAt: numberOf(values, 'unsubscribed_at'),
      }),
    }),
} as const
