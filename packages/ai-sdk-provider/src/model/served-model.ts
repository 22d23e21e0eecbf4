import type { NanoGPTBilling } from '../options/billing.ts'
import type { ClientSettings, NanoGPTClient } from '../transport/http-client.ts'

/** What a model is made with, besides its client. Plain JSON. */
export type ModelSettings = {
  /** Prefix of `provider`, and a second key under which options are read. */
  providerName: string
  billing: NanoGPTBilling
}

/** A model as a workflow engine keeps it: without the key, the headers and the `fetch` of the provider. */
export type SerializedModel = { modelId: string; settings: ModelSettings; client: ClientSettings }

/**
 * What the models of all kinds have in common.
 *
 * Each class has the two functions of workflow engines itself, because their compilers look for them there.
 * A model that comes back reads the key from the environment.
 */
export abstract class ServedModel {
  readonly specificationVersion = 'v4'
  readonly modelId: string

  /** The last part of `provider`, as in `nanogpt.image`. */
  protected abstract readonly kind: string
  protected readonly settings: ModelSettings
  protected readonly client: NanoGPTClient

  constructor(modelId: string, settings: ModelSettings, client: NanoGPTClient) {
    this.modelId = modelId
    this.settings = settings
    this.client = client
  }

  get provider(): string {
    return `${this.settings.providerName}.${this.kind}`
  }

  /** The caller expects the subscription to pay. */
  protected get isSubscription(): boolean {
    return this.settings.billing === 'subscription' || this.client.isSubscriptionURL
  }

  protected serialize(): SerializedModel {
    return { modelId: this.modelId, settings: this.settings, client: this.client.settings }
  }
}
