import type { SeedArticle } from './assortment.ts';
import { CAMPAIGNS, mix, percentOff, type SeedCampaign } from './campaigns.ts';
import type { CustomerGroup } from './prices.ts';

/** One price, and from when to when it was, or will be, asked. */
export interface PricePeriod {
  /** Milliseconds since 1970; the last one is no longer part of it. */
  from: number;
  to: number;
  /** Øre, including VAT. */
  price: number;
  /** Whose price it is; empty for the ordinary one. */
  campaignId: string;
}

/** What everything cost, costs, and will cost. */
export interface PriceBook {
  campaigns: readonly SeedCampaign[];
  /** Øre, including VAT. @throws {RangeError} for a SKU that the shop does not have. */
  priceAt(sku: string, at: number, group?: CustomerGroup): number;
  /** Retail prices from one moment to another, oldest first, without gaps. */
  priceHistory(sku: string, from: number, to: number): PricePeriod[];
  /** The lowest retail price of the thirty days before, which is what a campaign may call its "before". Source: Directive 98/6/EC, article 6a. */
  lowestBefore(sku: string, at: number): number;
  /** SKUs with a lower price in a campaign. */
  inCampaign(campaign: SeedCampaign): string[];
}

const THIRTY_DAYS = 30 * 86_400_000;
const BEGINNING = Date.UTC(2023, 10, 20);
/** After that, goods written by hand keep their ordinary prices: stories and tests name them. */
const WORLD_BEGINS = Date.UTC(2026, 10, 23);

/** Mornings on which the shop goes through its prices. */
const REVISIONS = [2024, 2025, 2026].flatMap((year) => [Date.UTC(year, 1, 1, 5), Date.UTC(year, 8, 1, 4)]);
/** How much a revision adds, in per cent: often nothing. */
const RISES = [0, 0, 0, 2, 3, 5];

/** Computed from the seed when asked, since nobody asks for all of it. */
export function makePriceBook(seed: number, articles: readonly SeedArticle[]): PriceBook {
  const places = new Map<string, { article: SeedArticle; index: number; family: number }>();
  let family = -1;
  articles.forEach((article, index) => {
    if (article.code !== articles[index - 1]?.code) family += 1;
    places.set(article.sku, { article, index, family });
  });
  const known = new Map<string, PricePeriod[]>();

  const placeOf = (sku: string) => {
    const place = places.get(sku);
    if (!place) throw new RangeError(`The shop has no article ${sku}.`);
    return place;
  };
  const percentOf = (sku: string, campaign: SeedCampaign, at: number): number => {
    const place = placeOf(sku);
    if (place.article.series === '' && campaign.to > WORLD_BEGINS) return 0;
    return percentOff(seed, campaign, at, place.family, place.article.category);
  };
  const periodsOf = (sku: string): PricePeriod[] => {
    const made = known.get(sku);
    if (made) return made;
    const { article, index } = placeOf(sku);
    const ordinary = ordinaryPrices(seed, article.price, index);
    const periods: PricePeriod[] = [];
    let from = BEGINNING;
    const until = (to: number, price: (ordinary: number) => number, campaignId: string) => {
      for (const step of ordinary) {
        const end = Math.min(to, step.to);
        if (end <= from) continue;
        const last = periods.at(-1);
        if (last?.price === price(step.price) && last.campaignId === campaignId) last.to = end;
        else periods.push({ from, to: end, price: price(step.price), campaignId });
        from = end;
      }
    };
    CAMPAIGNS.forEach((campaign, at) => {
      const percent = percentOf(sku, campaign, at);
      if (percent === 0) return;
      until(campaign.from, (price) => price, '');
      until(campaign.to, (price) => lessPercent(price, percent), campaign.id);
    });
    until(Infinity, (price) => price, '');
    known.set(sku, periods);
    return periods;
  };
  const priceHistory: PriceBook['priceHistory'] = (sku, from, to) =>
    periodsOf(sku)
      .filter((period) => period.to > from && period.from < to)
      .map((period) => ({ ...period, from: Math.max(from, period.from), to: Math.min(to, period.to) }));

  return {
    campaigns: CAMPAIGNS,
    priceAt(sku, at, group = 'retail') {
      const periods = periodsOf(sku);
      const { price } = periods.find(({ to }) => to > at) ?? periods.at(-1)!;
      if (group === 'retail') return price;
      const { article } = placeOf(sku);
      // A campaign is for everybody; a group's own price is taken where it is lower.
      return Math.min(price, article.prices[group]);
    },
    priceHistory,
    lowestBefore: (sku, at) => Math.min(...priceHistory(sku, at - THIRTY_DAYS, at).map(({ price }) => price)),
    inCampaign(campaign) {
      const at = CAMPAIGNS.indexOf(campaign);
      return articles.filter(({ sku }) => percentOf(sku, campaign, at) > 0).map(({ sku }) => sku);
    },
  };
}

/** Back in time from today's price, revision by revision, oldest first. */
function ordinaryPrices(seed: number, today: number, index: number): { to: number; price: number }[] {
  const steps = [{ to: Infinity, price: today }];
  for (let at = REVISIONS.length - 1; at >= 0; at--) {
    const rise = RISES[mix(seed, index, 1_000 + at) % RISES.length]!;
    const price = steps[0]!.price;
    steps.unshift({
      to: REVISIONS[at]!,
      price: rise === 0 ? price : Math.max(100, Math.round((price * 100) / (100 + rise) / 100) * 100),
    });
  }
  return steps;
}

/** In whole kroner. */
const lessPercent = (price: number, percent: number): number =>
  Math.max(100, Math.round((price * (100 - percent)) / 10_000) * 100);
