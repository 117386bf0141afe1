import { z } from 'zod'
import { NotFoundError } from '../../../lib/errors.ts'
import { deleteSegment, readSegmentRow } from '../../../store/queries/segments/saved-segments.ts'
import { defineAction } from '../action-definition.ts'

/** Forgets a saved segment; its customers stay as they are. */
export const deleteSegmentAction = defineAction({
  name: 'delete_segment',
  args: z.strictObject({ segment_id: z.string() }),
  proposeNeed: 'propose:segment',
  approveNeed: 'approve:own_segments',
  needsSecondPerson: false,
  preview(ctx, { segment_id: id }) {
    const row = readSegmentRow(ctx.store, id)
    if (row === undefined) throw new NotFoundError('segment', id)
    return ctx.language === 'zh' ? `删除已保存的分群“${row.name}”。` : `Delete the saved segment "${row.name}".`
  },
  execute(ctx, { segment_id: id }) {
    if (!deleteSegment(ctx.store, id)) throw new NotFoundError('segment', id)
    return { segment_id: id }
  },
})
