import type { Language } from '../../lib/answer.ts'

export const articleDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Approved articles as they stood at the as-of date, cut into passages along headings and paragraphs; quotes are exact parts of an article.',
    'A passage scores by shared words (BM25), by whether it is about the same matter, and by nearness in meaning. Below the threshold the answer is "I do not know".',
  ],
  zh: [
    '只看统计日当时已批准的文章，按标题和段落切成片段；引用均为文章原文。',
    '片段得分由共同词语（BM25）、是否同一事项以及语义接近程度组成；低于阈值时回答“不知道”。',
  ],
}
