import { createRequire } from 'node:module'
import type { ServiceInfo } from './openapi.ts'

/**
 * What package.json calls this service, as the title and version of its docs.
 * `#package` is an import of package.json's own, and finds it from src/ as from dist/src/.
 */
export function packageInfo(): ServiceInfo {
  const { name, version } = createRequire(import.meta.url)('#package')
  return { title: name, version }
}
