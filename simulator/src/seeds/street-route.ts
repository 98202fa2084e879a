import type { Position } from '@vitrine/contract';
import createGraph from 'ngraph.graph';
import pathTools from 'ngraph.path';
import { metresBetween, toPosition, toSpot, type Spot, type Stretch, type StreetGrid } from './street-grid.ts';
import type { TownRoute } from './town.ts';

/** Where a position touches the streets. */
interface Foot {
  stretch: Stretch;
  spot: Spot;
}

/** Finds shortest ways. Positions off the street are taken to the nearest point of one. */
export function makeRouter({ crossings, stretches }: StreetGrid): (from: Position, to: Position) => TownRoute {
  const graph = createGraph<Spot, number>();
  for (const { from, to } of stretches) {
    graph.addNode(from, crossings[from]);
    graph.addNode(to, crossings[to]);
    graph.addLink(from, to, metresBetween(crossings[from]!, crossings[to]!));
  }
  const finder = pathTools.aStar(graph, {
    distance: (_from, _to, link) => link.data,
    heuristic: (from, to) => metresBetween(from.data, to.data),
  });

  const footOf = (spot: Spot): Foot => {
    let best: Foot | undefined;
    let least = Infinity;
    for (const stretch of stretches) {
      const foot = nearestOn(crossings[stretch.from]!, crossings[stretch.to]!, spot);
      const metres = metresBetween(foot, spot);
      if (metres < least) [least, best] = [metres, { stretch, spot: foot }];
    }
    return best!;
  };

  return (from, to) => {
    const start = footOf(toSpot(from));
    const end = footOf(toSpot(to));
    if (start.stretch === end.stretch) return measured([start.spot, end.spot]);
    let best: Spot[] = [];
    let least = Infinity;
    for (const first of [start.stretch.from, start.stretch.to]) {
      for (const last of [end.stretch.from, end.stretch.to]) {
        // The finder answers from the goal back to the start.
        const way = finder
          .find(first, last)
          .map((node) => node.data)
          .reverse();
        const whole = [start.spot, ...way, end.spot];
        const metres = lengthOf(whole);
        if (metres < least) [least, best] = [metres, whole];
      }
    }
    return measured(best);
  };
}

function nearestOn(a: Spot, b: Spot, spot: Spot): Spot {
  const [x, y] = [b.x - a.x, b.y - a.y];
  const share = ((spot.x - a.x) * x + (spot.y - a.y) * y) / (x * x + y * y);
  const kept = share < 0 ? 0 : share > 1 ? 1 : share;
  return { x: a.x + x * kept, y: a.y + y * kept };
}

function lengthOf(spots: Spot[]): number {
  let metres = 0;
  for (let index = 1; index < spots.length; index++) metres += metresBetween(spots[index - 1]!, spots[index]!);
  return metres;
}

function measured(spots: Spot[]): TownRoute {
  const points: Position[] = [];
  const metres: number[] = [];
  let travelled = 0;
  spots.forEach((spot, index) => {
    const step = index === 0 ? 0 : metresBetween(spots[index - 1]!, spot);
    if (index > 0 && step < 0.05 && index < spots.length - 1) return;
    travelled += step;
    points.push(toPosition(spot));
    metres.push(Math.round(travelled * 10) / 10);
  });
  return { points, metres };
}
