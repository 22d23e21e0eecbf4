/**
 * When request bodies are compressed: `auto` for NanoGPT's own hosts from 16 KiB on, `off` never, or
 * from a size of your own on, whatever the host.
 */
export type NanoGPTCompression =
  | 'auto'
  | 'off'
  | {
      /** Size in bytes from which on a body is compressed. */
      minBytes: number
    }

// Hosts of the API, which are documented to take gzip (API sheet §1.1, §3.1). A proxy may not.
const OWN_HOSTS: ReadonlySet<string> = new Set([
  'nano-gpt.com',
  'api.nano-gpt.com',
  'cake.nano-gpt.com',
  'ai.bitcoin.com',
  'bcashgpt.com',
])

/** What fits into the first flight of a new connection arrives no sooner for being smaller. */
const WORTHWHILE_BYTES = 16 * 1024

/** Compresses the bodies of one client, until its server refuses that. */
export class BodyCompressor {
  private minBytes: number

  constructor(compression: NanoGPTCompression, baseURL: string) {
    this.minBytes = smallestBody(compression, baseURL)
  }

  /** @returns the gzipped text, or `undefined` where it is to be sent as it is. */
  async compress(text: string): Promise<Uint8Array | undefined> {
    // No text has fewer bytes than characters.
    if (text.length < this.minBytes || typeof CompressionStream === 'undefined') return undefined
    const gzipped = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
    return new Uint8Array(await new Response(gzipped).arrayBuffer())
  }

  /** Stops compressing: the server answered 415. */
  stop(): void {
    this.minBytes = Infinity
  }
}

function smallestBody(compression: NanoGPTCompression, baseURL: string): number {
  if (typeof compression === 'object') return compression.minBytes
  return compression === 'auto' && OWN_HOSTS.has(new URL(baseURL).hostname) ? WORTHWHILE_BYTES : Infinity
}
