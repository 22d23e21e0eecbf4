/** The image models that a subscription includes. No document names them; these are cheap ones. */
const included = new Set(['hidream', 'flux-schnell', 'qwen-image-3', 'stable-diffusion-xl'])

export function includesImages(model: string): boolean {
  return included.has(model)
}
