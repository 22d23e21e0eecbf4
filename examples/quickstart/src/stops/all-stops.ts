import type { Stop } from '../stop.ts'
import { answerFromWeb } from './answer-from-web.ts'
import { callTools } from './call-tools.ts'
import { continueText } from './continue-text.ts'
import { describeImage } from './describe-image.ts'
import { drawImage } from './draw-image.ts'
import { filmScene } from './film-scene.ts'
import { findModel } from './find-model.ts'
import { lookAtAccount } from './look-at-account.ts'
import { makeObject } from './make-object.ts'
import { searchByMeaning } from './search-by-meaning.ts'
import { showReasoning } from './show-reasoning.ts'
import { speakText } from './speak-text.ts'
import { streamAnswer } from './stream-answer.ts'
import { transcribeRecording } from './transcribe-recording.ts'

/** The tour, in order. */
export const allStops: readonly Stop[] = [
  streamAnswer,
  showReasoning,
  callTools,
  makeObject,
  describeImage,
  searchByMeaning,
  transcribeRecording,
  drawImage,
  speakText,
  filmScene,
  continueText,
  answerFromWeb,
  lookAtAccount,
  findModel,
]
