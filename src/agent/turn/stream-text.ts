import type { AskEvent } from '../ask.ts'

/** Hands out a verified text in pieces of a few words, so that pages can show it as it comes. */
export function streamText(text: string, onEvent: (event: AskEvent) => void): void {
  for (const [piece] of text.matchAll(/[\s\S]{1,24}(?:[\s，。；、！？]+|$)|[\s\S]{1,24}/gu)) {
    onEvent({ type: 'text', delta: piece })
  }
}
