import { invalidRequest, invalidValue } from '../contract/api-error.ts'

/** A file as it was uploaded. */
export interface UploadedSound {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** A form, apart from its file, as the fields that JSON would have. */
export interface SoundForm {
  fields: Record<string, unknown>
  file: UploadedSound | undefined
}

/** What the text of a field stands for. */
export interface FormTypes {
  /** Names under which the file may come. */
  files: readonly string[]
  numbers?: readonly string[]
  booleans?: readonly string[]
  lists?: readonly string[]
}

function parse(text: string, name: string, { numbers = [], booleans = [] }: FormTypes): unknown {
  if (numbers.includes(name) && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  if (booleans.includes(name) && (text === 'true' || text === 'false')) return text === 'true'
  // Text that is not what it should be stays text, for the schema to refuse.
  return text
}

function readFields(form: FormData, types: FormTypes): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [key, value] of form.entries()) {
    const name = key.endsWith('[]') ? key.slice(0, -2) : key
    if (types.files.includes(name) && typeof value !== 'string') continue
    if (typeof value !== 'string') throw invalidValue(key, `${key} is not a file.`)
    const before = fields[name]
    if (types.lists?.includes(name)) fields[name] = [...(Array.isArray(before) ? before : []), value]
    else if (before !== undefined) throw invalidValue(name, `${name} was sent more than once.`)
    else fields[name] = parse(value, name, types)
  }
  return fields
}

async function readFile(form: FormData, names: readonly string[]): Promise<UploadedSound | undefined> {
  const [file, another] = names.flatMap(name => form.getAll(name)).filter(value => typeof value !== 'string')
  if (another !== undefined) throw invalidRequest('invalid_parameter_value', 'Send one file.', names[0])
  if (file === undefined) return undefined
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** Takes a form apart. */
export async function readSoundForm(form: FormData, types: FormTypes): Promise<SoundForm> {
  return { fields: readFields(form, types), file: await readFile(form, types.files) }
}
