import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openFolder } from '../src/folder.ts'
import { makeFolder } from './command.ts'

const files = {
  'a.ts': '',
  'src/b.ts': '',
  'src/..c': '',
  '.gitignore': 'dist/\n*.log\n!kept.log\n',
  'dist/d.js': '',
  'e.log': '',
  'kept.log': '',
  'src/.gitignore': 'private.md\n',
  'src/private.md': '',
  'private.md': '',
  '.env': 'KEY=1',
  '.env.local': 'KEY=1',
  '.env.example': '',
  '.git/config': '',
  'node_modules/x/index.js': '',
  'session.json': '{}',
}

async function open() {
  const outside = await makeFolder({ 'secret.txt': 'secret' })
  const root = await makeFolder(files)
  await symlink(outside, join(root, 'way-out'))
  await symlink(join(outside, 'secret.txt'), join(root, 'link.txt'))
  await symlink(join(outside, 'not-yet.txt'), join(root, 'dangling.txt'))
  await symlink(join(root, 'a.ts'), join(root, 'inner.ts'))
  return { outside, root, folder: await openFolder(root, join(root, 'session.json')) }
}

test('the list has what Git does not ignore, no secrets, no links, and not our own file', async () => {
  const { folder } = await open()
  expect(await folder.list()).toEqual([
    '.env.example',
    '.gitignore',
    'a.ts',
    'kept.log',
    'private.md',
    'src/..c',
    'src/.gitignore',
    'src/b.ts',
  ])
})

test('our own file is hidden however it is named', async () => {
  const root = await makeFolder({ 'a.ts': '' })
  const link = `${root}-link`
  await symlink(root, link)
  const folder = await openFolder(link, join(link, 'session.json'))
  await writeFile(join(root, 'session.json'), '{}')
  expect(await folder.list()).toEqual(['a.ts'])
  await expect(folder.locate('session.json')).rejects.toThrow('is hidden')
})

test('what Git ignores further up is hidden too', async () => {
  const root = await makeFolder({ '.gitignore': 'secret.txt\n', '.git/HEAD': '', 'part/secret.txt': '' })
  const folder = await openFolder(join(root, 'part'))
  expect(await folder.list()).toEqual([])
  await expect(folder.locate('secret.txt')).rejects.toThrow('is hidden')
})

describe('a file', () => {
  test.each([
    ['a.ts', 'a.ts'],
    ['./src/../a.ts', 'a.ts'],
    ['src/..c', 'src/..c'],
    ['src/new/deep.ts', 'src/new/deep.ts'],
    ['inner.ts', 'a.ts'],
  ])('%s is found', async (path, found) => {
    const { folder } = await open()
    expect(await folder.locate(path)).toBe(join(folder.root, found))
  })

  test.each([
    '../x',
    '/etc/passwd',
    'src/../../x',
    'way-out/secret.txt',
    'way-out/new.txt',
    'link.txt',
    '..',
  ])('%s is outside', async path => {
    const { folder } = await open()
    await expect(folder.locate(path)).rejects.toThrow('is outside the folder')
  })

  test.each([
    '.env',
    '.ENV.local',
    'src/.env',
    '.git/config',
    'node_modules/x/index.js',
    'dist/d.js',
    'dist/new.js',
    'e.log',
    'src/private.md',
    'session.json',
  ])('%s is hidden', async path => {
    const { folder } = await open()
    await expect(folder.locate(path)).rejects.toThrow('is hidden')
  })

  test('behind a link that leads nowhere is not made', async () => {
    const { folder } = await open()
    await expect(folder.locate('dangling.txt')).rejects.toThrow('leads nowhere')
  })

  test('is not the folder itself', async () => {
    const { folder } = await open()
    await expect(folder.locate('.')).rejects.toThrow('the folder itself')
  })
})
