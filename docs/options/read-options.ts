import ts from 'typescript'
import { createProgram } from '../checks/compile.ts'
import { pathOf } from '../checks/pages.ts'
import type { OptionGroup } from './pages.ts'

/** An option as its type has it. */
export interface Option {
  /** Its name, behind those of the options that it is in: `provider.maxPrice.prompt`. */
  path: string
  type: string
  docstring: string
  isRequired: boolean
}

export interface OptionReader {
  /** Names of everything that the provider exports. */
  readonly names: readonly string[]
  read(group: OptionGroup): Option[]
}

const PACKAGE = '@nanogpt/ai-sdk-provider'

/** Reads options out of the declarations that are published. */
export function createOptionReader(): OptionReader {
  const path = pathOf('docs/exports.ts')
  const program = createProgram([{ path, text: `export * from '${PACKAGE}'\n` }])
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(path)
  const module = file && checker.getSymbolAtLocation(file)
  const symbols = module ? checker.getExportsOfModule(module) : []
  const exported = new Map(symbols.map(symbol => [symbol.name, resolve(checker, symbol)]))
  return {
    names: [...exported.keys()],
    read: group => {
      const symbol = exported.get(group.type)
      if (symbol === undefined) throw new Error(`${PACKAGE} exports no ${group.type}.`)
      const left = new Set(
        (group.without ?? []).flatMap(name =>
          typeOf(checker, exported.get(name))
            .getProperties()
            .map(property => property.declarations?.[0]),
        ),
      )
      const properties = typeOf(checker, symbol)
        .getProperties()
        .filter(({ declarations }) => !left.has(declarations?.[0]))
      return properties.flatMap(property => readOption(checker, property, group))
    },
  }
}

function resolve(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** The type of that name; of a function that of its options. */
function typeOf(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Type {
  if (symbol === undefined) throw new Error('A type that options are compared with is not exported.')
  const declaration = symbol.declarations?.[0]
  if (declaration === undefined || !ts.isFunctionDeclaration(declaration)) {
    return checker.getDeclaredTypeOfSymbol(symbol)
  }
  const [parameter] = declaration.parameters
  if (parameter === undefined) throw new Error(`${symbol.name} has no options.`)
  return checker.getNonNullableType(checker.getTypeAtLocation(parameter))
}

function readOption(checker: ts.TypeChecker, property: ts.Symbol, group: OptionGroup): Option[] {
  return readAt(checker, property, { path: property.name, whole: group.whole ?? [] })
}

interface Place {
  path: string
  whole: readonly string[]
}

function readAt(checker: ts.TypeChecker, property: ts.Symbol, { path, whole }: Place): Option[] {
  const declaration = property.declarations?.find(ts.isPropertySignature)
  if (declaration?.type === undefined) throw new Error(`${path} is declared in a way that is not understood.`)
  const option: Option = {
    path,
    type: writeType(checker, declaration.type),
    docstring: ts.displayPartsToString(property.getDocumentationComment(checker)).replaceAll(/\s+/g, ' '),
    isRequired: declaration.questionToken === undefined,
  }
  if (whole.includes(path)) return [option]
  const inner = propertiesWithin(checker, checker.getTypeAtLocation(declaration.type))
  return [option, ...inner.flatMap(each => readAt(checker, each, { path: `${path}.${each.name}`, whole }))]
}

/** The options within an option: of the objects that it can be, where the package itself says what they hold. */
function propertiesWithin(checker: ts.TypeChecker, type: ts.Type): ts.Symbol[] {
  const members = type.isUnion() ? type.types : [type]
  return members
    .filter(member => member.flags & ts.TypeFlags.Object && member.getCallSignatures().length === 0)
    .filter(member => !checker.isArrayType(member) && isOurs(member))
    .flatMap(member => checker.getPropertiesOfType(member))
}

function isOurs(type: ts.Type): boolean {
  const file = (type.aliasSymbol ?? type.symbol).declarations?.[0]?.getSourceFile().fileName
  return file?.includes('/ai-sdk-provider/dist/') ?? false
}

const printer = ts.createPrinter({ removeComments: true })

/** A type in one line; an alias of the package as what it stands for, where that is no object. */
function writeType(checker: ts.TypeChecker, node: ts.TypeNode): string {
  if (ts.isTypeReferenceNode(node) && node.typeArguments === undefined) {
    const symbol = checker.getSymbolAtLocation(node.typeName)
    const alias = symbol && resolve(checker, symbol).declarations?.find(ts.isTypeAliasDeclaration)
    if (alias?.getSourceFile().fileName.includes('/ai-sdk-provider/dist/'))
      return writeType(checker, alias.type)
  }
  return printer
    .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/;? }/g, ' }')
    .replace(/^\| /, '')
    .replaceAll('(string & {})', 'string')
}
