import { emptyRaster, type Raster } from '../../media/raster.ts'
import { drawFrames, type Scene } from './draw-frames.ts'
import { macroblock, type Colour } from './encode-h264.ts'
import { writeMp4 } from './write-mp4.ts'

/** A scene as an MP4. */
export async function makeVideo(scene: Scene): Promise<Uint8Array> {
  return writeMp4({ size: scene.size, seconds: scene.seconds, frames: drawFrames(scene) })
}

function rgba([luma, blue, red]: Colour): number {
  const light = 1.164 * (luma - 16)
  const channels = Uint8ClampedArray.of(
    light + 1.596 * (red - 128),
    light - 0.392 * (blue - 128) - 0.813 * (red - 128),
    light + 2.017 * (blue - 128),
    255,
  )
  return new DataView(channels.buffer).getUint32(0)
}

/** Up to so many frames of a scene, side by side. */
export function drawStills(scene: Scene, count: number): Raster {
  const { width, height } = scene.size
  const all = drawFrames(scene)
  const step = Math.max(1, Math.floor(all.length / count))
  const frames = all.filter((_, index) => index % step === 0).slice(0, count)
  const raster = emptyRaster(width * frames.length, height)
  const view = new DataView(raster.data.buffer)
  for (const [position, { columns, colours }] of frames.entries()) {
    const pixels = colours.map(rgba)
    for (let at = 0; at < width * height; at += 1) {
      const row = Math.floor(at / width)
      const column = at % width
      const block = Math.floor(row / macroblock) * columns + Math.floor(column / macroblock)
      view.setUint32((row * raster.width + position * width + column) * 4, pixels[block] ?? 0)
    }
  }
  return raster
}
