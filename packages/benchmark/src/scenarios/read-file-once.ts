import { fileAnswer, type FileForm, type FileKind } from '../answers/file-answer.ts'
import { allContestants } from '../contestants/all-contestants.ts'
import { peakMemoryOf } from '../measuring/peak-memory.ts'

// Run in a process of its own: prints by how many bytes its memory had grown at the highest.
const [contestantName, kind, form, byteCount] = process.argv.slice(2) as [string, FileKind, FileForm, string]
const contestant = allContestants.find(({ name }) => name === contestantName)
if (contestant === undefined) throw new Error(`No contestant ${contestantName}.`)

const answer = fileAnswer({ kind, form, byteCount: Number(byteCount) })
const bytes = await peakMemoryOf(() => contestant.readFile(kind, answer))
console.log(JSON.stringify({ bytes }))
