import type { Sku } from '@vitrine/contract';
import type * as v from 'valibot';
import type { Article } from '../../ports.ts';
import type { Group, GroupRelation, Product } from './tripletex-answers.ts';

type Row<Schema extends v.GenericSchema> = v.InferOutput<Schema>;

interface Family {
  /** Key of the family: its name, and its category's where two families share a name. */
  key: string;
  name: string;
  /** Names of the options, in the order in which the labels stand in a product's name. */
  options: string[];
  category: string;
}

/**
 * Families by group id. A group without parent is a category; one with a parent is a family, and what follows a bar in
 * its name are its options. Source: docs/upstream/tripletex.md, "Groups".
 */
export function familiesOf(groups: readonly Row<typeof Group>[]): Map<number, Family> {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const families = new Map<number, Family>();
  const seen = new Map<string, number>();
  for (const { id, name: whole, parentGroup } of groups) {
    if (!parentGroup) continue;
    const [name = whole, options = ''] = whole.split(' | ', 2);
    const category = byId.get(parentGroup.id)?.name ?? '';
    const taken = seen.has(name);
    seen.set(name, id);
    families.set(id, {
      key: taken ? `${name} (${category})` : name,
      name,
      options: options ? options.split(', ') : [],
      category,
    });
  }
  return families;
}

const GRAMS: Readonly<Record<string, number>> = { g: 1, hg: 100, kg: 1000, '': 1 };
const CUBIC_CM: Readonly<Record<string, number>> = { cm3: 1, dm3: 1_000, m3: 1_000_000, '': 1 };

/** Tripletex knows no sides: those of a cube of the same volume, in whole millimetres, rounded up. */
function sidesOf({ volume, volumeUnit }: Row<typeof Product>): Article['sizeMillimetres'] {
  const side = Math.ceil(Math.cbrt(volume * (CUBIC_CM[volumeUnit] ?? 1)) * 10 - 1e-9);
  return { length: side, width: side, height: side };
}

/** Labels of the options: what follows the family's name, each after a comma and a blank. */
function optionsOf(name: string, family: Family | undefined): Article['options'] {
  if (!family?.options.length || !name.startsWith(`${family.name}, `)) return [];
  const labels = name.slice(family.name.length + 2).split(', ');
  return family.options.flatMap((option, index) => {
    const label = labels[index];
    return label === undefined ? [] : [{ name: option, label }];
  });
}

/** Products, groups and their joins as articles. A product without a number cannot be sold and is left out. */
export function articlesOf(
  products: readonly Row<typeof Product>[],
  groups: readonly Row<typeof Group>[],
  relations: readonly Row<typeof GroupRelation>[],
): Article[] {
  const families = familiesOf(groups);
  const familyOf = new Map<number, Family>();
  for (const { product, productGroup } of relations) {
    const family = families.get(productGroup.id);
    if (family) familyOf.set(product.id, family);
  }
  return products
    .filter(({ number, isInactive }) => number !== '' && !isInactive)
    .map((product) => {
      const family = familyOf.get(product.id);
      return {
        sku: product.number as Sku,
        erpId: String(product.id),
        name: product.name,
        description: product.description,
        family: family?.key ?? product.name,
        options: optionsOf(product.name, family),
        category: family?.category ?? '',
        ...(product.ean ? { gtin: product.ean } : {}),
        price: product.priceIncludingVatCurrency,
        currency: product.currency?.code ?? 'NOK',
        vatPercent: product.vatType.percentage,
        available: Math.floor(product.availableStock),
        weightGrams: Math.ceil(product.weight * (GRAMS[product.weightUnit] ?? 1) - 1e-9),
        sizeMillimetres: sidesOf(product),
        ...(product.image ? { photo: String(product.image.id) } : {}),
      };
    });
}
