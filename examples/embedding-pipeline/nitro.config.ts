import { defineConfig } from 'nitro'

/** The server of the workflow: `workflow/api` are its routes, the module compiles 'use workflow' and 'use step'. */
export default defineConfig({
  modules: ['workflow/nitro'],
  serverDir: './workflow',
})
