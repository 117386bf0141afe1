import { AnswerText } from './answer-text.tsx'

const NO_FACTS: readonly never[] = []

/** A text that still grows: paragraph by paragraph, so that a new word costs the reading of the last one only. */
export function GrowingText({ text }: { readonly text: string }) {
  return text.split(/\n{2,}/).map((paragraph, at) => (
    // Paragraphs are only added, never moved.
    <AnswerText key={at} text={paragraph} facts={NO_FACTS} />
  ))
}
