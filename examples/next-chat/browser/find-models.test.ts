import { expect, test } from 'vitest'
import type { ChatModel } from '../chat/chat-model.ts'
import { findModels, type ModelFilter } from './find-models.ts'

const models: ChatModel[] = [
  { id: 'a/owl', name: 'Owl', abilities: ['vision'], inputPrice: 2, outputPrice: 4, contextLength: 100 },
  { id: 'b/bee', name: 'Bee', abilities: ['vision', 'reasoning'], inputPrice: 1, outputPrice: 1 },
  { id: 'b/ant', name: 'Ant', abilities: [], contextLength: 900 },
]

test.each<[string, Partial<ModelFilter>, string[]]>([
  ['the cheapest first, unknown prices last', {}, ['Bee', 'Owl', 'Ant']],
  ['words of name and vendor, in any order and case', { words: 'BEE b/' }, ['Bee']],
  ['all abilities', { abilities: ['vision', 'reasoning'] }, ['Bee']],
  ['the largest context first', { order: 'context' }, ['Ant', 'Owl', 'Bee']],
  ['by name', { order: 'name' }, ['Ant', 'Bee', 'Owl']],
  ['nothing', { words: 'whale' }, []],
])('%s', (_, filter, names) => {
  const found = findModels(models, { words: '', abilities: [], order: 'price', ...filter })
  expect(found.map(({ name }) => name)).toEqual(names)
})
