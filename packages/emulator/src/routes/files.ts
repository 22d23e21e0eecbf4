import { ApiError } from '../contract/api-error.ts'
import { idFor } from '../engine/random.ts'
import type { EmulatorContext } from '../env.ts'
import type { StoredFile } from '../state/file-store.ts'
import { bytesReply, deliver } from '../stream/deliver.ts'

const secondsValid = 3600

function signature(context: EmulatorContext, id: string, expires: number): string {
  return idFor('', 'signed', context.env.state.options.seed, id, expires)
}

/** A URL that shows the file with this id to everybody, for an hour. */
export function signStored(context: EmulatorContext, id: string): string {
  const { clock, options } = context.env.state
  const url = new URL(`/files/${id}`, options.fileOrigin ?? context.req.url)
  const expires = Math.ceil(clock.now() / 1000) + secondsValid
  url.search = new URLSearchParams({
    expires: String(expires),
    signature: signature(context, id, expires),
  }).toString()
  return url.href
}

/** Keeps a file and gives its signed URL. */
export function signFile(context: EmulatorContext, file: StoredFile): string {
  return signStored(context, context.env.state.files.put(file))
}

/** What the API itself gets when it is sent one of its own URLs; `undefined` where it is not valid. */
export function followSigned(context: EmulatorContext, url: URL): StoredFile | undefined {
  const { clock, files } = context.env.state
  const id = url.pathname.slice('/files/'.length)
  const expires = Number(url.searchParams.get('expires'))
  if (url.searchParams.get('signature') !== signature(context, id, expires)) return undefined
  return clock.now() > expires * 1000 ? undefined : files.find(id)
}

/** Whether a URL leads back here. */
export function isOwn(context: EmulatorContext, url: URL): boolean {
  const { origin } = new URL(context.env.state.options.fileOrigin ?? context.req.url)
  return url.origin === origin && url.pathname.startsWith('/files/')
}

/** Object stores answer in XML. */
function refuse(status: number, code: string, message: string): ApiError {
  return new ApiError({ status, code, message }, { envelope: 'xml' })
}

/** A signed URL is its own key: a store that is shown another one as well refuses both. */
function checkAccess(context: EmulatorContext, id: string): void {
  if (context.req.header('authorization') !== undefined || context.req.header('x-api-key') !== undefined) {
    throw refuse(400, 'InvalidArgument', 'Only one auth mechanism allowed; a signed URL takes no other key.')
  }
  const expires = Number(context.req.query('expires'))
  if (context.req.query('signature') !== signature(context, id, expires)) {
    throw refuse(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.')
  }
  if (context.env.state.clock.now() > expires * 1000) {
    throw refuse(403, 'AccessDenied', 'Request has expired')
  }
}

/** `GET /files/:id`, as an object store serves signed URLs. */
export function getFile(context: EmulatorContext): Response {
  const id = context.req.param('id') ?? ''
  checkAccess(context, id)
  const file = context.env.state.files.find(id)
  if (file === undefined) throw refuse(404, 'NoSuchKey', 'The specified key does not exist.')
  return deliver(context, bytesReply(file.bytes, file.contentType))
}
