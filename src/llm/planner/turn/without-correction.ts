const ENGLISH =
  /^(?:(?:no|nope|oops|sorry|wait|actually|wrong)\s*[,.!;:-]+\s*|(?:oops|sorry|actually)\s+)*(?:no\s+)?(?:i (?:actually )?(?:mean|meant|said)\s+)?/
const CHINESE =
  /^(?:(?:不对|不是|错了|说错了|搞错了|弄错了|抱歉|对不起|等等|等一下)(?:了|啦|啊)?\s*[,.!;:、]+\s*)*(?:(?:我(?:说|指|问|要|想问)的?(?:其实)?是|我的意思是|我是(?:说|指|问)|应该是|而是)\s*)?/

/**
 * A correction without the words that only say that it is one: what remains edits the question before.
 *
 * @example withoutCorrection('no, i meant march') // => 'march'
 * @example withoutCorrection('不对,我说的是3月') // => '3月'
 */
export function withoutCorrection(text: string): string {
  const rest = text.replace(ENGLISH, '').replace(CHINESE, '').trim()
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text
}
