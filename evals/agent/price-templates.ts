import type { QuestionTemplate } from './question-templates.ts'

/** Sales ahead, stock and prices, in words that no utterance file holds. */
export const PRICE_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'forecast-product',
    tool: 'forecast_demand',
    args: { product_id: 'SKU-8841', weeks: 6, measure: 'units' },
    en: [
      'How many units of SKU-8841 are going to sell over the next six weeks?',
      'please estimate unit demand for SKU-8841, six weeks ahead, in the next 6 weeks',
    ],
    zh: ['SKU-8841 未来六周大约卖掉多少件?', '帮我估一下 SKU-8841 未来6周的需求量'],
    ask: 4,
  },
  {
    id: 'forecast-run-out',
    tool: 'forecast_demand',
    args: { product_id: 'SKU-8841', measure: 'units' },
    en: ['On which day does SKU-8841 run out?', 'until when will our SKU-8841 stock last?'],
    zh: ['SKU-8841 哪天会断货?', 'SKU-8841 的库存能卖到哪天?'],
    ask: 4,
  },
  {
    id: 'forecast-shop',
    tool: 'forecast_demand',
    args: { total: true, weeks: 12, measure: 'revenue' },
    en: ['What total revenue do you expect over the next 12 weeks?', 'overall sales outlook for the next 12 weeks'],
    zh: ['预计全店未来12周收入多少?', '未来12周全店销售额展望'],
    ask: 4,
  },
  {
    id: 'stock-short',
    tool: 'plan_inventory',
    args: { order: 'stock_out' },
    en: ['What are we about to run out of?', 'Which items will be out of stock first?'],
    zh: ['我们快要断货的有哪些?', '哪些货最先缺货?'],
    ask: 4,
  },
  {
    id: 'stock-old',
    tool: 'plan_inventory',
    args: { order: 'ageing', ageing_days: 120 },
    en: ['Which goods are older than 120 days in the warehouse?', 'show me stock that is older than 120 days'],
    zh: ['哪些货库龄超过120天?', '列出积压超过120天的库存'],
    ask: 4,
  },
  {
    id: 'elasticity',
    tool: 'estimate_price_sensitivity',
    args: { by: 'category' },
    en: [
      'In which category do buyers react most to price?',
      'which category would suffer most from a price increase, by elasticity?',
    ],
    zh: ['哪个品类的买家对价格反应最大?', '把各品类按价格敏感度排一下'],
    ask: 4,
  },
  {
    id: 'simulate',
    tool: 'simulate_price',
    args: { product_id: 'SKU-8841', change: -0.05 },
    en: ['What happens to profit when SKU-8841 gets 5% cheaper?', 'simulate taking 5% off the price of SKU-8841'],
    zh: ['SKU-8841 便宜5%利润会怎样?', '模拟一下 SKU-8841 降5%'],
    ask: 4,
  },
  {
    id: 'competitors',
    tool: 'compare_prices',
    args: {},
    en: ['Do competitors sell for less than we do?', 'Where do we ask more than the competition?'],
    zh: ['竞品卖得比我们便宜吗?', '我们哪些东西卖得比竞争对手贵?'],
    ask: 4,
  },
]
