import { expect, test } from 'vitest'
import { languageCodeOf } from './language-code.ts'

test.each([
  ['en', 'en'],
  ['EN', 'en'],
  ['en-US', 'en'],
  ['pt_BR', 'pt'],
  ['zh-Hans', 'zh'],
  ['eng', 'en'],
  ['deu', 'de'],
  ['ger', 'de'],
  ['jw', 'jv'],
  ['iw', 'he'],
  ['tl', 'tl'],
  ['english', 'en'],
  ['English', 'en'],
  ['haitian creole', 'ht'],
  ['bengali', 'bn'],
  ['maori', 'mi'],
  ['sundanese', 'su'],
  ['afrikaans', 'af'],
  [' lao ', 'lo'],
])('%s is %s', (language, code) => {
  expect(languageCodeOf(language)).toBe(code)
})

test.each(['yue', 'haw', 'und', 'cantonese', 'klingonese', 'auto', '', 'e', '12', 'English (US)'])(
  '%s has no code of two letters',
  language => {
    expect(languageCodeOf(language)).toBeUndefined()
  },
)
