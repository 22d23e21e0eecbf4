import { decode } from 'fast-png'
import { expect } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import { ask, type Json } from './ask.ts'
import { dataUrl, fromBase64, redPng } from './pictures.ts'

export const generations = '/api/v1/images/generations'
export const edits = '/api/v1/images/edits'
export const normalised = '/api/v1/images'

export const prompt = 'A lighthouse at dusk'
export const image = dataUrl(redPng)

export interface Images {
  created: number
  data: { b64_json?: string; url?: string; revised_prompt?: string }[]
  cost: number
  paymentSource: string
  remainingBalance: number
}

export function post(emulator: Emulator, path: string, body: Json, headers = {}): Promise<Response> {
  return ask(emulator, { model: undefined, messages: undefined, ...body }, { path, headers })
}

export async function make(path: string, body: Json, emulator = createEmulator()): Promise<Images> {
  const response = await post(emulator, path, body)
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
  expect(emulator.unknownFields).toEqual([])
  return (await response.json()) as Images
}

export const bytesOf = ({ data }: Images, index = 0): Uint8Array<ArrayBuffer> =>
  fromBase64(data[index]?.b64_json ?? '')

export async function picture(path: string, body: Json) {
  return decode(bytesOf(await make(path, body)))
}

export const pixel = (
  { data, width }: { data: ArrayLike<number>; width: number },
  x: number,
  y: number,
): number[] => Array.from({ length: 3 }, (_, channel) => data[(y * width + x) * 4 + channel] ?? -1)

export async function refused(
  path: string,
  body: Json,
  emulator = createEmulator(),
): Promise<[number, Json]> {
  const response = await post(emulator, path, body)
  return [response.status, (await response.json()) as Json]
}
