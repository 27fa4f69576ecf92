/** What happened, and what to do about it. */
export type Explanation = { problem: string; hint?: string }
