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
  {
    id: 'campaign-report',
    tool: 'evaluate_campaign',
    args: { campaign: '618-2026' },
    en: ['How well did our 618 campaign of 2026 go?', 'give me the results of campaign 618-2026'],
    zh: ['2026年618活动做得怎么样?', '给我看活动 618-2026 的结果'],
    ask: 2,
  },
  {
    id: 'campaign-editions',
    tool: 'evaluate_campaign',
    args: { campaign: '618-2026', compare_with: '618-2025' },
    en: ['Did campaign 618-2026 beat 618-2025?', "How does this year's 618 campaign compare to last year's?"],
    zh: ['活动 618-2026 比 618-2025 做得好吗?', '今年的618活动与去年相比如何?'],
    ask: 2,
  },
  {
    id: 'campaign-all',
    tool: 'evaluate_campaign',
    args: {},
    en: ['Which of all our campaigns gave the best return?'],
    zh: ['我们所有活动里哪次回报最高?'],
    ask: 1,
  },
  {
    id: 'uplift-june',
    tool: 'measure_uplift',
    args: { campaign: 'june-uplift-email' },
    en: ['Whom did the June check-in e-mail persuade?', 'Who should be left out of june-uplift-email next time?'],
    zh: ['六月回访邮件说服了谁?', '下次 june-uplift-email 应该排除哪些人?'],
    ask: 2,
  },
  {
    id: 'experiment-size',
    tool: 'design_experiment',
    args: { metric: 'click_rate', minimum_effect: 0.2 },
    en: ['How many recipients per group would show a 20% lift in clicks?'],
    zh: ['想看到点击率提升20%,每组要多少收件人?'],
    ask: 1,
  },
]
