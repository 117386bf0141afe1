/** How deliveries are measured, in words. */
export const deliveryDefinitions = (language: 'en' | 'zh', stuckDays: number): readonly string[] =>
  language === 'zh'
    ? [
        '配送时效 = 下单到送达的天数；中位数和 90 分位按线性插值。只看有效订单，按下单日期取时段。',
        '晚到 = 送达日晚于承诺日（当天任何时刻送达都算准时）；晚到率以有承诺日的已送达订单为分母，95% Wilson 区间。',
        `发货 ${stuckDays} 天仍未送达视为卡住；已过承诺日仍未送达为逾期，不计入晚到率。`,
        '对评分的影响：晚到订单的评分减去准时订单的评分；差评为 1–2 星，差异区间为 95%(Newcombe)。',
        '预计送达：取同城、同快递、同仓（不足 50 单时依次放宽到同城、同地区、全店）同样久仍未送达的订单，看它们最后用了多久；区间含其中 80%。',
      ]
    : [
        'Lead time = days from order to delivery; median and 90 % quantile by linear interpolation. Valid orders, by the day they were placed.',
        'Late = delivered on a day after the promised one (any hour of the promised day is in time); the late share is of delivered orders with a promised day, with a 95 % Wilson interval.',
        `Stuck = shipped ${stuckDays} days ago or more without delivery; overdue = the promised day is over and nothing came, which is not in the late share.`,
        'Effect on ratings: ratings of late orders minus those in time; bad = 1 or 2 stars, difference with a 95 % interval (Newcombe).',
        'Expected arrival: what parcels to the same city by the same carrier from the same warehouse (with fewer than 50, the same city, then the same region, then anywhere) took that had not come after as long either; the interval holds 80 % of them.',
      ]
