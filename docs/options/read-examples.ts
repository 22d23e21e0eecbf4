import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { pathOf } from '../checks/pages.ts'

/** The examples of a page as they are written, by the names of the options. */
export function readExamples(page: string): Map<string, string> {
  const path = pathOf(`docs/options/examples/${page}.ts`)
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const examples = new Map<string, string>()
  for (const table of file.statements.flatMap(tablesOf)) {
    for (const entry of table.properties.filter(ts.isPropertyAssignment)) {
      const name = ts.isStringLiteral(entry.name) ? entry.name.text : entry.name.getText()
      examples.set(name, inOneLine(entry.initializer.getText()))
    }
  }
  return examples
}

function tablesOf(statement: ts.Statement): ts.ObjectLiteralExpression[] {
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.flatMap(({ initializer }) => {
    let inner: ts.Expression | undefined = initializer
    while (inner && (ts.isSatisfiesExpression(inner) || ts.isAsExpression(inner))) inner = inner.expression
    return inner && ts.isObjectLiteralExpression(inner) ? [inner] : []
  })
}

function inOneLine(code: string): string {
  return code.replaceAll(/\s+/g, ' ').replaceAll(', }', ' }').replaceAll(', ]', ']')
}
