import { toSVG } from 'bwip-js/generic';

/** What is printed on one parcel. */
export interface ParcelLabel {
  carrier: string;
  service: string;
  /** Printed as GS1-128. Without one the tracking number is printed, as Code 128. */
  sscc?: string;
  trackingNumber: string;
  weightGrams: number;
  from: readonly string[];
  to: readonly string[];
  /** Across the label, such as `TEST`. */
  stamp?: string;
}

const escape = (text: string): string => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);

const lines = (texts: readonly string[], x: number, y: number, size: number): string =>
  texts.map((text, index) => `<text x="${x}" y="${y + index * size * 1.25}" font-size="${size}">${escape(text)}</text>`).join('');

/** What a scanner reads of a label, and what stands below the bars. */
export const barcodeOf = ({ sscc, trackingNumber }: Pick<ParcelLabel, 'sscc' | 'trackingNumber'>) =>
  sscc
    ? { symbology: 'gs1-128', text: `(00)${sscc}`, shown: `(00) ${sscc}` }
    : { symbology: 'code128', text: trackingNumber, shown: trackingNumber };

/** A shipping label of 10 by 15 cm with a barcode, as an SVG document. */
export function drawParcelLabel(label: ParcelLabel): string {
  const { carrier, service, trackingNumber, weightGrams, from, to, stamp } = label;
  const { symbology, text, shown } = barcodeOf(label);
  const barcode = toSVG({ bcid: symbology, text, height: 22, scaleX: 2 });
  const [, width = '1', height = '1'] = /viewBox="0 0 (\d+) (\d+)"/.exec(barcode) ?? [];
  const bars = barcode.replace(
    '<svg ',
    `<svg x="50" y="330" width="300" height="${Math.round((300 * Number(height)) / Number(width))}" preserveAspectRatio="none" `,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 600" width="100mm" height="150mm" font-family="Helvetica, Arial, sans-serif" role="img" aria-label="${escape(
    `${carrier} label ${trackingNumber}`,
  )}"><rect width="400" height="600" fill="#fff"/><rect x="10" y="10" width="380" height="580" fill="none" stroke="#000" stroke-width="2"/><text x="24" y="50" font-size="28" font-weight="700">${escape(
    carrier,
  )}</text><text x="376" y="50" font-size="16" text-anchor="end">${escape(service)}</text><path d="M10 70H390M10 160H390M10 310H390" stroke="#000"/>${lines(['From', ...from], 24, 92, 12)}${lines(
    ['To', ...to],
    24,
    190,
    20,
  )}${bars}<text x="200" y="525" font-size="18" text-anchor="middle">${escape(shown)}</text><text x="24" y="570" font-size="14">${escape(trackingNumber)}</text><text x="376" y="570" font-size="14" text-anchor="end">${(
    weightGrams / 1000
  ).toFixed(
    2,
  )} kg</text>${stamp ? `<text x="200" y="320" font-size="90" font-weight="700" fill="#c00" opacity="0.35" text-anchor="middle" transform="rotate(-35 200 320)">${escape(stamp)}</text>` : ''}</svg>`;
}
