import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { decodePicture } from '../src/media/decode-picture.ts'
import { bytesOf, edits, make, normalised, prompt } from './make-images.ts'
import { dataUrl } from './pictures.ts'

// The codec is a file of a package, which only runtimes with a file system can read.
describe('WebP', () => {
  it('is made when asked for, and read when it comes back', async () => {
    const emulator = createEmulator()
    const body = { model: 'gpt-image-2', resolution: '1536x1024', output_format: 'webp', prompt }
    const bytes = bytesOf(await make(normalised, body, emulator))
    expect(await decodePicture(bytes)).toMatchObject({ width: 1536, height: 1024 })

    const edit = { prompt, imageDataUrl: dataUrl(bytes, 'image/webp'), output_format: 'webp', strength: 0 }
    const edited = await decodePicture(bytesOf(await make(edits, edit, emulator)))
    const original = await decodePicture(bytes)
    expect(edited).toMatchObject({ width: 1536, height: 1024 })
    const at = (700 * 1536 + 700) * 4
    const red = (raster: typeof edited): number => raster?.data[at] ?? NaN
    expect(Math.abs(red(edited) - red(original))).toBeLessThan(12)
  })
})
