import { readUpload, type ImageInput } from './image-input.ts'

/** A form taken apart: what JSON would say, and the pictures. */
export interface ImageForm {
  body: Record<string, unknown>
  references: ImageInput[]
  mask: ImageInput | undefined
}

const numbers = new Set(['n', 'strength', 'guidance_scale', 'num_inference_steps', 'seed'])

/** In a form everything is text; what is no number stays text, and is refused as that. */
function asJson(name: string, value: FormDataEntryValue): unknown {
  if (typeof value !== 'string') return value
  if (numbers.has(name) && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  if (name === 'kontext_max_mode' && /^(?:true|false)$/.test(value)) return value === 'true'
  return value
}

/** Reads the form of an edit: `image`, once or often, or `image[]`; `mask`; and the fields of the JSON. */
export async function readImageForm(form: FormData): Promise<ImageForm> {
  const pictures = ['image', 'image[]'].flatMap(name =>
    form.getAll(name).map((entry, index) => readUpload(entry, name === 'image' ? name : `image[${index}]`)),
  )
  const mask = form.get('mask')
  const others = [...form].filter(([name]) => !['image', 'image[]', 'mask'].includes(name))
  return {
    body: Object.fromEntries(others.map(([name, value]) => [name, asJson(name, value)])),
    references: await Promise.all(pictures),
    mask: mask === null ? undefined : await readUpload(mask, 'mask'),
  }
}
