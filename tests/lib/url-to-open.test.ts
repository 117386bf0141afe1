import { expect, test } from 'vitest'
import { urlToOpen } from '../../src/lib/url-to-open.ts'

test.each([
  ['127.0.0.1', 'http://localhost:8787'],
  ['0.0.0.0', 'http://localhost:8787'],
  ['::', 'http://localhost:8787'],
  ['10.0.0.7', 'http://10.0.0.7:8787'],
  ['fd00::7', 'http://[fd00::7]:8787'],
  ['kith.example', 'http://kith.example:8787'],
])('a server on %s is opened as %s', (host, url) => {
  expect(urlToOpen(host, 8787)).toBe(url)
  expect(new URL(url).port).toBe('8787')
})
