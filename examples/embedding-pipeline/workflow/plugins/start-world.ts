import { definePlugin } from 'nitro'
import { recoverRuns } from '../recovery.ts'

export default definePlugin(recoverRuns)
