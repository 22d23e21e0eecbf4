import { embeddings } from './embeddings.ts'
import { image, speech } from './files.ts'
import { firstPart } from './first-part.ts'
import { importTime } from './import-time.ts'
import { memory } from './memory.ts'
import { reasoningStream } from './reasoning-stream.ts'
import { requestPreparation } from './request-preparation.ts'
import type { Scenario } from './scenario.ts'
import { textStream } from './text-stream.ts'
import { toolCallStream } from './tool-call-stream.ts'
import { upload } from './upload.ts'

export const allScenarios: readonly Scenario[] = [
  textStream,
  reasoningStream,
  toolCallStream,
  firstPart,
  memory,
  requestPreparation,
  embeddings,
  image,
  speech,
  importTime,
  upload,
]
