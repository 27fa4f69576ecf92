// @ts-check

/**
 * A plugin by which the code takes node:http as a package of CommonJS does.
 *
 * To import it makes Node look at each of its exports, of which some load undici: fetch, HTTP/2 and TLS (Node 22 and later;
 * findings/importing-node-http-loads-fetch.sh). That is some 40 ms of CPU time of each process' start and 6 to 16 MB, for nothing.
 *
 * @returns {import('esbuild').Plugin}
 */
export function leanHttp() {
  return {
    name: 'lean-http',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:http$/ }, ({ path }) => ({ path, namespace: 'lean' }))
      onLoad({ filter: /./, namespace: 'lean' }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule('${path}')`,
      }))
    },
  }
}
