import { embeddingAnswer, fetchEmbeddings, VALUE_COUNT } from '../answers/embedding-answer.ts'
import { allContestants } from '../contestants/all-contestants.ts'
import { isProvider } from '../contestants/contestant.ts'
import { peakMemoryOf } from '../measuring/peak-memory.ts'

// Run in a process of its own: prints by how many bytes its memory had grown at the highest.
const [contestantName, dimensions] = process.argv.slice(2)
const contestant = allContestants.find(({ name }) => name === contestantName)
if (contestant === undefined || !isProvider(contestant)) throw new Error(`No provider ${contestantName}.`)

const answer = embeddingAnswer(Number(dimensions))
const model = contestant.createEmbeddingModel({
  baseURL: 'https://benchmark.invalid/api/v1',
  fetch: fetchEmbeddings(answer, () => {}),
})
const values = Array.from({ length: VALUE_COUNT }, (_, index) => `value ${index}`)
const bytes = await peakMemoryOf(() => model.doEmbed({ values }))
console.log(JSON.stringify({ bytes }))
