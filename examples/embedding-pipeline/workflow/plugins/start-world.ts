import { definePlugin } from 'nitro'
import { getWorld } from 'workflow/runtime'

/** Goes on with the workflows that were running when the server ended. */
export default definePlugin(async () => {
  await getWorld().start?.()
})
