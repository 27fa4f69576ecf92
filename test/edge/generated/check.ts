import { Agent } from 'node:http'
import { after, before, type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { assertGood, assertNamed } from './answers.ts'
import { type Document, readDocument } from './document.ts'
import { wrongInput } from './invalid.ts'
import { send } from './request.ts'
import { validInput } from './valid.ts'

const batch = 50

type Running = { port: number; stop(): Promise<void> }

/** Makes two tests, of so many generated inputs each, for whatever API a server publishes. SEED repeats a run. */
export function checkGenerated(api: string, start: () => Promise<Running>, count: number): void {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
  const figure = count.toLocaleString('en')
  const agent = new Agent({ keepAlive: true })
  let server: Running
  let target: { port: number; agent: Agent }
  let document: Document

  before(async () => {
    server = await start()
    target = { port: server.port, agent }
    document = await readDocument(server.port)
  })
  after(async () => {
    agent.destroy()
    await server.stop()
  })

  test(`${api}: ${figure} inputs that the document says are right get the answer that it promises`, async t => {
    const inputs = document.operations.map(operation =>
      validInput(document, operation).map(input => ({ operation, input })),
    )
    await run(t, fc.oneof(...inputs), async ({ operation, input }) => {
      assertGood(document, operation, await send(target, operation, input))
    })
  })

  test(`${api}: ${figure} inputs that the document says are wrong get a 400 or 415 that names the field`, async t => {
    const inputs = document.operations.flatMap(operation => {
      const wrong = wrongInput(document, operation)
      return wrong ? [wrong.map(given => ({ operation, ...given }))] : []
    })
    if (inputs.length === 0) return t.skip('no operation takes an input that can be wrong')
    await run(t, fc.oneof(...inputs), async ({ operation, input, where, type }) => {
      assertNamed(await send(target, operation, input, type), where)
    })
  })

  async function run<T>(
    t: TestContext,
    inputs: fc.Arbitrary<T>,
    check: (input: T) => Promise<void>,
  ): Promise<void> {
    t.diagnostic(`SEED=${seed}`)
    const batches = fc.array(inputs, { minLength: batch, maxLength: batch })
    const checkAll = async (all: T[]) => {
      await Promise.all(all.map(input => check(input).catch(error => fail(input, error))))
    }
    await fc.assert(fc.asyncProperty(batches, checkAll), { numRuns: count / batch, seed, endOnFailure: true })
  }
}

function fail(input: unknown, { message }: Error): never {
  throw new Error(`${message}\nfor ${JSON.stringify(input)}`)
}
