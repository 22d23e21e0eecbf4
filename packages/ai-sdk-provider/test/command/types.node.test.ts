import { fileURLToPath } from 'node:url'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runModels } from './run-models.ts'

/** Here the package is found by its name, as it is published. */
const pathOf = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url))
const MODELS = pathOf('nanogpt-models.d.ts')
const USE = pathOf('use-models.ts')

let served: ServedEmulator
beforeAll(async () => {
  served = await serveEmulator({
    models: {
      text: [{ id: 'brand/new-today' }, { id: 'say "odd"' }],
      image: [{ id: 'brand/new-image' }],
    },
  })
})
afterAll(() => served.close())

async function writeTypes(...argv: string[]): Promise<string> {
  const { code, output, errors } = await runModels(['types', ...argv], { NANOGPT_BASE_URL: served.url })
  expect([code, errors]).toEqual([0, ''])
  return output
}

/** An editor with the declaration and a file that uses the package. */
function open(declaration: string, use: string) {
  const texts = new Map([
    [MODELS, declaration],
    [USE, use],
  ])
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    types: [],
    allowImportingTsExtensions: true,
  }
  const read = (path: string) => texts.get(path) ?? ts.sys.readFile(path)
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: path => {
      const text = read(path)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => pathOf(''),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    readFile: read,
    fileExists: path => texts.has(path) || ts.sys.fileExists(path),
    directoryExists: ts.sys.directoryExists,
  })
  return {
    problems: () =>
      [...texts.keys()].flatMap(path =>
        [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].map(
          ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '),
        ),
      ),
    /** What is offered between the quotes that follow a piece of the text. */
    offeredAfter: (piece: string) => {
      const offered = service.getCompletionsAtPosition(USE, use.indexOf(piece) + piece.length, {})
      return offered?.entries.map(({ name }) => name) ?? []
    },
  }
}

const CALLS = `import { nanogpt } from '@nanogpt/ai-sdk-provider'
nanogpt('')
nanogpt.chatModel('')
nanogpt.completionModel('')
nanogpt.imageModel('')
nanogpt.speechModel('')
nanogpt.transcriptionModel('')
nanogpt.videoModel('')
nanogpt.embeddingModel('')
`

describe('the declaration', () => {
  test('lets editors complete ids that the package does not know, of every kind', async () => {
    const { offeredAfter } = open(await writeTypes(), CALLS)
    expect(offeredAfter("nanogpt('")).toContain('brand/new-today')
    expect(offeredAfter(".chatModel('")).toContain('say "odd"')
    expect(offeredAfter(".completionModel('")).toContain('brand/new-today')
    expect(offeredAfter(".imageModel('")).toContain('brand/new-image')
    expect(offeredAfter(".imageModel('")).not.toContain('brand/new-today')
    expect(offeredAfter(".speechModel('")).toContain('Kokoro-82m')
    expect(offeredAfter(".transcriptionModel('")).toContain('Wizper')
    expect(offeredAfter(".videoModel('")).toContain('veo2-video')
    expect(offeredAfter(".embeddingModel('")).toContain('BAAI/bge-m3')
  })

  test('compiles, and any text is still an id', async () => {
    const use = `import { nanogpt, type NanoGPTImageModelId } from '@nanogpt/ai-sdk-provider'
      declare const text: string
      nanogpt('brand/new-today')
      nanogpt('nobody/knows-it:fast')
      nanogpt(text)
      nanogpt.image(text)
      const id: NanoGPTImageModelId = 'nobody/draws-it'
      nanogpt.imageModel(id)
      // @ts-expect-error an id is a text
      nanogpt(7)
    `
    expect(open(await writeTypes(), use).problems()).toEqual([])
  })

  test('stands in the place of the known ids, of the kinds that it has', async () => {
    const without = open('export {}\n', CALLS)
    const withImages = open(await writeTypes('--kind', 'image'), CALLS)
    for (const { offeredAfter } of [without, withImages]) {
      expect(offeredAfter("nanogpt('")).toContain('openai/gpt-latest')
    }
    expect(without.offeredAfter(".imageModel('")).toContain('openai/gpt-image-2.5/flare/edit')
    expect(withImages.offeredAfter(".imageModel('")).not.toContain('openai/gpt-image-2.5/flare/edit')
  })

  test('of a plan has the text models of that plan, and the other kinds', async () => {
    const { offeredAfter } = open(await writeTypes('--plan', 'subscription'), CALLS)
    expect(offeredAfter("nanogpt('")).toContain('zai-org/glm-5')
    expect(offeredAfter("nanogpt('")).not.toContain('openai/gpt-5.2')
    expect(offeredAfter(".imageModel('")).toContain('hidream')
  })

  test('is the same for the same models, however they are sorted', async () => {
    const declaration = await writeTypes('--sort', 'id')
    expect(await writeTypes('--sort', 'newest')).toBe(declaration)
    expect(declaration).toMatch(/ {4}text:\n {6}\| "/)
  })

  test('is not written when there is nothing to declare', async () => {
    const { code, output, errors } = await runModels(['types', 'no-such-model'], {
      NANOGPT_BASE_URL: served.url,
    })
    expect([code, output]).toEqual([1, ''])
    expect(errors).toContain('nothing to declare')
  })
})
