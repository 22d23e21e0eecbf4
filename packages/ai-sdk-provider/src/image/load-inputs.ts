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

/** The images as the route takes them: the older ones take no URLs, so what stands there is fetched (API sheet §13.4). */
export async function loadInputs(
  { route, files, mask }: Pick<PreparedImage, 'route' | 'files' | 'mask'>,
  download: DownloadInput,
): Promise<LoadedInputs> {
  if (route === 'images') return { files: files.map(addressOf), mask: undefined }

  const load = async (input: ImageInput, place: string) => {
    const dataURL = input.type === 'data' ? input.dataURL : await fetchInput(input.url, place)
    checkUploadSize(dataURL, place)
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

function addressOf(input: ImageInput): string {
  return input.type === 'url' ? input.url : input.dataURL
}
