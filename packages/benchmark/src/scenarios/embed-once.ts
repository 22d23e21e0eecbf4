import { embeddingAnswer, fetchEmbeddings, VALUE_COUNT } from '../answers/embedding-answer.ts'
import { allContestants } from '../contestants/all-contestants.ts'
import { isProvider } from '../contestants/contestant.ts'

// Run in a process of its own: prints by how many bytes its memory had grown at the highest.
const [contestantName, dimensions] = process.argv.slice(2)
const contestant = allContestants.find(({ name }) => name === contestantName)
if (contestant === undefined || !isProvider(contestant)) throw new Error(`No provider ${contestantName}.`)

const answer = embeddingAnswer(Number(dimensions))
const model = contestant.createEmbeddingModel({
  baseURL: 'https://benchmark.invalid/api/v1',
  fetch: fetchEmbeddings(answer, () => {}),
})
// What making the answer took is given back, as far as it can be, before the highest mark is read.
globalThis.gc?.()
const { rss } = process.memoryUsage()
let highest = rss
const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 1)
await model.doEmbed({ values: Array.from({ length: VALUE_COUNT }, (_, index) => `value ${index}`) })
clearInterval(watch)
highest = Math.max(highest, process.memoryUsage().rss)
console.log(JSON.stringify({ bytes: highest - rss }))
