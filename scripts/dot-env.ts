import { existsSync } from 'node:fs'

/**
 * Reads the file .env of the working directory into the environment, if there is one: the settings of your own machine, which
 * git ignores. What is set already stays as it is. In production the environment comes from whoever starts the server.
 */
export function readDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env')
}
