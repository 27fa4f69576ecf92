/** Whether tests run only when they are named: they need Docker, a browser, Python or tools of their own, or take minutes. */
export function isOnRequest(file: string): boolean {
  return /(browser|containers|deploy|faults|fork|full|interop|pages)\//.test(file)
}
