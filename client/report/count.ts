/** Counts up to `total` on a terminal's last line, and clears it at the end. Writes nothing to what is not a terminal. */
export function countOn(
  stream: { isTTY?: boolean; write: (text: string) => unknown },
  total: number,
): () => void {
  let done = 0
  return () => {
    done += 1
    if (stream.isTTY) stream.write(done < total ? `\r${done}/${total}` : '\r\u001b[K')
  }
}
