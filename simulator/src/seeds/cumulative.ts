/** Draws by weight in logarithmic time. Takes a fraction from 0 up to, not including, 1. */
export function cumulative<T>(list: readonly T[], weightOf: (item: T, index: number) => number): (fraction: number) => T {
  const sums = new Float64Array(list.length);
  let sum = 0;
  list.forEach((item, index) => (sums[index] = sum += weightOf(item, index)));
  return (fraction) => {
    const wanted = fraction * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return list[low]!;
  };
}
