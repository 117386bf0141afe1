/** How people shorten words in chats; each is written out before anything is looked for. */
const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\byrs?\b/g, 'year'],
  [/\bqtrs?\b/g, 'quarter'],
  [/\bmn?ths?\b/g, 'month'],
  [/\bwks?\b/g, 'week'],
  [/\bppl\b/g, 'people'],
  [/\bpct\b/g, 'percent'],
  [/\bpl[sz]\b/g, 'please'],
  [/\bcusts?\b/g, 'customers'],
  [/\bw\/o\b/g, 'without'],
  [/\bw\/(?=\s)/g, 'with'],
  [/\bcomp(?:ared|\.)? to\b/g, 'compared to'],
  [/\brev\b/g, 'revenue'],
  [/\bthx\b/g, 'thanks'],
  [/\babt\b/g, 'about'],
  [/(?<=消费|花费|花|累计|金额|订单|下单)过(?=[\d一二两三四五六七八九十百千万])/g, '超过'],
]

/**
 * Writes out what is shortened in a folded question.
 *
 * @example expandShortForms('rev per month this yr pls') // => 'revenue per month this year please'
 */
export const expandShortForms = (text: string): string =>
  SHORT_FORMS.reduce((said, [pattern, whole]) => said.replaceAll(pattern, whole), text)
