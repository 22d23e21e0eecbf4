import { expect, test } from 'vitest'
import { chunkDocument, textToEmbed } from './chunk.ts'
import { fullCorpus, readFolder } from './corpus.ts'

function documentOf(text: string, title = 'Owls') {
  return { source: 'birds/owls.md', title, text }
}

test('cuts at headings, and tells which ones stand above', async () => {
  const paragraph = 'Owls hunt at night. '.repeat(6)
  const text = `# Owls\n\n${paragraph}\n\n## Food\n\n${paragraph}\n\n### Mice\n\n${paragraph}\n\n## Nests\n\n${paragraph}`
  const chunks = await chunkDocument(documentOf(text), 150)
  expect(chunks.map(({ position, heading }) => [position, heading])).toEqual([
    [0, 'Owls'],
    [1, 'Owls › Food'],
    [2, 'Owls › Food › Mice'],
    [3, 'Owls › Nests'],
  ])
})

test('cuts a text with the line ends of Windows like any other', async () => {
  const text = `# Owls\n\n${'Night. '.repeat(20)}\n\n## Food\n\n${'Mice. '.repeat(20)}`
  const chunks = await chunkDocument(documentOf(text), 150)
  expect(chunks.map(({ heading }) => heading)).toContain('Owls › Food')
  expect(await chunkDocument(documentOf(text.replaceAll('\n', '\r\n')), 150)).toEqual(chunks)
})

test('takes no comment in code for a heading', async () => {
  const text = `${'Before. '.repeat(20)}\n\n\`\`\`sh\n## not a heading\nls\n\`\`\`\n\n${'After. '.repeat(20)}`
  const headings = (await chunkDocument(documentOf(text), 170)).map(({ heading }) => heading)
  expect(new Set(headings)).toEqual(new Set(['Owls']))
})

test('gives the same text the same hash, and another one under another heading', async () => {
  const [one] = await chunkDocument(documentOf('Owls hunt.'), 100)
  const [same] = await chunkDocument({ ...documentOf('Owls hunt.'), source: 'elsewhere.md' }, 100)
  const [other] = await chunkDocument(documentOf('Owls hunt.', 'Hawks'), 100)
  expect(one?.hash).toBe(same?.hash)
  expect(one?.hash).not.toBe(other?.hash)
})

test('loses nothing of the corpus, and exceeds no size', async () => {
  const withoutSpace = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '')
  let documents = 0
  for (const folder of fullCorpus) {
    for await (const document of readFolder(folder)) {
      const chunks = await chunkDocument(document, 1500)
      documents += 1
      expect(withoutSpace(chunks.map(({ content }) => content).join(''))).toBe(withoutSpace(document.text))
      expect(Math.max(...chunks.map(({ content }) => content.length))).toBeLessThanOrEqual(1500)
      for (const chunk of chunks) expect(textToEmbed(chunk)).toContain(document.title)
    }
  }
  expect(documents).toBeGreaterThan(300)
})
