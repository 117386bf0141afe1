import type { Language } from '../../lib/answer.ts'

export const searchDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'A review scores by the share of the query that its words hold, a rare word counting more, and by how near its meaning is.',
    'Texts are shown word for word without links, images, markup, hidden characters, addresses, telephone numbers and sentences that give orders to the assistant; their writers are not shown.',
  ],
  zh: [
    '评论得分 = 评论中的词覆盖了查询的多少（越少见的词权重越大）加上语义的接近程度。',
    '文本按原文显示，去掉链接、图片、标记、不可见字符、地址、电话以及向助手下指令的句子；不显示作者。',
  ],
}
