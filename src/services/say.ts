import type { ServiceContext } from './context.ts'

/** One sentence in the language of the call. */
export const say = ({ language }: Pick<ServiceContext, 'language'>, english: string, chinese: string): string =>
  language === 'zh' ? chinese : english
