import { checkUploadSize, dataURLOf, type ImageInput } from './image-inputs.ts'
import { PLACE_OF_MASK, placeOfFile, type PreparedImage } from './prepare-image.ts'

/** Images to start from, each as a URL or a data URL. */
export interface LoadedInputs {
  files: string[]
  mask: string | undefined
}

type DownloadInput = (
  url: string,
  place: string,
) => Promise<{ bytes: Uint8Array; mediaType: string | undefined }>

/**
 * The images as the route takes them. `/images` fetches https URLs itself; the older routes take none, so
 * what stands there is fetched here (API sheet §13.1, §13.4).
 */
export async function loadInputs(
  { route, files, mask }: Pick<PreparedImage, 'route' | 'files' | 'mask'>,
  download: DownloadInput,
): Promise<LoadedInputs> {
  const load = async (input: ImageInput, place: string) => {
    if (input.type === 'url' && route === 'images' && /^https:/i.test(input.url)) return input.url
    const dataURL = input.type === 'data' ? input.dataURL : await fetchInput(input.url, place)
    if (route !== 'images') checkUploadSize(dataURL, place)
    return dataURL
  }
  const fetchInput = async (url: string, place: string) => {
    const { bytes, mediaType } = await download(url, place)
    return dataURLOf(bytes, mediaType, place)
  }
  const [loadedMask, ...loadedFiles] = await Promise.all([
    mask && load(mask, PLACE_OF_MASK),
    ...files.map((file, index) => load(file, placeOfFile(index))),
  ])
  return { files: loadedFiles.filter(file => file !== undefined), mask: loadedMask }
}
