import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { VERSION, type NanoGPTModelInfo } from '../../src/index.ts'
import { runModels, type Ended } from './run-models.ts'

const odd = [
  { id: 'odd/dear', context_length: 1_050_000, pricing: { prompt: 20, completion: 60.5 } },
  {
    id: 'odd/cheap',
    name: 'Cheap',
    context_length: 64_000,
    capabilities: { vision: true, tool_calling: true },
    pricing: { prompt: 0.0000001, completion: 0.25 },
    subscription: { included: true },
  },
  { id: 'odd/bell\u0007\u001B[31m' },
]

let served: ServedEmulator
beforeAll(async () => {
  served = await serveEmulator({ models: odd })
})
afterAll(() => served.close())

/** The command, pointed at the emulator by the environment. */
function models(...argv: string[]): Promise<Ended> {
  return runModels(argv, { NANOGPT_BASE_URL: served.url })
}

describe('the list', () => {
  test('is a table, the cheapest first, with nothing beside it for programs', async () => {
    expect(await models('odd/')).toEqual({
      code: 0,
      errors: '',
      output: [
        'MODEL           CONTEXT         IN   OUT  PLAN          ABILITIES',
        'odd/cheap           64K  0.0000001  0.25  subscription  vision toolCalling',
        'odd/dear          1.05M         20  60.5  -             -',
        'odd/bell??[31m        -          -     -  -             -',
        '',
      ].join('\n'),
    })
  })

  test('asks without a key, with that of the environment where there is one', async () => {
    await models('--limit', '1')
    expect(served.emulator.requests.at(-1)?.headers.authorization).toBeUndefined()
    await runModels(['--plan', 'personalized', '--base-url', served.url], {
      NANO_GPT_API_KEY: EMULATOR_API_KEY,
    })
    expect(served.emulator.requests.at(-1)).toMatchObject({
      path: '/api/personalized/v1/models',
      headers: { authorization: `Bearer ${EMULATOR_API_KEY}` },
      status: 200,
    })
  })

  test.each<[argv: string[], expected: string[]]>([
    [['odd/', '--max-input', '$1'], ['odd/cheap']],
    [['odd/', '--max-output=60'], ['odd/cheap']],
    [['odd/', '--min-context', '1m'], ['odd/dear']],
    [['odd/', '--ability', 'vision,tool_calling'], ['odd/cheap']],
    [['odd/', '--ability', 'vision', '--ability', 'tool-calling'], ['odd/cheap']],
    [['list', 'odd/', '--subscription'], ['odd/cheap']],
    [['--search', 'ODD', 'cheap'], ['odd/cheap']],
    [
      ['odd/', '--sort', 'context', '--limit', '2'],
      ['odd/dear', 'odd/cheap'],
    ],
    [['odd/', '--sort', 'mostused', '--limit', '1'], ['odd/bell\u0007\u001B[31m']],
    [['--kind', 'image', '--max-price', '0.001', '--per', 'image'], ['flux-schnell']],
    [['--kind', 'speech,transcription', 'whisper-large'], ['Whisper-Large-V3']],
    [['--kind', 'all', 'text-embedding-3-small'], ['text-embedding-3-small']],
  ])('%j', async (argv, expected) => {
    const { code, output, errors } = await models(...argv, '--json')
    expect([code, errors]).toEqual([0, ''])
    expect((JSON.parse(output) as NanoGPTModelInfo[]).map(({ id }) => id)).toEqual(expected)
  })

  test('as JSON has everything that is known', async () => {
    const { output } = await models('cheap', '--json')
    expect(JSON.parse(output)).toEqual([
      {
        id: 'odd/cheap',
        kind: 'text',
        name: 'Cheap',
        contextLength: 64_000,
        abilities: { vision: true, toolCalling: true },
        isSubscription: true,
        tokenPrices: { input: 0.0000001, output: 0.25 },
        unitPrices: [],
        parameters: {},
      },
    ])
  })

  test('of media shows what a unit costs, and which kinds there are', async () => {
    const { output } = await models('--kind', 'video,embedding')
    expect(output).toMatch(/^MODEL +KIND +CONTEXT +IN +PRICE +ABILITIES\n/)
    expect(output).toMatch(
      /\ngrok-imagine-video +video +- +- +0\.05-0\.07\/second, 0\.002\/input image +videoGeneration/,
    )
    expect(output).toMatch(/\nveo2-video .+ 3\.4\/video, 0\.68\/extra second /)
  })

  test('that nothing fits says so, and is no failure', async () => {
    expect(await models('no-such-model')).toEqual({ code: 0, output: '', errors: 'No model fits.\n' })
    expect(await models('no-such-model', '--json')).toEqual({ code: 0, output: '[]\n', errors: '' })
  })

  test('that nothing has a mistyped ability names those that there are', async () => {
    const { code, output, errors } = await models('--ability', 'visoin,toolCalling')
    expect([code, output]).toEqual([0, ''])
    expect(errors).toMatch(/^No model fits: none of the list has 'visoin'\. There are: .*\bvision\b.*\.\n$/)
    expect((await models('--ability', 'vision', 'no-such-model')).errors).toBe('No model fits.\n')
  })
})

describe('a failure', () => {
  test('without a network says which host, and what to check', async () => {
    const gone = await serveEmulator()
    await gone.close()
    const { code, output, errors } = await runModels([], { NANOGPT_BASE_URL: gone.url })
    expect([code, output]).toEqual([1, ''])
    expect(errors).toMatch(
      /^error: 127\.0\.0\.1:\d+ cannot be reached: .+\. Check the connection, and NANOGPT_BASE_URL/,
    )
    expect(errors.trim()).not.toContain('\n')
  })

  test('of a refused key says whose key it was, and does not repeat it', async () => {
    const { code, errors } = await runModels(['--plan', 'personalized'], {
      NANOGPT_BASE_URL: served.url,
      NANOGPT_API_KEY: 'sk-nano-wrong-key',
    })
    expect(code).toBe(1)
    expect(errors).toMatch(/^error: 127\.0\.0\.1:\d+ refused the key of NANOGPT_API_KEY \(401\): /)
    expect(errors).not.toContain('wrong-key')
  })

  test('for want of a key says where to get one', async () => {
    const { code, errors } = await models('--sort', 'favorites')
    expect(code).toBe(1)
    expect(errors).toContain('Set NANOGPT_API_KEY')
    expect(errors).toContain('https://nano-gpt.com/api')
  })

  test('of the server says what it answered', async () => {
    const broken = await serveEmulator()
    broken.emulator.faults.always({ type: 'status', status: 503 })
    const { code, errors } = await runModels(['--base-url', broken.url])
    await broken.close()
    expect(code).toBe(1)
    expect(errors).toMatch(/^error: 127\.0\.0\.1:\d+ answered 503: /)
  })

  // Only Linux has a disk that is always full.
  test.runIf(existsSync('/dev/full'))('that the disk has no room for says so in one line', async () => {
    const full = await open('/dev/full', 'w')
    const { code, errors } = await runModels(['--json'], { NANOGPT_BASE_URL: served.url }, full.fd)
    await full.close()
    expect(code).toBe(1)
    expect(errors).toMatch(/^error: The output cannot be written: ENOSPC.*\n$/)
  })

  test.each([
    [['--nonsense'], "Unknown option '--nonsense'. See nanogpt-models --help."],
    [['--limit', 'many'], "--limit must be a number such as 0.5 or 128k, not 'many'."],
    [['--limit', '1.5'], 'limit must be a whole number, not 1.5.'],
    [['--max-input'], "Option '--max-input <value>' argument missing."],
    [['--kind', 'music'], "There is no list of 'music'."],
    [['--plan', 'free'], "not 'free'"],
    [['--kind', 'image', '--plan', 'paid'], 'Only the list of text models has a plan'],
    [['--sort', 'best'], 'sortBy must be one of price'],
    [['types', '--json'], '--json does not go with types'],
    [['--base-url', 'ftp://somewhere'], 'baseURL must be an http or https URL'],
  ])('%j is refused in one line, with 2', async (argv, words) => {
    const { code, output, errors } = await models(...argv)
    expect([code, output]).toEqual([2, ''])
    expect(errors).toContain(words)
    expect(errors.trim()).not.toContain('\n')
  })

  test.each([[['--key', 'secret-words']], [['--api-key=secret-words']], [['sk-nano-secret-words']]])(
    'a key among the arguments is refused and not repeated: %j',
    async argv => {
      const { code, errors } = await models(...argv)
      expect(code).toBe(2)
      expect(errors).toContain('Set NANOGPT_API_KEY')
      expect(errors).not.toContain('secret-words')
    },
  )
})

test.each([
  ['--help', 'Usage: nanogpt-models'],
  ['-h', 'NANOGPT_BASE_URL'],
  ['help', 'Usage: nanogpt-models'],
  ['--version', VERSION === '0.0.0-source' ? '.' : VERSION],
])('%s is printed without asking anybody', async (argument, words) => {
  const before = served.emulator.requests.length
  const { code, output, errors } = await models(argument)
  expect([code, errors]).toEqual([0, ''])
  expect(output).toContain(words)
  expect(served.emulator.requests).toHaveLength(before)
})
