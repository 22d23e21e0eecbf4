import { convertUint8ArrayToBase64 } from '@ai-sdk/provider-utils'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBase64, mediaTypeOfImage, splitDataURL } from './image-data.ts'

test('what was encoded is base64, with padding and without, in either alphabet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), bytes => {
      const base64 = convertUint8ArrayToBase64(bytes)
      expect(isBase64(base64)).toBe(true)
      expect(isBase64(base64.replace(/=+$/, ''))).toBe(true)
      expect(isBase64(base64.replaceAll('+', '-').replaceAll('/', '_'))).toBe(true)
    }),
  )
})

test('what is base64 can be decoded', () => {
  const alphabet = fc.constantFrom(...'AZaz09+/=! \n')
  fc.assert(
    fc.property(fc.string({ unit: alphabet, maxLength: 12 }), text => {
      expect(isBase64(text) && !isDecodable(text)).toBe(false)
    }),
  )
})

function isDecodable(text: string): boolean {
  try {
    return atob(text).length > 0
  } catch {
    return false
  }
}

test.each(['', '=', 'a', 'abcde', 'ab=c', 'abc===', 'An owl.', 'ab cd', 'https://example.com'])(
  '%j is not base64',
  text => {
    expect(isBase64(text)).toBe(false)
  },
)

test.each([
  ['data:image/png;base64,abcd', { mediaType: 'image/png', data: 'abcd' }],
  ['data:image/png;charset=utf-8;base64,abcd', { mediaType: 'image/png', data: 'abcd' }],
  ['DATA:;BASE64,abcd', { mediaType: '', data: 'abcd' }],
  ['data:image/svg+xml,<svg/>', undefined],
  ['abcd', undefined],
  ['https://example.com/data:image/png;base64,abcd', undefined],
])('%s is split', (text, parts) => {
  expect(splitDataURL(text)).toEqual(parts)
})

test.each([
  ['<svg viewBox="0 0 1 1"/>', 'image/svg+xml'],
  ['\n<?xml version="1.0"?>\n<!-- made -->\n<svg xmlns="">', 'image/svg+xml'],
  ['<?xml version="1.0"?><Error/>', undefined],
  ['<html><svg></svg></html>', undefined],
  ['\u0089PNG\r\n\u001A\n', 'image/png'],
  ['GIF89a', 'image/gif'],
  ['owl', undefined],
])('%j is %s, as bytes and as base64', (text, mediaType) => {
  const bytes = Uint8Array.from(text, character => character.charCodeAt(0))
  expect(mediaTypeOfImage(bytes)).toBe(mediaType)
  expect(mediaTypeOfImage(btoa(text))).toBe(mediaType)
})
