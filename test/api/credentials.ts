/**
 * The headers that sign the tests in, where an entry has a guard: `{ authorization: 'Bearer a-token-of-the-tests' }`, say.
 * What the guard compares them with is set here, too: `process.env.API_TOKEN = 'a-token-of-the-tests'`.
 */
export const credentials: Record<string, string> = {}
