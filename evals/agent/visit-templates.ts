import type { QuestionTemplate } from './question-templates.ts'

/** Funnels and paths of visits. */
export const VISIT_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'funnel',
    tool: 'analyze_funnel',
    args: { period: '$period' },
    en: ['At which step did we lose most visitors {period}?', 'what did the purchase funnel look like {period}?'],
    zh: ['{period}漏斗的哪一步丢的人最多?', '请给我{period}的转化漏斗'],
    ask: 4,
  },
  {
    id: 'funnel-device',
    tool: 'analyze_funnel',
    args: { by: 'device' },
    en: ['Is our checkout losing people on mobile?', 'the funnel please, split by device'],
    zh: ['手机端的结账是不是在流失客户?', '请按设备给出漏斗'],
    ask: 2,
  },
  {
    id: 'paths',
    tool: 'analyze_paths',
    args: { period: '$period' },
    en: [
      'Which paths did visitors take most often {period}?',
      'how do people move through the site before an order {period}?',
    ],
    zh: ['{period}访客最常走哪些路径?', '{period}下单前一般走什么路径?'],
    ask: 4,
  },
]
