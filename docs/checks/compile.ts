import ts from 'typescript'
import { fileOf, pathOf, type Block } from './pages.ts'

/** What is wrong with a block, and where on its page. */
export interface Problem {
  file: string
  line: number
  message: string
}

/** A module made of a block. Its lines are those of the page, so that whatever is found is found there. */
export interface BlockModule {
  path: string
  text: string
}

const FRAGMENT = pathOf('docs/checks/fragment.ts')
const LIBRARY_NAMES = ['nanogpt', 'generateText', 'streamText', 'emulator']
const READER_NAMES = ['readKeyFromVault', 'topUp']

const OPTIONS: ts.CompilerOptions = {
  ...readBaseOptions(),
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: ['node'],
  typeRoots: [pathOf('node_modules/@types')],
  moduleDetection: ts.ModuleDetectionKind.Force,
  // Blocks show results without using them, and need no types of their own for declarations.
  noUnusedLocals: false,
  noUnusedParameters: false,
  isolatedModules: false,
}

function readBaseOptions(): ts.CompilerOptions {
  const path = pathOf('tsconfig.base.json')
  const { config } = ts.readConfigFile(path, ts.sys.readFile)
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, pathOf('')).options
}

/** The module of a block. Nothing is added to its lines, and what it leaves out stands on the line above. */
export function moduleOf(block: Block): BlockModule {
  const { file, line, code, isFragment } = block
  const isOpen = isFragment || !importsValues(code)
  const names = [...(isOpen ? LIBRARY_NAMES : []), ...READER_NAMES].filter(name =>
    new RegExp(`\\b${name}[(.]`).test(code),
  )
  const imports = names.length > 0 ? `import { ${names.join(', ')} } from '${FRAGMENT}'` : ''
  return { path: pathOf(`${file}.L${line}.ts`), text: `${'\n'.repeat(line - 2)}${imports}\n${code}\n` }
}

/** The module of the code that prepares the emulator: a function of it. */
export function setupModuleOf({ file, run }: Block): BlockModule | undefined {
  if (run === undefined || run.setup === '') return undefined
  const head = `import type { Emulator } from '@nanogpt/emulator'; export default async (emulator: Emulator) => {`
  const { setup, setupLine } = run
  return {
    path: pathOf(`${file}.L${setupLine}.ts`),
    text: `${'\n'.repeat(setupLine - 2)}${head}\n${setup}\n}\n`,
  }
}

function importsValues(code: string): boolean {
  return /^import (?!type\b)/m.test(code)
}

/** Type-checks all the blocks in one program. */
export function checkBlocks(blocks: readonly Block[]): Problem[] {
  const modules = blocks.flatMap(block => [moduleOf(block), setupModuleOf(block) ?? []].flat())
  const program = createProgram(modules)
  return ts
    .getPreEmitDiagnostics(program)
    .map(describe)
    .toSorted((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
}

export function createProgram(modules: readonly BlockModule[]): ts.Program {
  const texts = new Map(modules.map(({ path, text }) => [path, text]))
  const host = ts.createCompilerHost(OPTIONS)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = path => texts.has(path) || fileExists(path)
  host.readFile = path => texts.get(path) ?? readFile(path)
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path)
    return text === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, text, version, true)
  }
  // Packages are those of the guides; the README of an example may also use its own.
  const resolve = (name: string, from: string) =>
    ts.resolveModuleName(name, from, OPTIONS, host).resolvedModule
  host.resolveModuleNameLiterals = (literals, containingFile) =>
    literals.map(({ text }) => ({
      resolvedModule:
        (texts.has(containingFile) ? resolve(text, FRAGMENT) : undefined) ?? resolve(text, containingFile),
    }))
  return ts.createProgram([...texts.keys()], OPTIONS, host)
}

function describe({ file, start, messageText }: ts.Diagnostic): Problem {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ')
  if (file === undefined || start === undefined) return { file: 'docs', line: 0, message }
  const line = file.getLineAndCharacterOfPosition(start).line + 1
  return { file: fileOf(file.fileName).replace(/\.L\d+\.ts$/, ''), line, message }
}

/** A block as JavaScript. */
export function emit({ text }: BlockModule): string {
  return ts.transpileModule(text, { compilerOptions: { ...OPTIONS, noEmit: false } }).outputText
}

/** The properties of every type that the provider exports, by its name. */
export function propertiesByType(): Map<string, string[]> {
  const path = pathOf('docs/exports.ts')
  const program = createProgram([{ path, text: `export * from '@nanogpt/ai-sdk-provider'\n` }])
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(path)
  const module = file && checker.getSymbolAtLocation(file)
  const types = module ? checker.getExportsOfModule(module) : []
  return new Map(
    types.map(type => {
      const properties = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(type))
      return [type.name, properties.map(({ name }) => name)]
    }),
  )
}
