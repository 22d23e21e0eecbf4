import { expect, test } from 'vitest'
import { abortable } from '../../src/transport/abortable.ts'
import { rejectionOf } from '../harness.ts'
import { bytesOf } from './client-of.ts'

function source() {
  let cancelled: unknown
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: controller => controller.enqueue(bytesOf('more')),
    cancel: reason => {
      cancelled = reason
    },
  })
  return { response: new Response(body), cancelled: () => cancelled }
}

test('an abort ends the body and lets go of its source, also when nobody reads', async () => {
  const { response, cancelled } = source()
  const controller = new AbortController()
  const { body } = abortable(response, controller.signal)
  const reader = body?.getReader()
  await reader?.read()
  const reason = new Error('enough')
  controller.abort(reason)
  expect(cancelled()).toBe(reason)
  expect(await rejectionOf(Promise.resolve(reader?.read()))).toBe(reason)
})

test('a reader that leaves, leaves the source too', async () => {
  const { response, cancelled } = source()
  const { body } = abortable(response, new AbortController().signal)
  await body?.cancel('enough')
  expect(cancelled()).toBe('enough')
})

test('without an abort the body is what it was', async () => {
  const response = new Response('whole', { status: 202, headers: { 'x-request-id': 'req_1' } })
  const same = abortable(response, new AbortController().signal)
  expect([same.status, same.headers.get('x-request-id'), await same.text()]).toEqual([202, 'req_1', 'whole'])
})
