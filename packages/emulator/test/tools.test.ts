import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { complete, user, type Completion, type Json } from './ask.ts'

const emulator = createEmulator()

type Call = { id: string; name: string; input: Json }

function tool(name: string, properties: Json = {}, description = ''): Json {
  return {
    type: 'function',
    function: {
      name,
      description,
      parameters: { type: 'object', properties, required: Object.keys(properties) },
    },
  }
}

const text = { type: 'string' }
const getWeather = tool(
  'getWeather',
  { city: text, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
  'The weather of a city',
)
const findCity = tool('findCity', { query: text }, 'Finds a city by what it is known for')
const add = tool('add_numbers', { a: { type: 'number' }, b: { type: 'number' } })
const sendMail = tool('send_email', { to: { type: 'string', format: 'email' }, subject: text })
const calculate = tool('calculator', { expression: text })
const readFile = tool('readFile', { path: text })
const fetchPage = tool('fetchPage', { url: text })
const all = [getWeather, findCity, add, sendMail, calculate, readFile, fetchPage]

function callsOf({ choices: [choice] }: Completion): Call[] {
  return (choice?.message.tool_calls ?? []).map(call => ({
    id: call.id,
    name: call.function.name,
    input: JSON.parse(call.function.arguments) as Json,
  }))
}

/** Asks, answers every call with `run`, and asks again, until there is an answer in text. */
async function loop(
  question: string,
  body: Json,
  run: (call: Call) => unknown,
): Promise<{ rounds: string[][]; text: string }> {
  const messages: Json[] = [user(question)]
  const rounds: string[][] = []
  for (let round = 0; round < 12; round += 1) {
    const reply = await complete(emulator, { messages, ...body })
    const calls = callsOf(reply)
    if (calls.length === 0) return { rounds, text: reply.choices[0]?.message.content ?? '' }
    rounds.push(calls.map(({ name, input }) => `${name} ${JSON.stringify(input)}`))
    messages.push(reply.choices[0]!.message as unknown as Json)
    messages.push(
      ...calls.map(call => ({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(run(call)) })),
    )
  }
  throw new Error('The loop does not end.')
}

describe('which tool is called', () => {
  it.each<[question: string, calls: [name: string, input: Json][]]>([
    ['What is the weather in Paris?', [['getWeather', { city: 'Paris', unit: 'celsius' }]]],
    [
      'How is the weather in New York, in Fahrenheit?',
      [['getWeather', { city: 'New York', unit: 'fahrenheit' }]],
    ],
    [
      'Will it rain in Oslo and in Bergen?',
      [
        ['getWeather', { city: 'Oslo', unit: 'celsius' }],
        ['getWeather', { city: 'Bergen', unit: 'celsius' }],
      ],
    ],
    ['How much is 12 * (7 + 3)?', [['calculator', { expression: '12 * (7 + 3)' }]]],
    ['Read src/index.ts for me', [['readFile', { path: 'src/index.ts' }]]],
    ['Summarise https://example.com/a.html', [['fetchPage', { url: 'https://example.com/a.html' }]]],
    ['Please add the numbers 17 and 25.5', [['add_numbers', { a: 17, b: 25.5 }]]],
    ['Call add_numbers with b=3 and a=4', [['add_numbers', { a: 4, b: 3 }]]],
    [
      'Send an email to ada@example.com about "Engines"',
      [['send_email', { to: 'ada@example.com', subject: 'Engines' }]],
    ],
    [
      'Compare the weather in Paris, London and Rome.',
      [
        ['getWeather', { city: 'Paris', unit: 'celsius' }],
        ['getWeather', { city: 'London', unit: 'celsius' }],
        ['getWeather', { city: 'Rome', unit: 'celsius' }],
      ],
    ],
  ])('%s', async (question, calls) => {
    const reply = await complete(emulator, { messages: [user(question)], tools: all })
    expect(callsOf(reply).map(({ name, input }) => [name, input])).toEqual(calls)
    expect(reply.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } })
  })

  it.each(['Hello, how are you?', 'Tell me a story about dragons.'])('none for “%s”', async question => {
    const reply = await complete(emulator, { messages: [user(question)], tools: all })
    expect(callsOf(reply)).toEqual([])
    expect(reply.choices[0]?.finish_reason).toBe('stop')
  })

  it('none when the choice is none', async () => {
    expect(
      callsOf(
        await complete(emulator, {
          messages: [user('What is the weather in Paris?')],
          tools: all,
          tool_choice: 'none',
        }),
      ),
    ).toEqual([])
  })

  it('one in any case when a call is required', async () => {
    expect(callsOf(await complete(emulator, { tools: all, tool_choice: 'required' }))).toHaveLength(1)
  })

  it('the named one when it is named, whatever was asked', async () => {
    const choice = { type: 'function', function: { name: 'findCity' } }
    const reply = await complete(emulator, {
      messages: [user('What is the weather in Paris?')],
      tools: all,
      tool_choice: choice,
    })
    expect(callsOf(reply).map(({ name }) => name)).toEqual(['findCity'])
  })

  it('a tool without parameters is called with an empty object', async () => {
    const clock = { type: 'function', function: { name: 'current_time' } }
    expect(
      callsOf(await complete(emulator, { messages: [user('What is the time?')], tools: [clock] })),
    ).toMatchObject([{ input: {} }])
  })

  it.each([
    ['Search the web for owls', { query: expect.any(String) }],
    ['Search the web for news about owls since 2026-05-01', { topic: 'news', fromDate: '2026-05-01' }],
  ])('optional parameters only where somebody spoke of them: %s', async (question, input) => {
    const properties = {
      query: text,
      topic: { type: 'string', enum: ['general', 'news'] },
      fromDate: { type: 'string', format: 'date' },
      domains: { type: 'array', items: text },
    }
    const parameters = { type: 'object', properties, required: ['query'] }
    const search = { type: 'function', function: { name: 'searchWeb', parameters } }
    const [call] = callsOf(await complete(emulator, { messages: [user(question)], tools: [search] }))
    expect(call?.input).toEqual({ query: expect.any(String), ...input })
  })

  it('one call at a time when parallel calls are switched off, or the model has none', async () => {
    const messages = [user('Compare the weather in Paris, London and Rome.')]
    expect(
      callsOf(await complete(emulator, { messages, tools: all, parallel_tool_calls: false })),
    ).toHaveLength(1)
    expect(
      callsOf(await complete(emulator, { messages, tools: all, model: 'openai/gpt-6.1-sol' })),
    ).toHaveLength(1)
  })

  it('the same call has the same id, different calls have different ones', async () => {
    const ask = async (): Promise<string[]> =>
      callsOf(await complete(emulator, { messages: [user('Weather in Paris and Rome?')], tools: all })).map(
        ({ id }) => id,
      )
    const [ids, again] = [await ask(), await ask()]
    expect(ids).toEqual(again)
    expect(new Set(ids).size).toBe(2)
  })
})

describe('a loop of calls', () => {
  it('finds a city, then its weather with what was found, then answers with both', async () => {
    const { rounds, text: answer } = await loop(
      'Find the city with the Eiffel Tower and tell me its weather.',
      { tools: all },
      ({ name }) => (name === 'findCity' ? { city: 'Paris' } : { temperature: 21, sky: 'clear' }),
    )
    expect(rounds).toEqual([
      [expect.stringContaining('findCity')],
      ['getWeather {"city":"Paris","unit":"celsius"}'],
    ])
    expect(answer).toContain('Paris')
    expect(answer).toContain('"temperature":21')
  })

  it('knows what feeds what, although the question has it the other way round', async () => {
    const { rounds } = await loop(
      'What is the weather in the city of the Eiffel Tower?',
      { tools: [getWeather, findCity] },
      () => ({ city: 'Paris' }),
    )
    expect(rounds.map(([call]) => call?.split(' ')[0])).toEqual(['findCity', 'getWeather'])
  })

  it('goes through a list one by one where calls are not parallel', async () => {
    const { rounds } = await loop(
      'Compare the weather in Paris, London and Rome.',
      { tools: all, parallel_tool_calls: false },
      () => 'fine',
    )
    expect(rounds.map(([call]) => call)).toEqual([
      expect.stringContaining('Paris'),
      expect.stringContaining('London'),
      expect.stringContaining('Rome'),
    ])
  })

  it.each<[choice: string, body: Json]>([
    ['required', { tool_choice: 'required' }],
    ['a name', { tool_choice: { type: 'function', function: { name: 'add_numbers' } } }],
    ['auto', {}],
  ])('ends with the choice %s', async (_, body) => {
    const { rounds } = await loop('Please add 1 and 2', { tools: all, ...body }, () => 3)
    expect(rounds).toEqual([['add_numbers {"a":1,"b":2}']])
  })

  it('begins anew with the next question', async () => {
    const first = await complete(emulator, { messages: [user('Weather in Paris?')], tools: all })
    const [call] = callsOf(first)
    const messages = [
      user('Weather in Paris?'),
      first.choices[0]!.message,
      { role: 'tool', tool_call_id: call!.id, content: 'rain' },
      { role: 'assistant', content: 'Rain.' },
      user('And the weather in Oslo?'),
    ]
    expect(callsOf(await complete(emulator, { messages, tools: all }))).toMatchObject([
      { name: 'getWeather', input: { city: 'Oslo' } },
    ])
  })

  it('does not count results of calls that nobody made', async () => {
    const messages = [
      user('Weather in Paris?'),
      { role: 'tool', tool_call_id: 'call_nobody', content: 'rain' },
    ]
    expect(callsOf(await complete(emulator, { messages, tools: all }))).toHaveLength(1)
  })
})
