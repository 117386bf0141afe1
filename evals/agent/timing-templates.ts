import type { QuestionTemplate } from './question-templates.ts'

/** When to send. */
export const TIMING_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'send-time-customer',
    tool: 'best_send_time',
    args: { customer_id: '$customer' },
    en: [
      'At which hour of the day is {customer} reached best?',
      'when during the day should a message reach {customer}?',
    ],
    zh: ['一天中几点联系 {customer} 效果最好?', '{customer} 一般在几点比较活跃?'],
    ask: 4,
  },
  {
    id: 'send-time-email',
    tool: 'best_send_time',
    args: { channel: 'email' },
    en: ['Which hour is best for our e-mails to go out?'],
    zh: ['我们的邮件应该安排在几点发出?'],
    ask: 1,
  },
]
