import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callableTools } from './call-collector.ts'
import { callStarts, LeakedCallScanner } from './leaked-call-scanner.ts'

const tools = callableTools({
  prompt: [],
  tools: [
    {
      type: 'function',
      name: 'search',
      inputSchema: {
        type: 'object',
        properties: {
          query: { type: 'string' },
          limit: { type: 'integer' },
          fresh: { type: 'boolean' },
          sites: { type: 'array', items: { type: 'string' } },
          mode: { enum: ['fast', 'deep'] },
        },
        required: ['query'],
        additionalProperties: false,
      },
    },
    {
      type: 'function',
      name: 'Write',
      inputSchema: {
        type: 'object',
        properties: { path: {}, content: { type: 'string' } },
        required: ['path'],
      },
    },
    { type: 'function', name: 'now', inputSchema: { type: 'object', properties: {} } },
    { type: 'function', name: 'invoke', inputSchema: { type: 'object', properties: {} } },
  ],
})
const starts = callStarts(tools)

/** What a text comes to that is read in pieces: its calls, and the text without them. */
function scan(pieces: readonly string[], mayBeJson = false) {
  const scanner = new LeakedCallScanner({ tools, starts, mayBeJson })
  const scanned = [...pieces.flatMap(piece => scanner.push(piece)), ...scanner.end()]
  const calls = scanned.flatMap(piece => piece.calls)
  return {
    calls: calls.map(({ toolName, input }) => [toolName, JSON.parse(input) as unknown]),
    formats: [...new Set(calls.map(({ format }) => format))],
    text: scanned.map(piece => (piece.calls.length > 0 ? '' : piece.text)).join(''),
    whole: scanned.map(piece => piece.text).join(''),
  }
}

const DSML = '｜DSML｜'
const OTHER_DSML = ['｜｜DSML｜｜', '|DSML|', '||DSML||', '‖DSML‖']
const CLAUDE = ['ant', 'ml:'].join('')
const invoke = (prefix: string, inner: string, name = 'search') =>
  `<${prefix}invoke name="${name}">${inner}</${prefix}invoke>`
const parameter = (prefix: string, value: string, name = 'query" string="true') =>
  `<${prefix}parameter name="${name}">${value}</${prefix}parameter>`
const group = (tag: string, inner: string) => `<${tag}>${inner}</${tag}>`
const kimi = (id: string, json: string) =>
  `<|tool_call_begin|>${id}<|tool_call_argument_begin|>${json}<|tool_call_end|>`
const deepseek = (inner: string) => `<｜tool▁call▁begin｜>${inner}<｜tool▁call▁end｜>`
const OWLS = [['search', { query: 'owls' }]]
const owlsJson = '{"name":"search","arguments":{"query":"owls"}}'

// Each as models and gateways were seen to write it (field note A5, and the public trackers of other clients).
const LEAKS: readonly [format: string, text: string, calls: unknown, rest?: string][] = [
  [
    'dsml',
    `Let me look.\n\n${group(
      `${DSML}tool_calls`,
      `\n${invoke(DSML, `\n${parameter(DSML, '5 owls')}\n${parameter(DSML, '5', 'limit" string="false')}\n`)}\n`,
    )}`,
    [['search', { query: '5 owls', limit: 5 }]],
    'Let me look.\n\n',
  ],
  [
    'dsml',
    group(`${DSML}function_calls`, invoke(DSML, '', 'now') + invoke(DSML, parameter(DSML, 'owls'))),
    [['now', {}], ...OWLS],
  ],
  ['dsml', `${invoke(DSML, '\n', 'now')}\n</${DSML}tool_calls>`, [['now', {}]]],
  ['dsml', `<${DSML}tool_calls>${invoke(DSML, '', 'now')}\n`, [['now', {}]], ''],
  ...OTHER_DSML.map((prefix): (typeof LEAKS)[number] => [
    'dsml',
    group(`${prefix}tool_calls`, invoke(prefix, parameter(prefix, 'owls'))),
    OWLS,
  ]),
  [
    'invoke',
    `Sure.\n${group(
      'function_calls',
      `\n${invoke('', `\n${parameter('', 'owls', 'query')}\n${parameter('', '["a.org"]', 'sites')}\n`)}\n`,
    )}\nDone.`,
    [['search', { query: 'owls', sites: ['a.org'] }]],
    'Sure.\n\nDone.',
  ],
  ['invoke', group(`${CLAUDE}function_calls`, invoke(CLAUDE, parameter(CLAUDE, 'owls', 'query'))), OWLS],
  ['invoke', group('minimax:tool_call', invoke('', parameter('', 'owls', 'query'))), OWLS],
  ['invoke', `So: ${invoke('', parameter('', 'owls'))}`, OWLS, 'So: '],
  [
    'invoke',
    invoke('', '\n  <query>owls</query>\n  <fresh>true</fresh>\n'),
    [['search', { query: 'owls', fresh: true }]],
  ],
  ['tool-call', `Hm. <tool_call>\n${owlsJson}\n</tool_call>`, OWLS, 'Hm. '],
  [
    'tool-call',
    `<tool_call>${owlsJson}</tool_call>\n<tool_call>${owlsJson}</tool_call>`,
    [...OWLS, ...OWLS],
    '\n',
  ],
  ['tool-call', `<tool_call>${owlsJson}`, OWLS],
  ['tool-call', `<tool_call>[${owlsJson}, {"name": "now"}]</tool_call>`, [...OWLS, ['now', {}]]],
  [
    'tool-call',
    '<tool_call>{"arguments":"{\\"query\\":\\"owls\\"}","name":"search"}</tool_call></tool_call>',
    OWLS,
  ],
  ['tool-call', `<|tool_call|>[${owlsJson}]`, OWLS],
  ['tool-call', `<|tool_call|>${owlsJson}<|/tool_call|>`, OWLS],
  ['tool-call', '<function_call>{"name":"search","parameters":{"query":"owls"}}</function_call>', OWLS],
  [
    'tool-call',
    '<tool_call>\n<function=search>\n<parameter=query>\nowls\n</parameter>\n<parameter=limit>\n3\n</parameter>\n</function>\n</tool_call>',
    [['search', { query: 'owls', limit: 3 }]],
  ],
  [
    'tool-call',
    'I look: <tool_call>search\n<arg_key>query</arg_key>\n<arg_value>owls</arg_value>\n<arg_key>fresh</arg_key>\n<arg_value>true</arg_value>\n</tool_call>',
    [['search', { query: 'owls', fresh: true }]],
    'I look: ',
  ],
  ['tool-call', '<tool_call>now</tool_call>', [['now', {}]]],
  [
    'function',
    'I look.\n<function=search>\n<parameter=query>\nowls\n</parameter>\n</function>\n</tool_call>',
    OWLS,
    'I look.\n',
  ],
  [
    'kimi',
    `<|tool_calls_section_begin|>${kimi('functions.search:0', ' {"query": "owls"}\n')}${kimi('functions.now:1', '{}')}<|tool_calls_section_end|>`,
    [...OWLS, ['now', {}]],
  ],
  [
    'kimi',
    `null${kimi('search:12', '{"query":"owls"}')}<|tool_calls_section_end|><|tool_calls_section_end|>`,
    OWLS,
    'null',
  ],
  [
    'deepseek',
    `<｜tool▁calls▁begin｜>${deepseek('function<｜tool▁sep｜>search\n```json\n{"query": "owls"}\n```')}<｜tool▁calls▁end｜>`,
    OWLS,
  ],
  ['deepseek', `<｜tool▁calls▁begin｜>${deepseek('search<｜tool▁sep｜>{"query": "owls"}')}`, OWLS],
  ['use-tool', 'Now: <use_tool name="search"><query>owls</query></use_tool>', OWLS, 'Now: '],
  [
    'tool-tag',
    'I write.\n<Write>\n<path>a.md</path>\n<content>\n# A\n\n```ts\n<search>\n```\n</content>\n</Write>\nDone.',
    [['Write', { path: 'a.md', content: '# A\n\n```ts\n<search>\n```' }]],
    'I write.\n\nDone.',
  ],
  ['tool-tag', '<search>{"query":"owls"}</search>', OWLS],
  [
    'tool-tag',
    '  <Write path="a.md" content="1 < 2"/>',
    [['Write', { path: 'a.md', content: '1 < 2' }]],
    '  ',
  ],
  ['tool-tag', '<Write path="a.md"></Write>', [['Write', { path: 'a.md' }]]],
  ['tool-tag', '<now/>', [['now', {}]]],
  // The mixed tags, and the other marks of quotation.
  ['tool-tag', '<search>{"query":"owls"}</use_tool>', OWLS],
  ['tool-tag', '<search><query>owls</query></use_tool>', OWLS],
  ['use-tool', '<use_tool name="search"><query>owls</query></search>', OWLS],
  ['tool-tag', "<search query='owls'/>", OWLS],
  ['tool-tag', '<search query="owls">\n</use_tool>', OWLS],
  [
    'tool-tag',
    '<Write path="a.md" content="&quot;1 &lt; 2&quot; &amp;amp; &#233;&#x1F600; &nbsp; &#9999999;"/>',
    [['Write', { path: 'a.md', content: '"1 < 2" &amp; é😀 &nbsp; &#9999999;' }]],
  ],
  [
    'invoke',
    invoke(
      '',
      parameter('', '<![CDATA[a <b> & ]] c]]>', 'query') + parameter('', ' <![CDATA[["a.org"]]]> ', 'sites'),
    ),
    [['search', { query: 'a <b> & ]] c', sites: ['a.org'] }]],
  ],
  [
    'invoke',
    invoke('', parameter('', '<![CDATA[a ]]]]><![CDATA[> b]]>', 'query')),
    [['search', { query: 'a ]]> b' }]],
  ],
  [
    'invoke',
    invoke('', parameter('', '<![CDATA[one]]> and <![CDATA[two]]>', 'query')),
    [['search', { query: '<![CDATA[one]]> and <![CDATA[two]]>' }]],
  ],
  [
    'tool-tag',
    '<Write><path>a.xml</path><content><![CDATA[<![CDATA[x]]]]><![CDATA[>]]></content></Write>',
    [['Write', { path: 'a.xml', content: '<![CDATA[x]]>' }]],
  ],
  [
    'tool-tag',
    '<Write>\n<path>a.md</path>\n<content>\n<![CDATA[\n# A\n]]>\n</content>\n</Write>',
    [['Write', { path: 'a.md', content: '# A' }]],
  ],
  [
    'tool-call',
    '<tool_call>{"type":"function","function":{"name":"search","arguments":"{\\"query\\":\\"owls\\"}"}}</tool_call>',
    OWLS,
  ],
  ['tool-call', '<tool_call>{"tool":"search","input":{"query":"owls"}}</tool_call>', OWLS],
  ['tool-call', `<tool_call>\n\`\`\`json\n${owlsJson}\n\`\`\`\n</tool_call>`, OWLS],
  ['function', '<function=search>{"query": "owls"}</function>', OWLS],
]

describe('a leaked call', () => {
  test.each(LEAKS)('of the format %s: %s', (format, text, calls, rest = '') => {
    const { text: left, ...scanned } = scan([text])
    expect(scanned).toEqual({ calls, formats: [format], whole: text })
    expect(left.trimEnd()).toBe(rest.trimEnd())
  })

  test('of every format is the same in whatever pieces it comes', () => {
    const leaks = fc.array(fc.constantFrom(...LEAKS.map(([, text]) => text), '\n\n', 'so `a` '), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(leaks, fc.array(fc.nat(), { maxLength: 30 }), (texts, cuts) => {
        const text = texts.join('\n')
        expect(scan(split(text, cuts))).toEqual(scan([text]))
      }),
    )
  })

  test('is found character by character', () => {
    for (const [, text] of LEAKS) expect(scan([...text])).toEqual(scan([text]))
  })
})

const broken = (text: string): [string] => [text]

describe('text stays what it is', () => {
  test.each([
    ...LEAKS.map(([, text]) => broken(`\`\`\`xml\n${text}\n\`\`\`\nSo.`)),
    ...LEAKS.map(([, text]) => broken(`~~~~\n~~~\n${text}`)),
    ...LEAKS.filter(([, text]) => !/[\n`]/.test(text)).flatMap(([, text]) => [
      broken(`Write \`${text}\` for that.`),
      broken(`> ${text}`),
    ]),
  ])('where it is shown as code, or quoted: %s', text => {
    expect(scan([text])).toEqual({ calls: [], formats: [], text, whole: text })
  })

  test.each([
    ['a tool that does not exist', '<tool_call>{"name":"rm","arguments":{}}</tool_call>'],
    ['a tool that does not exist', invoke(DSML, '', 'rm')],
    ['a key that is missing', '<tool_call>{"name":"search","arguments":{}}</tool_call>'],
    [
      'a key that is not declared',
      '<tool_call>{"name":"search","arguments":{"query":"a","to":1}}</tool_call>',
    ],
    ['a value of another type', '<tool_call>{"name":"search","arguments":{"query":7}}</tool_call>'],
    [
      'a number that is none',
      '<function=search><parameter=query>a</parameter><parameter=limit>many</parameter></function>',
    ],
    ['a value that is not offered', invoke('', parameter('', 'a', 'query') + parameter('', 'slow', 'mode'))],
    ['an argument twice', invoke('', parameter('', 'a', 'query') + parameter('', 'b', 'query'))],
    ['broken JSON', '<tool_call>{"name":"search","arguments":{"query":"owls"}</tool_call>'],
    ['JSON that goes on', `<tool_call>${owlsJson} or so</tool_call>`],
    ['a call without its end', '<function=search><parameter=query>owls</parameter>'],
    ['a call without its end', `<${DSML}tool_calls><${DSML}invoke name="search">${parameter(DSML, 'owls')}`],
    [
      'a value without its end',
      `<${DSML}invoke name="search"><${DSML}parameter name="query" string="true">owls`,
    ],
    ['keys without their end', '<tool_call>search<arg_key>query</arg_key><arg_value>owls</arg_value>'],
    ['a section without a call', '<function_calls></function_calls>'],
    ['a tag of a tool within a line', 'The <search>{"query":"owls"}</search> tag.'],
    ['a tag of a tool around words', '<search>owls</search>'],
    ['attributes and words', '<Write path="a.md">words</Write>'],
    ['attributes and words, ended by the other tag', '<Write path="a.md">words</use_tool>'],
    ['attributes and tags', '<Write path="a.md"><content>words</content></Write>'],
    [
      'a definition of a tool',
      '<tool_call>{"type":"function","function":{"name":"Write","parameters":{"path":"a"}}}</tool_call>',
    ],
    ['a prototype', '<tool_call>{"name":"now","arguments":{"__proto__":{"a":1}}}</tool_call>'],
    ['a prototype', '<function=now><parameter=__proto__>{"a":1}</parameter></function>'],
  ])('with %s: %s', (_, text) => {
    expect(scan([text])).toEqual({ calls: [], formats: [], text, whole: text })
    expect(scan([...text])).toEqual({ calls: [], formats: [], text, whole: text })
  })

  test('where it is an answer in JSON', () => {
    const text = `{"example":"<tool_call>now</tool_call>"}`
    expect(scan([text], true)).toMatchObject({ calls: [], text })
    expect(scan([' ', text], true)).toMatchObject({ calls: [], text: ` ${text}` })
    expect(scan(['Well: <tool_call>now</tool_call>'], true)).toMatchObject({ calls: [['now', {}]] })
  })

  const tokens = [
    '< > </ /> " =" ` ``` ~~~ { } [ ] , : \\ é😀 tool_call function invoke parameter search Write now query name owls',
    '<tool_call> </tool_call> <function= </function> <parameter= </parameter> <arg_key> </arg_key> <arg_value>',
    '</arg_value> </invoke> "> <|tool_call_begin|> <|tool_call_argument_begin|> <|tool_call_end|> <Write> </Write>',
    `<path> </path> "name":"search" "arguments":{ <${DSML}tool_calls> </${DSML}invoke> true ${owlsJson}`,
    `<tool_call>now</tool_call> ${kimi('now', '{}')} <function=now></function>`,
  ].flatMap(line => line.split(' '))
  const anything = fc.array(
    fc.constantFrom(...tokens, ' ', '\n', '<invoke name="', '<parameter name="', invoke(DSML, '', 'now')),
    { maxLength: 40 },
  )

  test('and in order, whatever it is, but for complete calls; and pieces change nothing', () => {
    fc.assert(
      fc.property(anything, fc.array(fc.nat(), { maxLength: 40 }), (parts, cuts) => {
        const text = parts.join('')
        const scanned = scan([text])
        expect(scanned.whole).toBe(text)
        expect(scan(split(text, cuts))).toEqual(scanned)
        for (const [name] of scanned.calls) expect(tools.has(String(name))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('calls beside others that are none', () => {
  test('are found, and the others stay', () => {
    const unknown = invoke(DSML, '', 'rm')
    const text = group(
      `${DSML}tool_calls`,
      invoke(DSML, '', 'now') + unknown + invoke(DSML, parameter(DSML, 'owls')),
    )
    expect(scan([text])).toMatchObject({
      calls: [['now', {}], ...OWLS],
      text: `<${DSML}tool_calls>${unknown}`,
    })
  })

  test('begin where those break off', () => {
    expect(scan(['<tool_call><tool_call>now</tool_call>'])).toMatchObject({
      calls: [['now', {}]],
      text: '<tool_call>',
    })
    expect(scan([`a < b <<tool_c<invoke name="now"></invoke>`])).toMatchObject({
      calls: [['now', {}]],
      text: 'a < b <<tool_c',
    })
  })
})

describe('what cannot become a call is let go', () => {
  test.each([
    ['a < b', 'a < b'],
    ['<tool_call>I think', '<tool_call>I think'],
    ['<tool_call>{"name":"rm"', '<tool_call>{"name":"rm"'],
    ['<tool_call>{"name":nope', '<tool_call>{"name":nope'],
    [`<${DSML}invoke name="rm">`, `<${DSML}invoke name="rm">`],
    ['Words <tool_call>{"name":"search', 'Words '],
    ['Words <tool', 'Words '],
    ['`<tool', '`<tool'],
  ])('at once: of %s', (text, expected) => {
    const scanner = new LeakedCallScanner({ tools, starts, mayBeJson: false })
    const released = [...text].flatMap(character => scanner.push(character))
    expect(released.map(piece => piece.text).join('')).toBe(expected)
  })
})

describe('a long text', () => {
  test('of ten million characters in a section is an argument', () => {
    const content = 'a'.repeat(10_000_000)
    const text = `<function=Write><parameter=path>a</parameter><parameter=content><![CDATA[${content}]]></parameter></function>`
    expect(scan([text]).calls.map(([name]) => name)).toEqual(['Write'])
  })

  test('of twenty thousand pieces is read once', () => {
    const content = '<tool_call>{"name": </parameter <'.repeat(20_000)
    const text = `<function=Write><parameter=path>a</parameter><parameter=content>${content}</parameter></function>`
    const size = Math.ceil(text.length / 20_000)
    const pieces = Array.from({ length: 20_000 }, (_, index) => text.slice(index * size, (index + 1) * size))
    expect(scan(pieces).calls).toEqual([['Write', { path: 'a', content }]])
  })

  test.each([
    '<tool_call>',
    '<tool_call>{"name":"search","arguments":{"query":"',
    `<${DSML}tool_calls><${DSML}invoke name="search"><${DSML}parameter name="query" string="true">`,
    '<|tool_call_begin|>search',
    '<tool_call>{"a":',
    '<tool_call>[',
    '<',
    '```\n',
    '<Write>\n',
    '1',
  ])('that only begins calls is read once: %s', beginning => {
    const text = beginning.repeat(Math.ceil(200_000 / beginning.length))
    expect(scan([text])).toEqual({ calls: [], formats: [], text, whole: text })
    expect(scan(text.match(/[^]{1,30}/g) ?? []).text === text).toBe(true)
  })
})

function split(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map(cut => cut % (text.length + 1)))].toSorted(
    (left, right) => left - right,
  )
  return [0, ...places].map((place, index) => text.slice(place, places[index]))
}
