import type { Town } from '../seeds/town.ts';

/** The town's streets as GeoJSON (RFC 7946): a merchant with tiles of their own would not need it. */
export function townMap(town: Town): object {
  return {
    type: 'FeatureCollection',
    features: town.streets.map(({ name, line }) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'LineString', coordinates: line.map(({ longitude, latitude }) => [longitude, latitude]) },
    })),
  };
}
