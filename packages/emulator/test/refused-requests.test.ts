import { beforeEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { fail, user, type Json } from './ask.ts'
import { png } from './png.ts'

const emulator = createEmulator()
beforeEach(() => emulator.reset())

const image = (url: string): Json => ({
  model: 'openai/gpt-5.2',
  messages: [user([{ type: 'image_url', image_url: { url } }])],
})
const video = (video_url: unknown, beside: Json = {}): Json => ({
  model: 'google/gemini-3.8-flash',
  messages: [user([{ type: 'video_url', video_url, ...beside }])],
})
const tool = (name: string, parameters: unknown = { type: 'object' }): Json => ({
  type: 'function',
  function: { name, parameters },
})
const strictSchema = (schema: unknown): Json => ({
  model: 'zai-org/glm-5',
  response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
})

describe('a request that the documents do not allow', () => {
  it.each<[param: string, body: Json, code?: string]>([
    ['model', { model: undefined }, 'missing_required_parameter'],
    ['messages', { messages: undefined }, 'missing_required_parameter'],
    ['model', { model: 7 }],
    ['messages', { messages: [] }],
    ['messages[0].role', { messages: [{ content: 'x' }] }, 'missing_required_parameter'],
    ['messages[0].role', { messages: [{ role: 'robot', content: 'x' }] }],
    ['messages[0].content', { messages: [{ role: 'user' }] }, 'missing_required_parameter'],
    [
      'messages[0].content',
      { messages: [{ role: 'assistant', content: null }, user('x')] },
      'missing_required_parameter',
    ],
    ['messages[0].content[0].type', { messages: [user([{ type: 'picture' }])] }],
    [
      'messages[0].content[0].image_url',
      { messages: [user([{ type: 'image_url', image_url: 'https://a.example/b.png' }])] },
    ],
    [
      'messages[0].content[0].cache_control.ttl',
      { messages: [user([{ type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '2h' } }])] },
    ],
    [
      'messages[0].tool_call_id',
      { messages: [{ role: 'tool', content: 'x' }] },
      'missing_required_parameter',
    ],
    [
      'messages[0].tool_calls[0].function.arguments',
      {
        messages: [
          {
            role: 'assistant',
            tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: {} } }],
          },
        ],
      },
    ],
    ['temperature', { temperature: 2.1 }],
    ['temperature', { temperature: '1' }],
    ['top_p', { top_p: -0.1 }],
    ['top_k', { top_k: 0 }],
    ['min_p', { min_p: 2 }],
    ['mirostat_mode', { mirostat_mode: 3 }],
    ['max_tokens', { max_tokens: 0 }],
    ['max_tokens', { max_tokens: 1.5 }],
    ['max_completion_tokens', { max_completion_tokens: 0 }],
    ['frequency_penalty', { frequency_penalty: 3 }],
    ['repetition_penalty', { repetition_penalty: -3 }],
    ['stop', { stop: 5 }],
    ['stop_token_ids[0]', { stop_token_ids: ['a'] }],
    ['logit_bias.a', { logit_bias: { a: 'b' } }],
    ['stream', { stream: 'yes' }],
    ['stream_options.include_usage', { stream_options: { include_usage: 1 } }],
    ['service_tier', { service_tier: 'gold' }],
    ['reasoning_effort', { reasoning_effort: 'extreme' }],
    ['reasoning.effort', { reasoning: { effort: 5 } }],
    ['reasoning.delta_field', { reasoning: { delta_field: 'thinking' } }],
    ['provider.sort', { provider: { sort: 'best' } }],
    ['provider.quantizations', { provider: { quantizations: [] } }],
    ['provider.min_quantization', { provider: { min_quantization: 'unknown' } }],
    ['provider.max_price.prompt', { provider: { max_price: { prompt: -1 } } }],
    ['provider.only', { provider: { only: ['nobody'] } }, 'provider_unknown_provider'],
    ['provider', { provider: 'nobody' }, 'provider_unknown_provider'],
    ['provider', { provider: { only: ['novita'], quantizations: ['fp4'] } }, 'no_fallback_available'],
    ['caching', { caching: 'yes' }],
    ['caching', { model: 'qwen/qwen3.8-vl', caching: true }, 'no_fallback_available'],
    ['prompt_caching.ttl', { prompt_caching: { enabled: true, ttl: '1d' } }],
    ['prompt_caching.cut_after_message_index', { prompt_caching: { cut_after_message_index: -1 } }],
    ['billing_mode', { billing_mode: 'subscription' }],
    ['web_search.enabled', { web_search: { provider: 'exa' } }, 'missing_required_parameter'],
    ['web_search.provider', { web_search: { enabled: true, provider: 'bing' } }],
    ['web_search.depth', { web_search: { enabled: true, provider: 'sofya', depth: 'deep' } }],
    ['web_search.numResults', { web_search: { enabled: true, provider: 'exa', numResults: 101 } }],
    [
      'web_search.searchDomainFilter',
      { web_search: { enabled: true, provider: 'perplexity', searchDomainFilter: Array(21).fill('a') } },
    ],
    ['web_search_options.search_context_size', { web_search_options: { search_context_size: 'huge' } }],
    ['memory', { memory: true }],
    ['model_context_limit', { model_context_limit: 'a lot' }],
    ['youtube_transcripts', { youtube_transcripts: 'yes' }],
    ['n', { n: 2 }],
    ['messages', { max_tokens: 200_000 }, 'context_length_exceeded'],
    [
      'messages',
      { model: 'openai/gpt-4o-mini', messages: [user('many words '.repeat(70_000))] },
      'context_length_exceeded',
    ],
    ['tools', { tools: '[]' }, 'invalid_tool_spec_parse'],
    ['tools[0].type', { tools: [{ type: 'retrieval' }] }, 'invalid_tool_spec'],
    ['tools[0].function.name', { tools: [{ type: 'function', function: {} }] }, 'missing_required_parameter'],
    ['tools[0].function.parameters', { tools: [tool('f', 'none')] }, 'invalid_tool_spec'],
    ['tools[1]', { tools: [tool('f'), { type: 'nanogpt:tool_search' }] }, 'tool_search_api_not_supported'],
    ['tools[0]', { tools: [{ ...tool('f'), defer_loading: true }] }, 'tool_search_api_not_supported'],
    [
      'tools',
      { tools: [tool('f', { type: 'object', description: 'x'.repeat(200 * 1024) })] },
      'tool_spec_too_large',
    ],
    [
      'tools[0].function.parameters.$schema',
      { model: 'deepseek/deepseek-v4.1-flash', tools: [tool('f', { $schema: 'x', type: 'object' })] },
      'invalid_tool_spec',
    ],
    ['tool_choice', { tools: [tool('f')], tool_choice: 'always' }, 'tool_choice_unsupported'],
    ['tool_choice', { tool_choice: 'required' }, 'tool_choice_unsupported'],
    ['tool_choice', { tools: [tool('f')], tool_choice: { type: 'function', function: { name: 'g' } } }],
    ['response_format.type', { response_format: { type: 'xml' } }],
    ['response_format.type', { response_format: { type: 'questions', questions: {} } }],
    [
      'response_format.json_schema.name',
      { response_format: { type: 'json_schema', json_schema: { schema: {} } } },
      'missing_required_parameter',
    ],
    [
      'response_format.json_schema.schema',
      { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: 'x' } } },
      'invalid_json_schema',
    ],
    [
      'response_format.json_schema.schema',
      strictSchema({ type: 'object', properties: {} }),
      'invalid_json_schema',
    ],
    [
      'response_format.json_schema.schema',
      strictSchema({ type: 'object', properties: { a: {} }, additionalProperties: false }),
      'invalid_json_schema',
    ],
    [
      'response_format.json_schema.schema',
      strictSchema({ type: 'array', items: { type: 'object', properties: { a: {} }, required: ['a'] } }),
      'invalid_json_schema',
    ],
    [
      'reasoning_effort',
      { model: 'deepseek/deepseek-v4.1-flash', reasoning_effort: 'low' },
      'unsupported_reasoning_effort',
    ],
    [
      'reasoning_effort',
      { model: 'anthropic/claude-opus-5.5', reasoning: { enabled: false } },
      'unsupported_reasoning_effort',
    ],
    [
      'reasoning_effort',
      { model: 'anthropic/claude-opus-5.5', reasoning_effort: 'none' },
      'unsupported_reasoning_effort',
    ],
    ['advisor.model', { advisor: {} }, 'missing_required_parameter'],
    ['advisor.max_uses', { advisor: { model: 'openai/gpt-5.2', max_uses: 2 } }],
    ['advisor.model', { advisor: { model: 'zai-org/glm-5:fast' } }],
    ['advisor', { advisor: { model: 'openai/gpt-5.2' }, stream: true }],
    ['advisor', { advisor: { model: 'openai/gpt-5.2' }, tools: [] }],
    ['advisor', { model: 'zai-org/glm-5:online', advisor: { model: 'openai/gpt-5.2' } }],
    [
      'messages[0].content[0]',
      { ...image('https://a.example/b.png'), model: 'zai-org/glm-5' },
      'image_input_not_supported',
    ],
    ['messages[0].content[0].image_url.url', image('http://a.example/b.png')],
    ['messages[0].content[0].image_url.url', image('data:image/gif;base64,R0lGODlh')],
    ['messages[0].content[0].image_url.url', image('data:image/png;base64,###')],
    ['messages[0].content[0].image_url.url', image(png(1, 1))],
    [
      'messages[0].content[0]',
      { ...video({ url: 'https://a.example/b.mp4' }), model: 'zai-org/glm-5' },
      'video_input_not_supported',
    ],
    ['messages[0].content[0].video_url.url', video({}), 'missing_video_source'],
    [
      'messages[0].content[0].video_url.url',
      video({ url: 'ftp://a.example/b.mp4' }),
      'invalid_video_url_scheme',
    ],
    [
      'messages[0].content[0].video_url.url',
      video({ url: 'https://www.youtube.com/watch?v=1' }),
      'youtube_video_route_not_supported',
    ],
    ['messages[0].content[0].video_url.url', video({ url: 'data:video/mp4,abc' }), 'invalid_video_data_url'],
    [
      'messages[0].content[0].video_url.url',
      video({ url: 'data:image/png;base64,AAAA' }),
      'invalid_video_mime_type',
    ],
    [
      'messages[0].content[0].video_url.url',
      video({ url: 'data:video/mp4;base64,#' }),
      'invalid_video_base64',
    ],
    [
      'messages[0].content[0]',
      video({ url: 'https://a.example/b.mp4', start_offset: 5, end_offset: 2 }),
      'invalid_video_segment',
    ],
    [
      'messages[0].content[0]',
      video({ url: 'https://a.example/b.mp4', start_offset: 1, end_offset: 2 }),
      'video_segment_not_supported',
    ],
    [
      'messages',
      {
        model: 'google/gemini-3.8-flash',
        messages: [
          user(
            [1, 2, 3].map(part => ({
              type: 'video_url',
              video_url: { url: `https://a.example/${part}.mp4` },
            })),
          ),
        ],
      },
      'video_attachment_limit_exceeded',
    ],
    [
      'messages[0].content[0]',
      { messages: [user([{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }])] },
      'audio_input_not_supported',
    ],
    [
      'messages[1].configuration_update',
      {
        messages: [
          user('x'),
          { role: 'developer', content: '', configuration_update: { reasoning: { effort: 'low' } } },
        ],
      },
    ],
    [
      'messages[0].configuration_update.reasoning.effort',
      {
        model: 'anthropic/claude-fable-5.1',
        messages: [{ role: 'system', content: '', configuration_update: { reasoning: { effort: 'none' } } }],
      },
    ],
  ])('is refused at %s', async (param, body, code = 'invalid_parameter_value') => {
    const error = await fail(emulator, body)
    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error', code, param })
    expect(error.message.length).toBeGreaterThan(10)
  })

  it('says what is wrong in words', async () => {
    expect((await fail(emulator, { temperature: 3 })).message).toBe('temperature must be at most 2')
    expect((await fail(emulator, { model: undefined })).message).toBe('model is required')
    expect((await fail(emulator, { service_tier: 'gold' })).message).toBe(
      'service_tier must be "auto", "default", "flex", "fast" or "priority"',
    )
  })

  it('is not charged', async () => {
    await fail(emulator, { temperature: 3 })
    expect(emulator.account.balance).toBe(100)
  })
})
