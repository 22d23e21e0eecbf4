import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IN_THE_PACKAGE } from '../site/where-pages-go.ts'
import { linksOf } from './links.ts'
import { parse, pathOf } from './pages.ts'

// What a coding agent finds in node_modules: the packed tarball is opened, not the folder that it is made of.

const folder = mkdtempSync(join(tmpdir(), 'nanogpt-package-'))
const root = join(folder, 'package')
const targets = new Set(IN_THE_PACKAGE.values())

beforeAll(() => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: pathOf('packages/ai-sdk-provider'),
  })
  const [tarball = ''] = readdirSync(folder).filter(file => file.endsWith('.tgz'))
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', folder])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the package has every guide, and llms.txt', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map(file =>
    file.replaceAll('\\', '/'),
  )
  expect(files).toEqual(expect.arrayContaining([...targets, 'llms.txt']))
})

test('its pages link to nothing that is not in it', () => {
  const pages = [...targets, 'llms.txt']
  const dead = pages.flatMap(page => {
    const text = readFileSync(join(root, page), 'utf8')
    return linksOf(parse(text))
      .map(link => link.split('#')[0] ?? '')
      .filter(link => link !== '')
      .map(link => normalize(join(dirname(page), link)))
      .filter(path => !targets.has(path))
      .map(path => `${page} → ${path}`)
  })
  expect(dead).toEqual([])
})

test('llms.txt names every guide', () => {
  const text = readFileSync(join(root, 'llms.txt'), 'utf8')
  expect([...targets].filter(page => !text.includes(`(${page})`))).toEqual([])
})
