import type { OpenStory } from './with-shop.ts';

/** The town's streets, as a merchant's page would give them. */
export const streetsOf = ({ shop }: OpenStory) => ({
  type: 'FeatureCollection' as const,
  features: shop.world.seeds.town.streets.map(({ name, line }) => ({
    type: 'Feature' as const,
    properties: { name },
    geometry: { type: 'LineString', coordinates: line.map(({ longitude, latitude }) => [longitude, latitude]) },
  })),
});
