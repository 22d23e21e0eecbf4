import type { CutFault, ErrorFrameFault, Fault, MalformedFrameFault, StallFault } from '../contract/fault.ts'
import { cutBytes, sendDone, sendEvent, sendText, type Step } from './steps.ts'

type Steps = Iterable<Step>

/** Lets `count` frames pass, then goes on with something else. */
function* after(count: number, steps: Steps, then: (rest: Iterator<Step>) => Steps): Generator<Step> {
  const rest = steps[Symbol.iterator]()
  for (let passed = 0; passed < count; passed += 1) {
    const next = rest.next()
    if (next.done) return
    yield next.value
  }
  yield* then(rest)
}

/** Sends the first half of a body that has no frames. */
function* half(steps: Steps, then: Step): Generator<Step> {
  const pieces = [...steps].flatMap(step => ('send' in step ? [step.send] : []))
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0)
  let left = Math.floor(total / 2)
  for (const piece of pieces) {
    if (left > 0) yield { send: piece.subarray(0, left) }
    left -= piece.length
  }
  yield then
}

function stopEarly(steps: Steps, fault: CutFault | StallFault, framed: boolean): Steps {
  const end: Step = { end: fault.type === 'stall' ? 'stall' : fault.how === 'break' ? 'break' : 'close' }
  return framed ? after(fault.afterFrames, steps, () => [end]) : half(steps, end)
}

function errorInStream(fault: ErrorFrameFault): Steps {
  const error = {
    status: fault.status ?? 503,
    message: fault.message ?? 'The provider failed while answering.',
    code: fault.code ?? 'service_unavailable',
  }
  const chunk = {
    id: 'chatcmpl-failed',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: {}, finish_reason: 'error' }],
    error,
  }
  return [sendEvent(fault.bare ? { error } : chunk), sendDone]
}

function* malformed(steps: Steps, fault: MalformedFrameFault): Generator<Step> {
  yield* after(fault.afterFrames, steps, function* (rest) {
    yield sendText('data: {"id":"chatcmpl-broken","choices":[{"index":0,"delta":{"content":"lo\n\n')
    for (let next = rest.next(); !next.done; next = rest.next()) yield next.value
  })
}

function* keptAlive(steps: Steps, everyFrames: number): Generator<Step> {
  let frame = 0
  for (const step of steps) {
    if (frame % Math.max(1, everyFrames) === 0) yield sendText(': keep-alive\n\n')
    frame += 1
    yield step
  }
}

/** Pieces of exactly `size` bytes, across frames, as a careless proxy would make them. */
function* split(steps: Steps, size: number): Generator<Step> {
  let held = new Uint8Array(0)
  for (const step of steps) {
    if ('end' in step) {
      yield* cutBytes(held, size)
      held = new Uint8Array(0)
      yield step
      continue
    }
    const joined = new Uint8Array(held.length + step.send.length)
    joined.set(held)
    joined.set(step.send, held.length)
    const whole = joined.length - (joined.length % size)
    yield* cutBytes(joined.subarray(0, whole), size)
    held = joined.slice(whole)
  }
  yield* cutBytes(held, size)
}

/** A body with one fault in it. Faults that are not about bodies leave it as it is. */
function withFault(steps: Steps, fault: Fault, framed: boolean): Steps {
  switch (fault.type) {
    case 'cut':
    case 'stall':
      return stopEarly(steps, fault, framed)
    case 'contentType':
      return fault.body === undefined ? steps : [sendText(fault.body)]
    case 'split':
      return split(steps, Math.max(1, fault.bytes))
    case 'errorFrame':
      return framed ? after(fault.afterFrames, steps, () => errorInStream(fault)) : steps
    case 'malformedFrame':
      return framed ? malformed(steps, fault) : steps
    case 'keepAlive':
      return framed ? keptAlive(steps, fault.everyFrames) : steps
    default:
      return steps
  }
}

/** A body with faults in it. `split` comes last: it cuts whatever the others made. */
export function withFaults(steps: Steps, faults: readonly Fault[], framed: boolean): Steps {
  const inOrder = faults.toSorted(
    (one, other) => Number(one.type === 'split') - Number(other.type === 'split'),
  )
  return inOrder.reduce<Steps>((body, fault) => withFault(body, fault, framed), steps)
}
