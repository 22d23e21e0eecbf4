export const USAGE = `Usage: nanogpt-models [list] [options] [words...]
       nanogpt-models types [options] > nanogpt-models.d.ts

Lists the models of NanoGPT, the cheapest first; words are looked for in id, name and owner.
"types" writes a declaration of their ids instead, of all kinds: editors then complete them.

Options:
  --kind <names>      text (default), image, video, speech, transcription, audio, embedding, all;
                      several with commas
  --plan <name>       of text models: subscription, paid, personalized (needs a key)
  --ability <names>   abilities that a model must have, such as vision,toolCalling
  --search <words>    the same as words without an option
  --max-input <usd>   highest price of a million input tokens
  --max-output <usd>  highest price of a million output tokens
  --max-price <usd>   highest price of an image, a second, …
  --per <unit>        which unit --max-price and the order are about: second, image, video, minute, …
  --min-context <n>   least context, such as 128k
  --subscription      only what a subscription covers, where the list tells it
  --sort <order>      price (default), input, output, context, newest, id, mostused, favorites (needs a key)
  --limit <n>         the first n
  --json              print them as JSON, with everything that is known
  --base-url <url>    another address of the API
  --help, --version

Environment:
  NANOGPT_API_KEY     (or NANO_GPT_API_KEY) the key, for what belongs to an account; not needed otherwise
  NANOGPT_BASE_URL    another address of the API

The exit code is 0, 1 when the models could not be had, 2 when an argument is wrong.
`
