/** How levels, their moves and rules for them are counted, in words. */
export const LEVEL_DEFINITIONS = {
  en: {
    levels: [
      'Level = the one that a customer held at the end of the period, by the dated changes that were imported; the level whose members spent more stands higher.',
      'Value = net revenue in the period per customer of the level, whether they bought or not; repeat = two orders or more among those who bought; stayed = ordered in the period, of those who held the level when it began; margin over sales with a known cost.',
      'Levels are given for buying, so whoever holds a high one buys more: that is no effect of the level.',
    ],
    rule: [
      'A rule is laid over what was bought without it, for everyone alike: arithmetic on the past, no forecast of who would buy more, or less, to reach a level.',
      'Cost of points = net revenue x points for a unit of money x value of a point x share of points used, at face value; customers whose returns exceed their orders earn none.',
      'Points that were really given or used are not among the data that can be imported.',
    ],
  },
  zh: {
    levels: [
      '等级 = 期末持有的等级，取自导入的带日期的等级变动；会员花费更多的等级排在更高处。',
      '价值 = 该等级每位客户在期间内的净销售额（不论是否购买）；复购 = 购买者中有两单及以上的占比；留存 = 期初持有该等级的客户中，期间内下过单的占比；毛利只计成本已知的销售。',
      '等级因购买而得，高等级的人本来就买得多：这不是等级带来的效果。',
    ],
    rule: [
      '规则对所有人一视同仁，直接套用在没有该规则时的购买上：只是对历史的计算，不预测谁会为升级多买或少买。',
      '积分成本 = 净销售额 × 每单位金额积分 × 每分价值 × 使用比例，按面值计；退货超过订单的客户不得积分。',
      '实际发放和使用的积分不在可导入的数据之内。',
    ],
  },
} as const
