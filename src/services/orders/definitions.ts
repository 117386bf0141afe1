import type { Language } from '../../lib/answer.ts'

/** How the figures of order lists are computed, in words. */
export const orderDefinitions = (
  language: Language,
  { returnWindowDays, stuckParcelDays }: { readonly returnWindowDays: number; readonly stuckParcelDays: number },
): readonly string[] =>
  language === 'zh'
    ? [
        '金额 = 售出行金额减去行与订单折扣；不含运费和税。已取消、测试、零金额的订单会列出，但不计入有效订单和金额合计。',
        `晚到 = 送达日晚于承诺日；未送达则与统计日相比。滞留 = 发货满 ${stuckParcelDays} 天仍未送达。`,
        `退货截止日 = 送达日之后 ${returnWindowDays} 天（店铺设置）。`,
      ]
    : [
        'Amount = sold lines minus line and order discounts, without shipping and tax. Cancelled, test and zero orders are listed, but count neither as valid orders nor in the total.',
        `Late = delivered on a later day than promised; while it is not delivered, the as-of day counts. Stuck = shipped at least ${stuckParcelDays} days ago and not delivered.`,
        `Return deadline = ${returnWindowDays} days after the day of delivery (a setting of the shop).`,
      ]
