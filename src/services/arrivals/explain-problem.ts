import type { CallProblem } from '../../importing/calls/import-calls.ts'
import type { ArrivalProblem } from './arrival.ts'

const HINTS: Readonly<Record<string, string>> = {
  missing_identity: 'Every call names a userId, an anonymousId or both.',
  unknown_call: 'type is track, page, screen, identify, alias or group; a track call names its event.',
  invalid_date: 'Write timestamps in ISO 8601 with a zone: 2026-06-30T10:00:00.000Z.',
  future_date:
    'The timestamp lies more than a day ahead of this server; send sentAt so that a wrong clock can be put right.',
  missing_field: 'This field must be there.',
  not_a_number: 'Write amounts and quantities as plain numbers such as 12.5.',
  not_a_whole_number: 'Write quantities as whole numbers.',
  not_an_object: 'Each call is a JSON object.',
  not_text: 'This field is a text.',
  nested_too_deeply: 'Send properties that nest no deeper than thirty levels.',
  event_too_large: 'A call may have 32 kB at most.',
  id_too_long: 'Ids may have 256 characters at most.',
  control_character: 'Ids hold no control characters such as NUL.',
  number_too_long: 'Write ids of more than fifteen digits as text.',
  unknown_currency: 'Write the currency as an ISO 4217 code such as CNY.',
  mixed_currencies: 'All amounts of a call are in one currency.',
  no_exchange_rate: 'Import exchange_rates that cover the day of the call, then send it again.',
  amount_out_of_range: 'The amount is larger than money can hold.',
  unknown_order:
    'The order is not known, so what a full refund gives back is not either: name products with prices, or a total.',
}

/** Why a call became no fact, for whoever sent it. */
export const explainProblem = ({ index, messageId, reason, column, value }: CallProblem): ArrivalProblem => ({
  index,
  message_id: messageId,
  reason,
  field: column,
  value,
  hint: HINTS[reason] ?? 'Mend the call and send it again under the same messageId.',
})
