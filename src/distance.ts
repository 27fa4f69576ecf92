export type Point = [x: number, y: number]

/**
 * The straight line between two points.
 *
 * Not `Math.hypot`, which V8 gets wrong in the last digit for some inputs, (3, 2) among them. The squares overflow
 * beyond coordinates of about 1e154: callers keep them smaller.
 */
export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2)
}
