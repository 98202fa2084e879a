import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { book, openBring } from '../../../test/open-bring.ts';
import { World } from '../../kernel/world.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { courierService } from '../courier/courier.ts';
import { easypostService } from '../easypost/easypost.ts';

/** Whether the programs that read a page are there: Ghostscript draws it, zbar reads the bars. */
function hasReader(): boolean {
  try {
    execFileSync('zbarimg', ['--version'], { stdio: 'ignore' });
    execFileSync('gs', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('Skipped: zbarimg or gs is not on the PATH, so no label is read back.');
    return false;
  }
}

const canRead = hasReader();
const folder = mkdtempSync(join(tmpdir(), 'labels-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a reader that nobody here wrote finds on the pages of a PDF. */
function scan(pdf: Uint8Array): string[] {
  const file = join(folder, 'label.pdf');
  writeFileSync(file, pdf);
  execFileSync('gs', [
    '-q',
    '-dNOPAUSE',
    '-dBATCH',
    '-dSAFER',
    '-sDEVICE=pnggray',
    '-r300',
    `-sOutputFile=${folder}/%d.png`,
    file,
  ]);
  const pages =
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page /g)?.length ?? 0;
  return Array.from({ length: pages }, (_, page) =>
    execFileSync('zbarimg', ['-q', '--raw', join(folder, `${page + 1}.png`)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
  );
}

async function bytesOf(world: World, url: string): Promise<Uint8Array> {
  const response = await world.network.fetchAs('warehouse')(url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return new Uint8Array(await response.arrayBuffer());
}

describe.skipIf(!canRead)('a scanner reads from the served label what the carrier calls the parcel', () => {
  test('Bring: every package of a consignment has its own page and SSCC', async () => {
    const shop = openBring();
    const dimensions = { heightInCm: 11, widthInCm: 24, lengthInCm: 34 };
    const packages = [1, 2].map((n) => ({ weightInKg: n, dimensions, correlationId: `order-1-${n}` }));
    const { links, packages: booked } = await book(shop, '5600', { packages });
    expect(scan(await bytesOf(shop.world, links.labels))).toEqual(booked.map(({ packageNumber }) => `00${packageNumber}`));
  });

  test('EasyPost: PostNord prints an SSCC, DHL and UPS their own numbers', async () => {
    const world = new World({ seed: 3, services: { easypost: easypostService({ key: KEYS.easypost.key }) } });
    const { depot, addresses } = world.seeds.town;
    const wire = ({ street, number, postalCode, place }: (typeof addresses)[number], name: string) => ({
      name,
      street1: `${street} ${number}`,
      city: place,
      zip: postalCode,
      country: 'NO',
    });
    for (const service of ['MyPackHome', 'DomesticExpress', 'UPSStandard']) {
      const shipment = {
        from_address: wire(depot.address, 'Kniv & Fjøl'),
        to_address: wire(addresses[12]!, 'Åse Sørbø (2. etg.)'),
        parcel: { length: 13.4, width: 9.5, height: 4.4, weight: 38.8 },
        service,
      };
      const response = await world.network.fetchAs('gateway')(`${ORIGINS.easypost}/v2/shipments`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${KEYS.easypost.key}:`)}` },
        body: JSON.stringify({ shipment }),
      });
      const { tracking_code, postage_label } = (await response.json()) as {
        tracking_code: string;
        postage_label: { label_url: string };
      };
      const printed = service === 'MyPackHome' ? `00${tracking_code}` : tracking_code;
      expect(scan(await bytesOf(world, postage_label.label_url))).toEqual([printed]);
    }
  });

  test('the courier: an SSCC', async () => {
    const world = new World({ seed: 3, services: { courier: courierService(KEYS.courier) } });
    world.network.host('gateway', ORIGINS.gateway, () => Promise.resolve(new Response(null, { status: 204 })));
    const { depot, addresses } = world.seeds.town;
    const wire = ({ street, number, letter, postalCode }: (typeof addresses)[number], name: string) => ({
      name,
      street: `${street} ${number}${letter ?? ''}`,
      postal_code: postalCode,
    });
    const response = await world.network.fetchAs('gateway')(`${ORIGINS.courier}/v1/deliveries`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEYS.courier.key}`, 'idempotency-key': 'wish-1' },
      body: JSON.stringify({
        service: 'evening',
        reference: 'order-1',
        ready_at: new Date(world.clock.now()).toISOString(),
        webhook_url: `${ORIGINS.gateway}/webhooks/courier`,
        pickup: wire(depot.address, 'Kniv & Fjøl'),
        dropoff: wire(addresses[12]!, 'Åse Sørbø'),
        parcels: [{ weight_g: 900, length_mm: 340, width_mm: 240, height_mm: 110 }],
      }),
    });
    const { parcels } = (await response.json()) as { parcels: { barcode: string; label_url: string }[] };
    const [{ barcode, label_url }] = parcels as [(typeof parcels)[number]];
    expect(scan(await bytesOf(world, label_url.replace('.svg', '.pdf')))).toEqual([`00${barcode}`]);
  });
});
