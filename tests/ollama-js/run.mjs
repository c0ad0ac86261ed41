// What a program that uses the official ollama client sees of a daemon: one JSON line a step, judged by OllamaJsTests.
// Usage: node run.mjs http://127.0.0.1:PORT [step ...]
import { Ollama } from 'ollama'

const [host, ...chosen] = process.argv.slice(2)
const client = new Ollama({ host })

async function lines(stream) {
  const statuses = []
  for await (const line of await stream) statuses.push(line.status)
  return statuses
}

async function abortedPull() {
  const impatient = new Ollama({ host })
  const stream = await impatient.pull({ model: 'naive', stream: true })
  impatient.abort()
  return lines(stream)
}

const steps = {
  'version': () => client.version(),
  'list-empty': () => client.list(),
  'pull': () => client.pull({ model: 'mock' }),
  'pull-stream': () => lines(client.pull({ model: 'mock', stream: true })),
  'pull-insecure': () => lines(client.pull({ model: 'mock', stream: true, insecure: true })),
  'list': () => client.list(),
  'show': () => client.show({ model: 'mock' }),
  'show-missing': () => client.show({ model: 'nope' }),
  'load': () => client.generate({ model: 'mock', prompt: '', keep_alive: -1 }),
  'ps': () => client.ps(),
  'prompt': () => client.chat({ model: 'mock', messages: [{ role: 'user', content: 'hello' }] }),
  'unload': () => client.generate({ model: 'mock', prompt: '', keep_alive: 0 }),
  'pull-missing': () => lines(client.pull({ model: 'nope', stream: true })),
  'pull-licensed': () => lines(client.pull({ model: 'licensed', stream: true })),
  'pull-aborted': () => abortedPull(),
  'delete': () => client.delete({ model: 'mock' }),
  'delete-missing': () => client.delete({ model: 'mock' }),
}

for (const name of chosen.length > 0 ? chosen : Object.keys(steps)) {
  let result
  try {
    result = { value: await steps[name]() }
  } catch (error) {
    result = { failure: error.message, kind: error.name, status: error.status_code ?? null }
  }
  console.log(JSON.stringify({ step: name, ...result }))
}
