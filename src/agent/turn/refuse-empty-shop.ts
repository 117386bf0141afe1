import type { ToolFailure } from '../../lib/tool-result.ts'
import { hasData } from '../../services/shop/has-data.ts'
import type { ServiceContext } from '../../services/context.ts'

/** What can be asked of a shop in which nothing has come in yet. */
const NEED_NO_DATA: ReadonlySet<string> = new Set([
  'describe_data',
  'explain_metric',
  'list_alerts',
  'list_proposals',
  'design_experiment',
  'export_personal_data',
  'erase_personal_data',
])

/**
 * Why a call is not made in a shop without any facts: an answer that nobody matches, or that revenue was nothing, would be
 * true of no shop. Null where there are facts, or where the tool needs none.
 */
export const refuseEmptyShop = (tool: string, ctx: Pick<ServiceContext, 'store'>): ToolFailure | null =>
  NEED_NO_DATA.has(tool) || hasData(ctx)
    ? null
    : {
        ok: false,
        error: {
          code: 'INVALID_INPUT',
          message: 'there are no data in this shop yet',
          field: null,
          hint: 'Drop an order file on the data page, import one with `kith import FILE`, or load the demo shop with `kith demo`.',
          details: { reason_code: 'no_data' },
        },
      }
