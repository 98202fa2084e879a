import { describe, expect, test } from 'vitest';
import { missingShape } from '../../../test/same-shape.ts';
import { KEYS } from '../../shop/keys.ts';
import { isSscc, gs1CheckDigit } from '../parcels/sscc.ts';
import { example, hasSpecs, openBring } from '../../../test/open-bring.ts';

if (!hasSpecs) console.warn("Skipped: Bring's published examples are not beside this repository (../shared/specs/bring).");

type Json = Record<string, unknown>;
type Set = { consignmentSet: { packageSet: { eventSet: unknown[] }[] }[] };

const masked = (text: string): string => text.replaceAll('XXXXXXXXX', KEYS.bring.customerNumber);

describe.skipIf(!hasSpecs)("Bring's documented examples", () => {
  test('the shipping guide takes the example requests and answers in the shape of the example answers', async () => {
    const { ask } = openBring();
    for (const [request, response] of [
      ['products-request', 'products-response'],
      ['rest_estimated_delivery_time_request', 'rest_estimated_delivery_time_response_200'],
    ]) {
      const sent = masked(JSON.stringify(example(`shipping-guide-2/examples/${request}.json`)));
      const { status, body } = await ask('POST', '/shippingguide/api/v2/products', sent);
      expect(status, JSON.stringify(body)).toBe(200);
      expect(missingShape(example(`shipping-guide-2/examples/${response}.json`), body)).toEqual([]);
    }
  });

  test('the example of 13 January 2021 gets the day that Bring gave', async () => {
    const { ask } = openBring();
    const sent = masked(JSON.stringify(example('shipping-guide-2/examples/rest_estimated_delivery_time_request.json')));
    const { body } = await ask<{ consignments: { products: { expectedDelivery: Json }[] }[] }>(
      'POST',
      '/shippingguide/api/v2/products',
      sent,
    );
    const { workingDays, formattedExpectedDeliveryDate, expectedDeliveryDate } =
      body.consignments[0]!.products[0]!.expectedDelivery;
    expect({ workingDays, formattedExpectedDeliveryDate, expectedDeliveryDate }).toEqual({
      workingDays: '1',
      formattedExpectedDeliveryDate: '14.01.2021',
      expectedDeliveryDate: { year: '2021', month: '1', day: '14' },
    });
  });

  test('pickup points come in the shape of the examples', async () => {
    const { ask, home } = openBring();
    const base = '/pickuppoint/api/pickuppoint/NO';
    const { latitude, longitude } = home.position;
    for (const [file, path] of [
      ['by_postal_code', `${base}/postalCode/${home.postalCode}.json`],
      ['filter_address', `${base}/postalCode/${home.postalCode}.json?street=${home.street}&streetNumber=${home.number}`],
      ['filter_days', `${base}/postalCode/${home.postalCode}.json?openingHoursSearchType=SUNDAY`],
      ['by_coordinates', `${base}/location/${latitude},${longitude}.json`],
      ['by_id', `${base}/id/121500.json`],
    ]) {
      const { status, body } = await ask('GET', path!);
      expect(status).toBe(200);
      expect(missingShape(example(`pickup-point/examples/${file}.json`), body), file).toEqual([]);
    }
  });

  test('booking takes the example requests and answers in the shape of the example answer', async () => {
    const { ask } = openBring();
    // Left out: other products, other countries, and parcels without measures, which take an agreement of their own.
    const played = [
      'basicRequestNew',
      'cashOnDelivery',
      'cashOnDeliveryNew',
      'mailboxParcel',
      'mailboxParcel_with_return_and_additional_vas',
      'recipientNotificationRequest',
      'recipientNotificationRequestNew',
      'selectPickupPoint_NO',
      'simpleDelivery',
    ];
    for (const file of played) {
      const request = example(`booking/examples/${file}.json`) as { consignments: { product: { id: string } }[] };
      const { status, body } = await ask('POST', '/booking/api/booking', request);
      expect(status, `${file}: ${JSON.stringify(body)}`).toBe(200);
      expect(missingShape(example('booking/examples/successfulResponse.json'), body), file).toEqual([]);
    }
  });

  test('every refusal of a booking is one of the published codes, with its published message', async () => {
    const { ask, booking } = openBring();
    const { errorTypes } = example('booking/examples/errors.json') as { errorTypes: { code: string; message: string }[] };
    const published = new Map(errorTypes.map(({ code, message }) => [code, message]));
    const { parties } = booking('5800').consignments[0]!;
    const wrong = [
      'nonsense',
      {},
      booking('9999'),
      booking('3584', { packages: [{ weightInKg: 30 }] }),
      booking('5800', { product: {}, parties: { sender: {}, recipient: {} }, packages: [], shippingDateTime: null }),
      booking('5800', { product: null, parties: {} }),
      booking('5800', { product: { id: '5800', customerNumber: 'x' }, parties: { ...parties, pickupPoint: { id: '1' } } }),
      booking('5600', { parties: { ...parties, recipient: { ...parties.recipient, countryCode: 'SE' } } }),
      booking('5800', { parties: { ...parties, recipient: { ...parties.recipient, contact: {} } } }),
    ];
    for (const request of wrong) {
      const { status, body } = await ask<{ consignments: { errors: { code: string; messages: { message: string }[] }[] }[] }>(
        'POST',
        '/booking/api/booking',
        request,
      );
      expect(status).toBe(400);
      const { errors } = body.consignments[0]!;
      expect(errors.length).toBeGreaterThan(0);
      for (const { code, messages } of errors) expect(messages[0]!.message).toBe(published.get(code));
    }
  });

  test("Bring's own example numbers pass our check digits", () => {
    const { consignments } = example('booking/examples/successfulResponse.json') as {
      consignments: { confirmation: { consignmentNumber: string; packages: { packageNumber: string }[] } }[];
    };
    const { consignmentNumber, packages } = consignments[0]!.confirmation;
    expect(isSscc(packages[0]!.packageNumber)).toBe(true);
    expect(gs1CheckDigit(consignmentNumber.slice(0, 16))).toBe(Number(consignmentNumber[16]));
  });

  test('tracking answers the published test numbers in the shape of the examples', async () => {
    const { ask } = openBring();
    for (const [file, number] of [
      ['notification_received', 'TESTPACKAGEEDI'],
      ['loaded_for_delivery', 'TESTPACKAGELOADEDFORDELIVERY'],
      ['waiting_at_pup', 'TESTPACKAGEATPICKUPPOINT'],
      ['successful', 'TESTPACKAGEATPICKUPPOINT'],
      ['delivered', 'TESTPACKAGEDELIVERED'],
    ]) {
      const { body } = await ask<Set>('GET', `/tracking/api/v2/tracking.json?q=${number}`);
      expect(missingShape(example(`tracking/examples/${file}.json`), body), file).toEqual([]);
    }
  });

  test('tracking answers a booked parcel in the shape of the examples, at every step', async () => {
    const { ask, booking, world } = openBring();
    const { body: booked } = await ask<{ consignments: { confirmation: { packages: { packageNumber: string }[] } }[] }>(
      'POST',
      '/booking/api/booking',
      booking('5800'),
    );
    const number = booked.consignments[0]!.confirmation.packages[0]!.packageNumber;
    await ask('POST', '/x-handheld/scans', { barcode: number });
    for (let step = 0; step < 20; step++) {
      const { body } = await ask<Set>('GET', `/tracking/api/v2/tracking.json?q=${number}`);
      for (const file of ['successfulWithEta', 'successfulWithExpectedPupDetails']) {
        const wanted = example(`tracking/examples/${file}.json`) as Set;
        expect(missingShape(wanted, body), file).toEqual([]);
      }
      await world.clock.runFor(3 * 3_600_000);
    }
  });

  test('what is not found, and what is no question, is said as in the examples', async () => {
    const { ask } = openBring();
    expect((await ask('GET', '/tracking/api/v2/tracking.json?q=370000000000000001')).body).toEqual(
      example('tracking/examples/unsuccessful.json'),
    );
    expect((await ask('GET', '/tracking/api/v2/tracking.json')).body).toEqual(example('tracking/examples/bad_request.json'));
  });
});
