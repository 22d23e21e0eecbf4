import { encode } from 'fast-png'

type Pixel = readonly [red: number, green: number, blue: number, alpha?: number]

/** A PNG whose pixels are what a function says of each. */
export function drawPng(
  width: number,
  height: number,
  pixel: (x: number, y: number) => Pixel,
): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at += 1) {
    const [red, green, blue, alpha = 255] = pixel(at % width, Math.floor(at / width))
    data.set([red, green, blue, alpha], at * 4)
  }
  return new Uint8Array(encode({ width, height, data, channels: 4 }))
}

export const redPng = drawPng(64, 48, () => [220, 30, 30])

export function dataUrl(bytes: Uint8Array, type = 'image/png'): string {
  return `data:${type};base64,${btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))}`
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
}
