import { expect, test } from 'vitest';
import { loadPhotosFromDisk } from './photos-node.ts';
import { loadPhotosByFetch } from './photos-page.ts';
import { PHOTO_WIDTHS, photoNames, photoSvg } from './photos.ts';
import { makeSeeds } from './seeds.ts';
import { SORTS } from './series.ts';

const { articles } = makeSeeds(42, { articles: 3_000, pastOrders: 1 });

test('every article has a photo that exists', () => {
  const names = [...new Set([...photoNames(articles), ...SORTS.map(({ emoji }) => `${emoji}.webp`)])];
  const photos = loadPhotosFromDisk(names);
  expect([...photos.keys()].sort()).toEqual([...names].sort());
  const [article] = articles;
  const svg = photoSvg(article!, photos.get(`${article!.photo.emoji}.webp`), 400);
  expect(svg).toContain('data:image/webp;base64,UklGR');
  expect(photoSvg(article!, undefined, 400)).not.toContain('<image');
});

test('a photo comes in three sizes, and the object fills the small one', () => {
  const [article] = articles;
  const sides = PHOTO_WIDTHS.map((width) => {
    const svg = photoSvg(article!, new Uint8Array([1]), width);
    expect(svg).toContain(`width="${width}" height="${width}"`);
    return Number(/<image [^>]* width="(\d+)"/.exec(svg)![1]);
  });
  expect(sides).toEqual([...sides].sort((a, b) => b - a));
  expect(new Set(sides).size).toBe(3);
});

test('each colour of a thing is another photo', () => {
  const kettle = articles.filter(({ code }) => code === 'GRYTE');
  const photos = kettle.map((article) => photoSvg({ ...article, name: '' }, new Uint8Array([1]), 640));
  expect(new Set(photos).size).toBe(3);
  for (const photo of photos) expect(photo).toContain('type="matrix"');
});

test('a page fetches the same photos, and does without those that are missing', async () => {
  const fetch = (async (url: string) =>
    new Response('webp', { status: url.endsWith('/1f52a.webp') ? 200 : 404 })) as typeof globalThis.fetch;
  const photos = await loadPhotosByFetch(['1f52a.webp', 'nowhere.webp'], 'https://shop.example/photos/', fetch);
  expect([...photos.keys()]).toEqual(['1f52a.webp']);
});
