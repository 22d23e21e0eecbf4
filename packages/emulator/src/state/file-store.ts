/** A file that was made. */
export interface StoredFile {
  bytes: Uint8Array
  contentType: string
}

/** Files behind signed URLs. They live until `reset`; only their URLs expire. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>()

  /** Keeps a file and gives it an id, which ends like the name of a file. */
  put(file: StoredFile): string {
    const extension = /\/([a-z0-9]+)/.exec(file.contentType)?.[1] ?? 'bin'
    const id = `emulator-${String(this.#files.size + 1).padStart(6, '0')}.${extension}`
    this.#files.set(id, file)
    return id
  }

  find(id: string): StoredFile | undefined {
    return this.#files.get(id)
  }

  clear(): void {
    this.#files.clear()
  }
}
