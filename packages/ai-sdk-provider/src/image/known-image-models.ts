/** What is known of an image model without asking the catalogue. */
export interface ImageModelFacts {
  /** The most images of one request. */
  maxImages?: number
  files?: boolean
  masks?: boolean
}

// Makes, and charges, four whatever was asked for (field note A11): four requests of one would be sixteen.
const FOUR_ALWAYS: ImageModelFacts = { maxImages: 4 }

// From the documents' samples, and from users' reports of the catalogue. Of a model that is not here, the SDK
// asks for one image a request, which every model understands.
const KNOWN: Readonly<Record<string, ImageModelFacts>> = {
  'openai/gpt-image-2.5/flare/text-to-image': { maxImages: 4, files: true, masks: false },
  'openai/gpt-image-2.5/flare/edit': { files: true },
  'gpt-image-2': { maxImages: 4, files: true, masks: true },
  'nano-banana-2-lite': { maxImages: 4, files: true, masks: false },
  'higgsfield-soul': FOUR_ALWAYS,
  'flux-kontext': { files: true },
  'flux-lora/inpainting': { files: true, masks: true },
}

export function knownImageModel(modelId: string): ImageModelFacts {
  if (/^midjourney\b/i.test(modelId)) return FOUR_ALWAYS
  const name = modelId.toLowerCase()
  return Object.hasOwn(KNOWN, name) ? (KNOWN[name] ?? {}) : {}
}
