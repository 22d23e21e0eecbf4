import { catalog } from './catalog.ts'

const names = new Map(catalog.map(({ id, name }) => [id, name]))

/** What the API calls a model where it shows it to people; a service is called by its own name. */
export function modelName(id: string): string {
  return names.get(id) ?? id
}
