import { catalog } from './catalog.ts'
import { imageModels } from './image-models.ts'
import { speechModels } from './speech-models.ts'
import { transcriptionModels } from './transcription-models.ts'
import { videoModels } from './video-models.ts'

const models = [...catalog, ...imageModels, ...videoModels, ...speechModels, ...transcriptionModels]
const names = new Map(models.map(({ id, name }) => [id, name]))

/** What the API calls a model where it shows it to people; a service is called by its own name. */
export function modelName(id: string): string {
  return names.get(id) ?? id
}
