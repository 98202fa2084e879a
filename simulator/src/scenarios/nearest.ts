/** Names that are known, the one that reads most like what was written first. */
export const nearestTo = (written: string, known: readonly string[]): string[] =>
  known
    .map((name) => ({ name, away: distance(name, written) }))
    .sort((one, other) => one.away - other.away)
    .map(({ name }) => name);

/** How many letters have to be changed, put in or taken out. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++)
      next.push(Math.min(next[to - 1]! + 1, row[to]! + 1, row[to - 1]! + Number(one[at - 1] !== other[to - 1])));
    row = next;
  }
  return row[other.length]!;
}
