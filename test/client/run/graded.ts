import type { TestContext } from 'node:test'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { type Grade, gradeAll } from '../../../client/run/grade.ts'
import { serveLecture } from '../lecture-server.ts'

export const calls = lectureCalls.filter(call => !call.optional)

/** The grades of some hosts by the lecture's calls. */
export function grade(hosts: string[], timeout = 10, jobs = 16): Promise<Grade[]> {
  const entries = hosts.map((host, index) => ({ host, label: `host ${index}` }))
  return gradeAll(entries, { calls, jobs, timeout, wait: undefined })
}

export const verdicts = (grades: Grade[]) => grades.map(({ verdict }) => verdict)

/** Starts hosts that are right. */
export function good(t: TestContext, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => serveLecture(t)))
}
