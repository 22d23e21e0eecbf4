/** How calls are paid, unless one says otherwise. */
export type NanoGPTBilling = 'auto' | 'subscription' | 'paygo'
