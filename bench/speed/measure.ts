import { applyLoad, type Load } from './load.ts'
import { cpuTime, memory } from './processes.ts'
import type { Rest } from './rest.ts'
import type { Running } from './running.ts'

export type Setting = {
  workers: number
  connections: number
  load: Load
  reconnect?: boolean
  /** How long one measurement takes; a whole number, as wrk wants it. */
  seconds: number
  /** Requests that the server must have answered before, if more than its warm-up. */
  after?: number
  /**
   * The CPUs of the server and of the load generator; any unless set. On the same one the server's CPU time is steadiest,
   * because no other core must be woken; on two, throughput and latency are the server's own.
   */
  pinned?: 'same' | 'apart'
}

export type Sample = {
  requests: number
  /** CPU time of all processes of the server, in microseconds a request. */
  cpu: number
  /** Requests a second. */
  throughput: number
  /** Bytes of an answer, its head included. */
  answer: number
  /** Bytes in the log, a request. */
  logged: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** MB (PSS), after the load. */
  memory: number
  /** Milliseconds from the server's start to its first answer. */
  startTime: number
  /** CPU time of the database's processes, in microseconds a request. */
  databaseCpu?: number
} & Partial<Rest>

/** Loads a running server and tells what that cost. */
export async function measure(running: Running, setting: Setting): Promise<Sample> {
  const { load, seconds, connections, reconnect, pinned } = setting
  const cpu = { same: 0, apart: 1, none: undefined }[pinned ?? 'none']
  const database = running.server.databaseProcesses ?? (() => [])
  running.clearLog()
  const before = cpuTime(running.pids())
  const databaseBefore = cpuTime(database())
  const result = await applyLoad({ port: running.port, load, seconds, connections, reconnect, cpu })
  const used = cpuTime(running.pids()) - before
  const databaseUsed = cpuTime(database()) - databaseBefore
  const logged = running.clearLog()
  return {
    requests: result.requests,
    cpu: used / result.requests,
    throughput: result.requests / result.seconds,
    answer: result.bytes / result.requests,
    logged: logged / result.requests,
    p50: result.p50,
    p99: result.p99,
    memory: memory(running.pids()),
    startTime: running.startTime,
    ...(databaseUsed > 0 && { databaseCpu: databaseUsed / result.requests }),
  }
}
