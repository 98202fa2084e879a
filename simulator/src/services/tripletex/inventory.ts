import type { Answer, Call, Route } from '../../kernel/service.ts';
import { FIRST, type ProductRow } from './books.ts';
import { osloDay } from './days.ts';
import { answerList, answerOne, readDays, readFlag, readId, readQueryId, refuse, type Rows } from './envelope.ts';
import type { Erp } from './erp.ts';
import { referTo, urlOf, type Reference, type Shape } from './fields.ts';

/** The shop keeps its goods in one house. */
const HOUSE = { id: FIRST.inventory, name: 'Hovedlager', number: '1' };

/** Most shelves of one article: the ids of its places follow from its own. */
const PLACES_EACH = 4;

interface Location {
  id: number;
  name: string;
}

/** Pieces of one article in one bin. */
interface Place {
  id: number;
  productId: number;
  locationId: number;
  isMain: boolean;
  pieces: number;
}

const houseShape: Shape<typeof HOUSE> = {
  id: ({ id }) => id,
  version: () => 1,
  url: ({ id }) => urlOf('inventory', id),
  name: ({ name }) => name,
  number: ({ number }) => number,
  displayName: ({ number, name }) => `${number} ${name}`,
  isMainInventory: () => true,
  isInactive: () => false,
  hasLocations: () => true,
};
export const houseReference = (): Reference => referTo('inventory', HOUSE.id, houseShape, () => HOUSE);

const locationShape: Shape<Location> = {
  id: ({ id }) => id,
  version: () => 1,
  url: ({ id }) => urlOf('inventory/location', id),
  inventory: houseReference,
  number: ({ id }) => id - FIRST.location + 1,
  name: ({ name }) => name,
  displayName: ({ name }) => name,
  isInactive: () => false,
};

/** Bins of the house, by name and by id. Made when they are first asked for. */
export function makeLocations({ env }: Pick<Erp, 'env'>) {
  let made: { all: Location[]; idOf: Map<string, number> } | undefined;
  const make = () => {
    const names = [...new Set(env.seeds.articles.flatMap(({ shelves }) => shelves.map(({ bin }) => bin)))].sort();
    const all = names.map((name, index): Location => ({ id: FIRST.location + index, name }));
    return { all, idOf: new Map(all.map(({ id, name }) => [name, id])) };
  };
  const known = () => (made ??= make());
  return {
    all: (): Location[] => known().all,
    get: (id: number): Location | undefined => known().all[id - FIRST.location],
    idOf: (bin: string): number => known().idOf.get(bin)!,
    reference: (id: number): Reference =>
      referTo('inventory/location', id, locationShape, () => known().all[id - FIRST.location]!),
  };
}
export type Locations = ReturnType<typeof makeLocations>;

export function inventoryRoutes({ books, shapes }: Erp, locations: Locations): Route[] {
  const house = (call: Call): typeof HOUSE => {
    if (readId(call) !== HOUSE.id) refuse('notFound', 'There is no such inventory.');
    return HOUSE;
  };
  const listHouses = (call: Call): Answer => {
    const holds =
      readFlag(call, 'isInactive') !== true &&
      readFlag(call, 'isMainInventory') !== false &&
      HOUSE.name.toLowerCase().includes((call.query.get('name') ?? call.query.get('query') ?? '').toLowerCase());
    return answerList(call, holds ? [HOUSE] : [], houseShape);
  };

  const listLocations = (call: Call): Answer => {
    const name = call.query.get('name')?.toLowerCase();
    const elsewhere = call.query.has('warehouseId') && call.query.get('warehouseId') !== String(HOUSE.id);
    const rows = elsewhere || readFlag(call, 'isInactive') === true ? [] : locations.all();
    return answerList(
      call,
      rows.filter((row) => !name || row.name.toLowerCase().includes(name)),
      locationShape,
    );
  };
  const getLocation = (call: Call): Answer => {
    const row = locations.get(readId(call));
    if (!row) refuse('notFound', 'There is no such location.');
    return answerOne(call, locationShape, row);
  };

  /** Goods leave the first bin first: what is missing is missing there. */
  const placesOf = (product: ProductRow): Place[] => {
    const { shelves } = books.articleOf(product.id);
    let left = books.stock.get(product.id)!.onHand;
    const places: Place[] = [];
    for (let index = Math.min(shelves.length, PLACES_EACH) - 1; index >= 0; index--) {
      const { bin, pieces } = shelves[index]!;
      const here = index === 0 ? left : Math.max(0, Math.min(pieces, left));
      left -= here;
      places.unshift({
        id: FIRST.productLocation + (product.id - FIRST.product) * PLACES_EACH + index,
        productId: product.id,
        locationId: locations.idOf(bin),
        isMain: index === 0,
        pieces: here,
      });
    }
    return places;
  };
  const placeShape: Shape<Place> = {
    id: ({ id }) => id,
    version: () => 1,
    url: ({ id }) => urlOf('product/inventoryLocation', id),
    product: ({ productId }) => referTo('product', productId, shapes.product, () => books.products.get(productId)!),
    inventory: houseReference,
    inventoryLocation: ({ locationId }) => locations.reference(locationId),
    isMainLocation: ({ isMain }) => isMain,
    isInactive: () => false,
    stockOfGoods: ({ pieces }) => pieces,
  };
  const listPlaces = (call: Call): Answer => {
    const productId = call.query.get('productId');
    const isMain = readFlag(call, 'isMainLocation');
    const one = productId === null ? undefined : books.products.get(Number(productId));
    const products = productId === null ? books.products.table.all() : one ? [one] : [];
    const elsewhere = call.query.has('inventoryId') && call.query.get('inventoryId') !== String(HOUSE.id);
    const rows = elsewhere ? [] : products.flatMap(placesOf).filter((row) => isMain === undefined || row.isMain === isMain);
    return answerList(call, rows, placeShape);
  };
  const getPlace = (call: Call): Answer => {
    const id = readId(call);
    const product = books.products.get(FIRST.product + Math.floor((id - FIRST.productLocation) / PLACES_EACH));
    const place = product && placesOf(product).find((row) => row.id === id);
    if (!place) refuse('notFound', 'There is no such product location.');
    return answerOne(call, placeShape, place);
  };

  const listStock = (call: Call): Answer => {
    const [from, to] = readDays(call, 'dateFrom', 'dateTo');
    const productId = call.query.has('productId') ? readQueryId(call, 'productId') : undefined;
    const elsewhere = call.query.has('inventoryId') && readQueryId(call, 'inventoryId') !== HOUSE.id;
    const onlyChanged = readFlag(call, 'onlyProductWithChangedStatus') === true;
    const before = (id: number, day: string): number => {
      let { onHand } = books.articleOf(id);
      for (const movement of books.movements.by('product', id)) if (osloDay(movement.at) < day) onHand = movement.onHand;
      return onHand;
    };
    const inventoriesShape: Shape<ProductRow> = {
      product: (row) => referTo('product', row.id, shapes.product, () => row),
      stock: ({ id }) => {
        const [openingStock, closingStock] = [before(id, from), before(id, to)];
        const changesInPeriod = closingStock - openingStock;
        return [{ inventory: HOUSE.name, inventoryId: HOUSE.id, openingStock, changesInPeriod, closingStock }];
      },
    };
    const one = productId === undefined ? undefined : books.products.get(productId);
    let rows: Rows<ProductRow> = productId === undefined ? books.products.table.all() : one ? [one] : [];
    if (onlyChanged) rows = rows.slice().filter(({ id }) => before(id, from) !== before(id, to));
    return answerList(call, elsewhere ? [] : rows, inventoriesShape);
  };

  return [
    { method: 'GET', path: '/v2/inventory', operation: 'list-inventories', resolve: listHouses },
    {
      method: 'GET',
      path: '/v2/inventory/:id',
      operation: 'get-inventory',
      resolve: (call) => answerOne(call, houseShape, house(call)),
    },
    { method: 'GET', path: '/v2/inventory/inventories', operation: 'list-stock', resolve: listStock },
    { method: 'GET', path: '/v2/inventory/location', operation: 'list-locations', resolve: listLocations },
    { method: 'GET', path: '/v2/inventory/location/:id', operation: 'get-location', resolve: getLocation },
    { method: 'GET', path: '/v2/product/inventoryLocation', operation: 'list-product-locations', resolve: listPlaces },
    { method: 'GET', path: '/v2/product/inventoryLocation/:id', operation: 'get-product-location', resolve: getPlace },
  ];
}
