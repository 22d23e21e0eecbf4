import { emptyRaster, type Raster } from '../media/raster.ts'
import { numbersFrom } from './random.ts'
import type { Size } from './picture-size.ts'

type Color = readonly [red: number, green: number, blue: number]

type Numbers = () => number

function anyColor(next: Numbers): Color {
  return [next() * 255, next() * 255, next() * 255]
}

/** From one colour at the left and top to another at the right and bottom, each at a rate of its own. */
function paintGround({ width, height, data }: Raster, next: Numbers): void {
  const [from, to] = [anyColor(next), anyColor(next)]
  const slant = next()
  let at = 0
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const share = (x / width) * slant + (y / height) * (1 - slant)
      data[at] = from[0] + (to[0] - from[0]) * share
      data[at + 1] = from[1] + (to[1] - from[1]) * share
      data[at + 2] = from[2] + (to[2] - from[2]) * share
      data[at + 3] = 255
      at += 4
    }
  }
}

interface Shape {
  left: number
  top: number
  width: number
  height: number
  round: boolean
  color: Color
}

function anyShape({ width, height }: Size, next: Numbers): Shape {
  const across = Math.ceil(width * (0.1 + next() * 0.3))
  const down = Math.ceil(height * (0.1 + next() * 0.3))
  return {
    left: Math.floor(next() * (width - across)),
    top: Math.floor(next() * (height - down)),
    width: across,
    height: down,
    round: next() < 0.5,
    color: anyColor(next),
  }
}

/** Half the width of a shape at one of its rows. */
function halfWidth({ width, height, round }: Shape, row: number): number {
  if (!round) return width / 2
  const fromMiddle = (2 * row + 1) / height - 1
  return (width / 2) * Math.sqrt(Math.max(0, 1 - fromMiddle * fromMiddle))
}

function paintShape({ width, data }: Raster, shape: Shape): void {
  for (let row = 0; row < shape.height; row += 1) {
    const half = halfWidth(shape, row)
    const middle = shape.left + shape.width / 2
    let at = ((shape.top + row) * width + Math.round(middle - half)) * 4
    for (const end = at + Math.floor(half * 2) * 4; at < end; at += 4) {
      data[at] = shape.color[0]
      data[at + 1] = shape.color[1]
      data[at + 2] = shape.color[2]
    }
  }
}

/** A picture of nothing: a gradient with shapes, another one for every seed. */
export function paintPicture(size: Size, seed: number): Raster {
  const next = numbersFrom(seed)
  const raster = emptyRaster(size.width, size.height)
  paintGround(raster, next)
  for (let count = 4 + Math.floor(next() * 5); count > 0; count -= 1) paintShape(raster, anyShape(size, next))
  return raster
}
