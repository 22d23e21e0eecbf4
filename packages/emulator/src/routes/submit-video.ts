import { drawStills, makeVideo } from '../engine/video/make-video.ts'
import type { Scene } from '../engine/video/draw-frames.ts'
import { idFor } from '../engine/random.ts'
import type { EmulatorContext } from '../env.ts'
import { encodePicture } from '../media/encode-picture.ts'
import { incoming } from '../middleware/incoming.ts'
import { keyNumber } from '../middleware/require-key.ts'
import type { Job, JobSubmission } from '../state/job-store.ts'
import { charge } from './charge.ts'

/** A video as it shall be made. */
export interface VideoPlan {
  model: string
  cost: number
  scene: Scene
  conversation?: string | undefined
}

/** The only model whose files can be fetched through the API, in three variants. */
export const proxiedModel = 'sora-2'
export const variants = ['video', 'thumbnail', 'spritesheet'] as const

/** The files of a video, in the order of the variants. */
async function makeFiles(context: EmulatorContext, { model, scene }: VideoPlan): Promise<string[]> {
  const { files } = context.env.state
  const video = files.put({ bytes: await makeVideo(scene), contentType: 'video/mp4' })
  if (model !== proxiedModel) return [video]
  const thumbnail = await encodePicture(drawStills(scene, 1), 'webp')
  const spritesheet = await encodePicture(drawStills(scene, 8), 'jpeg')
  return [video, files.put(thumbnail), files.put(spritesheet)]
}

async function outcome(context: EmulatorContext, plan: VideoPlan): Promise<JobSubmission['outcome']> {
  const fault = context.env.state.faults.takeForJob(incoming(context))
  if (fault === undefined) return { result: { body: {}, files: await makeFiles(context, plan) } }
  const { message = 'Video generation failed', code, userMessage } = fault
  return {
    failure: {
      message,
      ...(code !== undefined && { code }),
      ...(userMessage !== undefined && { userMessage }),
    },
  }
}

/** Charges a video and starts its job, which belongs to the key that asked. */
export async function submitVideo(context: EmulatorContext, plan: VideoPlan): Promise<Job> {
  const { jobs, options } = context.env.state
  const { model, cost, conversation = null } = plan
  const paid = charge(context, { kind: 'video', model, cost })
  return jobs.submit({
    id: idFor('vid_', options.seed, context.get('ordinal'), context.get('record').bodyText),
    kind: 'video',
    model,
    charge: paid,
    facts: { key: keyNumber(context), conversation },
    outcome: await outcome(context, plan),
  })
}
