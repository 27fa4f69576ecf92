/**
 * Other people's frameworks, each with a small server in `servers/` that keeps books: written as the framework's own users
 * write one, so that what the client says of it is what it will say to them. All have a protected route, a field that may be
 * null, a list in the query, a union in a body, and an upload, where the framework has one.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Framework {
  readonly name: string
  /** The file in `servers/`. */
  readonly server: string
  /** The packages that make the document, by the name that they are installed by: npm's, or Debian's Python's. */
  readonly packages: readonly string[]
  /** What its server has in front of every path; nothing unless given. */
  readonly base?: string
  /** True unless given. */
  readonly hasUploads?: false
  /** What the table says beside the numbers. */
  readonly note?: string
}

export const frameworks: readonly Framework[] = [
  { name: 'Fastify', server: 'fastify.js', packages: ['fastify', '@fastify/swagger'] },
  { name: 'Hono', server: 'hono.js', packages: ['hono', '@hono/zod-openapi'] },
  {
    name: 'hapi',
    server: 'hapi.js',
    packages: ['@hapi/hapi', 'hapi-swagger'],
    note: "with `OAS: 'v3.0'`; without it, the document is Swagger 2.0",
  },
  { name: 'Express', server: 'express.js', packages: ['express', 'swagger-jsdoc'] },
  {
    name: 'feTS',
    server: 'fets.js',
    packages: ['fets'],
    note: 'refuses every upload until the server registers the format `binary`',
  },
  { name: 'oRPC', server: 'orpc.js', packages: ['@orpc/openapi', '@orpc/zod'] },
  { name: 'Elysia', server: 'elysia.js', packages: ['elysia', '@elysiajs/openapi'] },
  { name: 'NestJS', server: 'nest.js', packages: ['@nestjs/core', '@nestjs/swagger'] },
  {
    name: 'tRPC',
    server: 'trpc.js',
    packages: ['@trpc/server', 'trpc-to-openapi'],
    base: '/api',
    hasUploads: false,
    note: 'takes JSON alone, so no uploads',
  },
  {
    name: 'FastAPI',
    server: 'fastapi_server.py',
    packages: ['fastapi'],
    note: 'before 0.100, a field says that it may be null only by `Field(nullable=True)`',
  },
  {
    name: 'Django REST framework',
    server: 'django_rest.py',
    packages: ['djangorestframework', 'drf-spectacular'],
  },
]

/** Whether Debian has it: then another machine may have another version. */
export function isPython({ server }: Framework): boolean {
  return server.endsWith('.py')
}

/**
 * A framework and its packages with their versions, as they are installed.
 *
 * @throws {Error} if one is not
 */
export function nameAndVersions(framework: Framework): string {
  const versions = isPython(framework) ? pythonVersions(framework) : framework.packages.map(versionInNode)
  const packages = framework.packages.map((name, index) => `${name} ${versions[index]}`)
  return `${framework.name} (${packages.join(', ')})`
}

function versionInNode(name: string): string {
  const manifest = join(import.meta.dirname, 'node_modules', name, 'package.json')
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).version
  throw new Error(`${name} is not installed; run npm ci --prefix test/interop/frameworks --ignore-scripts`)
}

function pythonVersions({ packages }: Framework): string[] {
  const program = 'import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))'
  try {
    return execFileSync('/usr/bin/python3', ['-c', program, ...packages], { encoding: 'utf8', stdio: 'pipe' })
      .trim()
      .split(' ')
  } catch {
    throw new Error(
      `${packages.join(' or ')} is not installed; run apt-get install python3-fastapi python3-uvicorn ` +
        'python3-multipart python3-djangorestframework python3-djangorestframework-spectacular',
    )
  }
}
