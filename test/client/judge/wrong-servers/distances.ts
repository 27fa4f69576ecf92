import { between, distance, firstSays, type Kind, type Points, secondSays } from './kind.ts'

function eachNumber(points: Points, change: (coordinate: number) => number): Points {
  return { a: points.a.map(change) as [number, number], b: points.b.map(change) as [number, number] }
}

/** Servers that compute another distance, or none. */
export const distances: Kind[] = [
  [
    'a rounded result',
    distance(points => ({ distance: Number(between(points).toFixed(2)), ...points })),
    'POST /distance',
    'wrong',
    firstSays('distance: expected 3\\.605551275463989, got 3\\.61$'),
  ],
  [
    'a result cut to an integer',
    distance(points => ({ distance: Math.trunc(between(points)), ...points })),
    'POST /distance',
    'wrong',
    firstSays('distance: expected 3\\.605551275463989, got 3$'),
  ],
  [
    'a squared distance',
    distance(points => ({ distance: between(points) ** 2, ...points })),
    'POST /distance',
    'wrong',
    firstSays('distance: expected 3\\.605551275463989, got 1[23]'),
  ],
  [
    'the sum of the sides',
    distance(({ a, b }) => ({ distance: Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]), a, b })),
    'POST /distance',
    'wrong',
    firstSays('distance: expected 3\\.605551275463989, got 5$'),
  ],
  [
    'coordinates cut to integers',
    distance(points => ({ distance: between(eachNumber(points, Math.trunc)), ...points })),
    'POST /distance',
    'wrong',
    secondSays('distance: expected 7\\.5, got 6\\.4'),
  ],
  [
    'coordinates cut to integers, also in the answer',
    distance(points => {
      const cut = eachNumber(points, Math.trunc)
      return { distance: between(cut), ...cut }
    }),
    'POST /distance',
    'wrong',
    secondSays('distance: expected 7\\.5, got 6\\.4'),
  ],
  [
    'coordinates rounded down',
    distance(points => ({ distance: between(eachNumber(points, Math.floor)), ...points })),
    'POST /distance',
    'wrong',
    secondSays('distance: expected 7\\.5, got 7\\.8'),
  ],
  [
    'abs() of coordinates',
    distance(points => ({ distance: between(eachNumber(points, Math.abs)), ...points })),
    'POST /distance',
    'wrong',
    secondSays('distance: expected 7\\.5, got 2\\.2'),
  ],
  [
    'a distance that fails when b lies left of a',
    distance(({ a, b }) => ({ distance: b[0] < a[0] ? 0 : between({ a, b }), a, b })),
    'POST /distance',
    'wrong',
    secondSays('distance: expected 7\\.5, got 0$'),
  ],
  [
    'a distance that fails when b lies below a',
    distance(({ a, b }) => ({ distance: b[1] < a[1] ? 0 : between({ a, b }), a, b })),
    'POST /distance',
    'wrong',
    secondSays('distance: expected 7\\.5, got 0$'),
  ],
  [
    'x and y taken for each other',
    distance(({ a, b }) => ({ distance: between({ a, b: [b[1], b[0]] }), a, b })),
    'POST /distance',
    'wrong',
    firstSays('distance: expected 3\\.605551275463989, got 4\\.1'),
  ],
  [
    "an answer copied from the assignment's example",
    distance(() => ({ distance: Math.sqrt(13), a: [2, 4], b: [5, 6] })),
    'POST /distance',
    'wrong',
    secondSays(
      'the same answer as for \\{"a":\\[2,4\\],"b":\\[5,6\\]\\}: written into the code, or kept from an earlier call; compute it from what is sent$',
    ),
  ],
  [
    'an answer copied from elsewhere',
    distance(() => ({ distance: 2, a: [0, 0], b: [0, 2] })),
    'POST /distance',
    'wrong',
    firstSays('the same answer as for .*: written into the code, or kept from an earlier call; compute it'),
  ],
  [
    'a distance that is written into the code',
    distance(points => ({ distance: 5, ...points })),
    'POST /distance',
    'wrong',
    firstSays('distance is 5 as for .*: written into the code, or kept from an earlier call; compute it'),
  ],
]
