import type { Store } from '../../open.ts'

/** Everything that a person wrote, each text once: reviews, tickets, answers to surveys, reasons of returns. */
export const readOwnTexts = ({ sqlite }: Store, customerId: string): string[] =>
  sqlite
    .prepare<[{ customerId: string }], string>(
      `SELECT text FROM (
         SELECT title AS text FROM reviews WHERE customer_id = @customerId
         UNION SELECT body FROM reviews WHERE customer_id = @customerId
         UNION SELECT subject FROM tickets WHERE customer_id = @customerId
         UNION SELECT m.body FROM ticket_messages m JOIN tickets t ON t.id = m.ticket_id WHERE t.customer_id = @customerId
         UNION SELECT comment FROM surveys WHERE customer_id = @customerId
         UNION SELECT reason FROM returns WHERE customer_id = @customerId)
       WHERE text IS NOT NULL AND text <> ''`,
    )
    .pluck()
    .all({ customerId })
