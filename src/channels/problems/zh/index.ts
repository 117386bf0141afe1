import { askingProblems } from './asking.ts'
import { decidingProblems } from './deciding.ts'
import { fileProblems } from './files.ts'
import { requestProblems } from './requests.ts'

/** What the server says of a failure in English, with {} where values stand, beside the Chinese; codes stand for the rest. */
export const zhProblems: Readonly<Record<string, string>> = {
  ...requestProblems,
  ...fileProblems,
  ...decidingProblems,
  ...askingProblems,
}
