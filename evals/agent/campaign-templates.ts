import type { QuestionTemplate } from './question-templates.ts'

/** Experiments, campaigns, uplift, budgets, channels and placements. */
export const CAMPAIGN_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'experiment-newsletter',
    tool: 'evaluate_experiment',
    args: { experiment: 'newsletter-2026-06' },
    en: [
      'In the June newsletter, did subject line B truly win over A?',
      'Could the gap between A and B in the June newsletter be luck?',
      'please judge the test newsletter-2026-06',
    ],
    zh: ['六月简报里标题B是不是真的赢了A?', '6月简报A和B的差距会不会是运气?', '请评判一下实验 newsletter-2026-06'],
    ask: 3,
  },
  {
    id: 'experiment-metric',
    tool: 'evaluate_experiment',
    args: { experiment: 'newsletter-2026-06', metric: 'click_rate' },
    en: ['Did the two variants of the June newsletter differ in clicks?'],
    zh: ['六月简报两个版本的点击有差别吗?'],
    ask: 1,
  },
]
