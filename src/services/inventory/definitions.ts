/** How stock is planned, in words. */
export const inventoryDefinitions = {
  en: [
    'On hand = the latest count of each place less what was sold since. Goods that came back are not added.',
    'Units a week = mean of the latest eight weeks and an exponentially smoothed level, with festivals and holidays taken out.',
    'Reorder point = expected sales in the lead time + safety stock; safety stock = normal quantile of the service level x root mean square of one-week errors x root of the lead time in weeks.',
    'Order quantity = reorder point + four weeks of sales - on hand; goods on their way are not known and must be taken off.',
    "Age = days since the units on hand came in, first in first out. Tied capital = units x unit cost of their lot, the product's cost, or its price where no cost is known.",
  ],
  zh: [
    '现有库存 = 各地点最近盘点减去之后的销量；退回的商品不加回。',
    '每周销量 = 最近八周均值与指数平滑水平的平均，已剔除节庆与节假日影响。',
    '补货点 = 到货期内预期销量 + 安全库存；安全库存 = 服务水平的正态分位数 × 单周误差均方根 × 到货周数的平方根。',
    '补货量 = 补货点 + 四周销量 − 现有库存；在途货物未知，须自行扣除。',
    '库龄 = 按先进先出，现有货品入库至今的天数。占用资金 = 件数 × 该批成本，没有则用商品成本，再没有则用售价。',
  ],
} as const
