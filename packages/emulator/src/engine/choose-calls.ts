import type { FunctionTool } from '../contract/tool-fields.ts'
import type { Conversation } from './conversation.ts'
import { listedNames, type Offer } from './offer.ts'
import { keywords, related, splitName, topicsOf } from './words.ts'

/** A call that should be made. */
export interface Intent {
  tool: FunctionTool
  /** The one of several named things that this call is about. */
  about?: string
}

/** What the caller allows. */
export interface ToolRules {
  tools: readonly FunctionTool[]
  choice: 'auto' | 'required' | { name: string }
  parallel: boolean
}

/** A tool and how far the question calls for it. */
interface Candidate {
  tool: FunctionTool
  score: number
  /** Index of the first keyword that belongs to it. */
  position: number
}

/** Verbs that half of all tools begin with say little. */
const emptyVerbs = new Set('get set fetch run call do create list tool api data new'.split(' '))

const wordWeights = { name: 3, emptyVerb: 1, description: 1 }

/** The question has the tool's very name in it. */
const namedOutright = 100

/** Below this a tool is not called for: one word of its name, or several of its description. */
const enough = 3

function propertyNames({ function: { parameters } }: FunctionTool): string[] {
  const properties = parameters?.['properties']
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
}

function weight(word: string, tool: FunctionTool): number {
  const { name, description = '' } = tool.function
  const part = splitName(name).find(piece => related(piece, word))
  if (part !== undefined) return emptyVerbs.has(part) ? wordWeights.emptyVerb : wordWeights.name
  const described = [...keywords(description), ...propertyNames(tool).flatMap(splitName)]
  return described.some(other => related(other, word)) ? wordWeights.description : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/**
 * Each word of the question counts for the one tool it fits best, so that two tools never answer the same word;
 * where it fits two equally, for the one that fits the whole question better.
 */
function scored(tools: readonly FunctionTool[], question: string): Candidate[] {
  const words = topicsOf(question)
  const fits = tools.map(tool => ({ tool, weights: words.map(word => weight(word, tool)) }))
  const ranked = fits.toSorted((one, other) => sum(other.weights) - sum(one.weights))
  const winners = words.map(
    (_, at) => ranked.toSorted((one, other) => (other.weights[at] ?? 0) - (one.weights[at] ?? 0))[0],
  )
  return fits.map(fit => {
    const won = fit.weights.map((value, at) => (winners[at] === fit ? value : 0))
    const named = question.includes(fit.tool.function.name) ? namedOutright : 0
    const first = won.findIndex(value => value > 0)
    return { tool: fit.tool, score: sum(won) + named, position: first < 0 ? Infinity : first }
  })
}

/** `findCity` finds what `getWeather(city)` needs. */
function feeds(one: FunctionTool, other: FunctionTool): boolean {
  const parts = splitName(one.function.name)
  return propertyNames(other).some(name =>
    splitName(name).every(word => parts.some(part => related(part, word))),
  )
}

/** The tools a question needs, in the order they are needed. */
function neededTools(rules: ToolRules, question: string): FunctionTool[] {
  const candidates = scored(rules.tools, question)
    .filter(({ score }) => score >= enough)
    .toSorted((one, other) => one.position - other.position)
    .map(({ tool }) => tool)
  const ordered: FunctionTool[] = []
  for (const tool of candidates) {
    const at = ordered.findIndex(earlier => feeds(tool, earlier) && !feeds(earlier, tool))
    ordered.splice(at < 0 ? ordered.length : at, 0, tool)
  }
  return ordered
}

function mostRelevant({ tools }: ToolRules, question: string): FunctionTool | undefined {
  return scored(tools, question).toSorted((one, other) => other.score - one.score)[0]?.tool
}

/** How often each tool was answered in this turn. */
function doneCount({ toolResults }: Conversation, tool: FunctionTool): number {
  return toolResults.filter(({ name }) => name === tool.function.name).length
}

/** A field for one thing: a text that is neither a choice nor the whole question. */
function takesName(tool: FunctionTool): boolean {
  const properties = Object.values(tool.function.parameters?.['properties'] ?? {}) as Record<
    string,
    unknown
  >[]
  return properties.some(property => property['type'] === 'string' && property['enum'] === undefined)
}

function intentsFor(tool: FunctionTool, offer: Offer): Intent[] {
  const names = takesName(tool) ? listedNames(offer) : []
  return names.length > 1 ? names.map(about => ({ tool, about })) : [{ tool }]
}

const together = /\b(?:in parallel|at the same time|simultaneously|at once|together)\b/i

/** A forced choice that was already answered in this turn is not made again, so that no loop runs for ever. */
function forced(rules: ToolRules, conversation: Conversation): FunctionTool | undefined {
  const { choice, tools } = rules
  if (choice === 'auto') return undefined
  const open = tools.filter(tool => doneCount(conversation, tool) === 0)
  if (typeof choice === 'object') return open.find(tool => tool.function.name === choice.name)
  // `required` asks for one call; what comes after its result is the question's own business.
  return conversation.toolResults.length > 0
    ? undefined
    : mostRelevant({ ...rules, tools: open }, conversation.question)
}

/** The calls to make now; none when the question needs no tool, or no more. */
export function chooseCalls(rules: ToolRules, conversation: Conversation, offer: Offer): Intent[] {
  const needed = typeof rules.choice === 'object' ? [] : neededTools(rules, conversation.question)
  const tools = needed.length > 0 ? needed : [forced(rules, conversation) ?? []].flat()
  const open = tools.flatMap(tool => {
    const left = intentsFor(tool, offer).slice(doneCount(conversation, tool))
    return left.length > 0 ? [left] : []
  })
  if (!rules.parallel) return (open[0] ?? []).slice(0, 1)
  return together.test(conversation.question) ? open.flat() : (open[0] ?? [])
}
