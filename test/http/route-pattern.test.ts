import assert from 'node:assert/strict'
import { test } from 'node:test'
import express, { type Express, Router } from 'express'
import supertest from 'supertest'
import { routePattern } from '../../src/http/route-pattern.ts'

/** The pattern that a request has once it has been answered, which is when it is logged and counted. */
async function patternOf(mount: (app: Express) => void, path: string): Promise<string | undefined> {
  const app = express()
  const pattern = new Promise<string | undefined>(resolve => {
    app.use((req, res, next) => {
      res.on('close', () => resolve(routePattern(req)))
      next()
    })
  })
  mount(app)
  await supertest(app).get(path)
  return pattern
}

const items = () =>
  Router()
    .get('/others', (_req, res) => void res.end())
    .get('/items/:item', (_req, res) => void res.end())

/** How routes are mounted, with two paths each that one of them answers, and the pattern of both. */
const mounted: Record<string, [mount: (app: Express) => void, paths: string[], pattern: string]> = {
  'the app itself': [app => app.use(items()), ['/items/1', '/ITEMS/2'], '/items/:item'],
  'a router': [
    app => app.use('/shops/:shop', items()),
    ['/shops/1/items/2', '/SHOPS/3/items/4'],
    '/shops/:shop/items/:item',
  ],
  'a router behind others at the same path': [
    app =>
      app.use(
        '/shops/:shop',
        Router(),
        Router().get('/x', () => {}),
        items(),
      ),
    ['/shops/1/items/2', '/shops/3/items/4'],
    '/shops/:shop/items/:item',
  ],
  'a router behind another one whose path fits as well': [
    app =>
      app
        .use(
          '/shops/:shop',
          Router().get('/x', () => {}),
        )
        .use('/:kind/:id', items()),
    ['/shops/1/items/2', '/shops/3/items/4'],
    '/:kind/:id/items/:item',
  ],
  'a router in a router': [
    app => app.use('/a/:a', Router().use('/', Router().use('/b/:b', items()))),
    ['/a/1/b/2/items/3', '/a/2/b/3/items/4'],
    '/a/:a/b/:b/items/:item',
  ],
  'a router at several paths': [
    app => app.use(['/en/:x', '/de/:x'], items()),
    ['/de/1/items/2', '/de/2/items/3'],
    '/de/:x/items/:item',
  ],
  'a router at an expression': [
    app => app.use(/^\/r(\d+)/, items()),
    ['/r1/items/2', '/r22/items/3'],
    '/^\\/r(\\d+)//items/:item',
  ],
  'an app in an app': [
    app => app.use('/apps/:app', express().use('/c/:c', items())),
    ['/apps/1/c/2/items/3', '/apps/2/c/3/items/4'],
    '/apps/:app/c/:c/items/:item',
  ],
  'an app in an app, without a router': [
    app => app.use('/apps/:app', express().use(items())),
    ['/apps/1/items/3', '/apps/2/items/4'],
    '/apps/:app/items/:item',
  ],
  'an app in a router': [
    app => app.use('/m/:m', Router().use('/n/:n', express().use(items()))),
    ['/m/1/n/2/items/3', '/m/2/n/3/items/4'],
    '*/items/:item',
  ],
}

for (const [what, [mount, paths, pattern]] of Object.entries(mounted)) {
  for (const path of paths) {
    test(`${path} has the whole pattern of a route in ${what}`, async () => {
      assert.equal(await patternOf(mount, path), pattern)
    })
  }
}

test('a path that no route matches has no pattern', async () => {
  assert.equal(await patternOf(app => app.use('/shops/:shop', items()), '/shops/1/nope'), undefined)
})
