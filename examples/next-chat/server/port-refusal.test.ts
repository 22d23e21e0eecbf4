import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { portRefusal } from './port-refusal.ts'

test('a port that is taken is refused, and free again once it is', async () => {
  const server = createServer()
  await new Promise<void>(resolve => {
    server.listen(0, 'localhost', resolve)
  })
  const port = String((server.address() as AddressInfo).port)
  expect(await portRefusal('localhost', port)).toBe(`Port ${port} is already in use.`)
  await new Promise(resolve => {
    server.close(resolve)
  })
  expect(await portRefusal('localhost', port)).toBeUndefined()
})

test.each(['abc', '', '0', '70000', '-1', '3e3'])('%j is no port', async port => {
  expect(await portRefusal('localhost', port)).toBe(
    `PORT must be a whole number from 1 to 65535, not '${port}'.`,
  )
})
