/**
 * Import this first: the service, when it is first imported, then logs only what failed. So a test that gets a 500 has the
 * reason and its line beside it.
 */
process.env.LOG_LEVEL ??= 'error'
