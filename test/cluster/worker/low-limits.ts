/** Limits of a request's head that a test can go over. */
export const lowLimits = [
  '--limit-request-line',
  '100',
  '--limit-request-fields',
  '5',
  '--limit-request-field_size',
  '2000',
]
