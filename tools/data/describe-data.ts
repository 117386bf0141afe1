import { z } from 'zod'
import { describeData } from '../../src/services/data/describe-data.ts'
import { defineTool } from '../define-tool.ts'

const text = z.string().nullable()
const tally = z.record(z.string(), z.number())

export const describeDataTool = defineTool({
  name: 'describe_data',
  description:
    'What data the shop has: tables with rows and dates, imported files with their ledgers (read = imported + duplicates + ' +
    'quarantined, reasons, quarantine file), what figures leave out, a quality score, currency, zone, as-of. import_id ' +
    'narrows to one import; freshness takes a customer id and says how fresh that profile is.',
  scope: 'read:data_quality',
  input: z.object({
    import_id: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe("an import id or file name as listed here, 'latest', or 'latest_' and a kind such as latest_orders"),
    freshness: z.string().min(1).max(200).optional().describe('id of a customer'),
  }),
  output: z.object({
    tables: z.array(z.object({ table: z.string(), rows: z.number(), from: text, to: text })).readonly(),
    imports: z
      .array(
        z.object({
          import_id: z.string(),
          file: z.string(),
          kind: z.string(),
          preset: text,
          status: z.string(),
          started_at: z.string(),
          finished_at: text,
          read: z.number(),
          imported: z.number(),
          updated: z.number(),
          duplicates: z.number(),
          quarantined: z.number(),
          reasons: tally,
          left_out: tally,
          quarantine_file: text,
          warnings: z.array(z.string()).readonly(),
          seconds: z.number(),
        }),
      )
      .readonly(),
    left_out: z.object({ imported_rows: tally, orders: tally }),
    quality: z.object({
      accepted: z.number().nullable(),
      identified: z.number().nullable(),
      usable: z.number().nullable(),
      score: z.number().nullable(),
    }),
    currency: z.string(),
    time_zone: z.string(),
    as_of: z.string(),
    watermarks: z
      .array(z.object({ name: z.string(), fact_version: z.number(), as_of: text, updated_at: z.string() }))
      .readonly(),
    freshness: z
      .object({
        customer_id: z.string(),
        last_event_at: text,
        last_event: text,
        last_event_product: text,
        last_order_at: text,
        last_received_at: text,
        profile_at: z.string(),
        profile_delay_ms: z.number().nullable(),
      })
      .nullable(),
  }),
  run: ({ ctx, input }) => describeData({ ctx, input }),
})
