/** The server of the tests knows this token, and the tests send it. */
process.env.API_TOKEN = 'a-token-of-the-tests'
export const credentials: Record<string, string> = { authorization: 'Bearer a-token-of-the-tests' }
