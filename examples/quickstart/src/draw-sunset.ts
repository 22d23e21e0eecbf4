import { encode } from 'fast-png'

type Color = readonly [red: number, green: number, blue: number]

const size = { width: 240, height: 160 }
const horizon = 100
const sun = { x: 120, y: 92, radius: 30 }

const nightSky: Color = [48, 24, 92]
const eveningSky: Color = [255, 140, 60]
const sunlight: Color = [255, 226, 130]
const nearSea: Color = [16, 24, 64]

function blend(from: Color, to: Color, share: number): Color {
  const mix = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share)
  return [mix(0), mix(1), mix(2)]
}

function colorAt(x: number, y: number): Color {
  if (y < horizon) {
    const inSun = Math.hypot(x - sun.x, y - sun.y) < sun.radius
    return inSun ? sunlight : blend(nightSky, eveningSky, y / horizon)
  }
  const depth = (y - horizon) / (size.height - horizon)
  // The reflection: broken by waves, wider towards the viewer.
  const glitters = y % 5 < 3 && Math.abs(x - sun.x) < sun.radius * (0.5 + depth)
  return blend(glitters ? sunlight : eveningSky, nearSea, Math.min(1, 0.35 + depth))
}

/** A sun going down over the sea, as PNG: large enough to be recognised, small enough to be cheap. */
export function drawSunset(): Uint8Array {
  const { width, height } = size
  const data = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    data.set(colorAt(pixel % width, Math.floor(pixel / width)), pixel * 3)
  }
  return encode({ width, height, data, channels: 3 })
}
