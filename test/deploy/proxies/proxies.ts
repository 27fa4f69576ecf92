/** The proxies of docs/scale.md: what the page has a user type, and what Debian's packages then start. */
import { writeFileSync } from 'node:fs'
import { command } from '../scale/page.ts'
import { copyOfApache } from './apache.ts'

/** Where a proxy runs in a test: a folder that stands for `/`, and ports that stand for those of the page. */
export interface Place {
  readonly root: string
  readonly ports: Ports
}

/** TLS, http, the server, and between Hitch and Varnish. */
export type Ports = Readonly<Record<'443' | '80' | '5000' | '6086', number>>

export interface ReverseProxy {
  readonly name: string
  /** What must be installed. */
  readonly programs: readonly string[]
  /** Of deploy/. */
  readonly files: readonly string[]
  /** Commands of the page that are typed before the start. */
  readonly typed: readonly string[]
  /** Finds, in the file or in a command, the time after which an idle connection to the server is closed. */
  readonly idle: RegExp
  /** How many seconds that makes; as many as it says unless given. */
  seconds?(found: number): number
  /** Makes ready what the package has installed. */
  prepare?(place: Place): void
  /** What else a test needs another way in a file. */
  change?(text: string, place: Place): string
  /** What the package's services start, in the foreground. */
  services(place: Place): readonly string[]
}

const tls = 'TLS, with nginx in front'
const others = 'Caddy, HAProxy, Apache or Varnish in front'

/** The port, the keep-alive and the trust of the server behind each of them. */
export const serverFlags = command(tls, 'npm start').split(' -- ')[1]?.split(' ') ?? []

export const proxies: readonly ReverseProxy[] = [
  {
    name: 'nginx',
    programs: ['nginx'],
    files: ['nginx.conf'],
    typed: [command(tls, 'sudo cp')],
    idle: /keepalive_timeout (\d+)s;/,
    prepare({ root }) {
      const http = `http { access_log off; include ${root}/etc/nginx/conf.d/api.conf; }`
      writeFileSync(`${root}/nginx.conf`, `daemon off; pid ${root}/nginx.pid; events {} ${http}`)
    },
    services: ({ root }) => [`nginx -c ${root}/nginx.conf -e stderr`],
  },
  {
    name: 'Caddy',
    programs: ['caddy'],
    files: ['proxies/Caddyfile'],
    typed: [command(others, 'Caddyfile')],
    idle: /keepalive (\d+)s/,
    // It would ask Let's Encrypt for a certificate, and take port 80.
    change: (text, { root, ports }) =>
      `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${text.replace(
        /^(vcm\S+) \{$/m,
        `$1:${ports[443]} {\n\ttls ${root}/fullchain.pem ${root}/privkey.pem`,
      )}`,
    services: ({ root }) => [`HOME=${root} caddy run --config ${root}/etc/caddy/Caddyfile`],
  },
  {
    name: 'HAProxy',
    programs: ['haproxy'],
    files: ['proxies/haproxy.cfg'],
    typed: [command(others, 'haproxy.cfg')],
    idle: /pool-purge-delay (\d+)/,
    // Each time half of them go: enough for a million.
    seconds: milliseconds => (20 * milliseconds) / 1000,
    services: ({ root }) => [`haproxy -W -db -f ${root}/etc/haproxy/haproxy.cfg`],
  },
  {
    name: 'Apache',
    programs: ['apache2'],
    files: ['proxies/apache.conf'],
    typed: [command(others, 'apache.conf'), command(others, 'a2enmod'), command(others, 'a2ensite')],
    idle: /^ *ProxyPass .*ttl=(\d+)/m,
    prepare: copyOfApache,
    services: ({ root }) => [
      `. ${root}/etc/apache2/envvars && exec apache2 -d ${root}/etc/apache2 -DFOREGROUND`,
    ],
  },
  {
    name: 'Varnish',
    programs: ['varnishd', 'hitch'],
    files: ['proxies/varnish.vcl', 'proxies/hitch.conf'],
    typed: [command(others, 'varnish.vcl'), command(others, 'hitch.conf')],
    idle: /backend_idle_timeout=(\d+)/,
    services: ({ root }) => [
      `${command(others, 'varnishd')} -F -n ${root}/varnish`,
      `hitch --user _hitch --group _hitch --config ${root}/etc/hitch/hitch.conf`,
    ],
  },
]
