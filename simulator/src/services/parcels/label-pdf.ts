import { toSVG } from 'bwip-js/generic';
import { barcodeOf, type ParcelLabel } from './parcel-label.ts';

/** Points of 1/72 inch: 10 by 15 cm. */
const [WIDTH, HEIGHT] = [283.46, 425.2];

/** Latin letters as the standard fonts of a PDF have them; what is beyond them prints as a question mark. */
const latin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => ((letter.codePointAt(0) ?? 63) < 256 ? letter.codePointAt(0)! : 63));

const round = (value: number): string => String(Math.round(value * 100) / 100);

const written = (text: string, x: number, y: number, size: number, font: 'F1' | 'F2' = 'F1'): string =>
  `BT /${font} ${size} Tf ${round(x)} ${round(HEIGHT - y)} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;

/** The bars of a barcode in modules, read off the strokes in which the library draws them. */
function barsOf(bcid: string, text: string): { bars: { x: number; width: number }[]; width: number } {
  const svg = toSVG({ bcid, text, height: 10, scaleX: 2 });
  const bars = [...svg.matchAll(/stroke-width="(\d+)" d="([^"]+)"/g)].flatMap(([, wide = '0', path = '']) =>
    [...path.matchAll(/M([\d.]+) /g)].map(([, centre]) => ({ x: Number(centre) - Number(wide) / 2, width: Number(wide) })),
  );
  return { bars, width: Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) };
}

/** One label on its page, as the instructions that a PDF draws it by. */
function drawing(label: ParcelLabel): string {
  const { carrier, service, trackingNumber, weightGrams, from, to, stamp } = label;
  const { symbology, text, shown } = barcodeOf(label);
  const { bars, width } = barsOf(symbology, text);
  const unit = 230 / width;
  const black = bars.map(({ x, width: wide }) => `${round(26.7 + x * unit)} 90 ${round(wide * unit)} 80 re`);
  const line = (y: number) => `10 ${round(HEIGHT - y)} m 273 ${round(HEIGHT - y)} l S`;
  const grey = stamp ? `0.8 g ${written(stamp, 70, 240, 60, 'F2')} 0 g` : '';
  return [
    grey,
    written(carrier, 17, 36, 18, 'F2'),
    written(service, 150, 36, 11),
    line(50),
    ...['From', ...from].map((words, index) => written(words, 17, 64 + index * 11, 9)),
    line(115),
    ...['To', ...to].map((words, index) => written(words, 17, 133 + index * 17, 14)),
    line(225),
    `${black.join(' ')} f`,
    written(shown, 60, 358, 12),
    line(380),
    written(trackingNumber, 17, 403, 10),
    written(`${(weightGrams / 1000).toFixed(2)} kg`, 220, 403, 10),
  ].join('\n');
}

/** Shipping labels as a PDF document, a page of 10 by 15 cm each. The same labels make the same bytes. */
export function labelsAsPdf(labels: readonly ParcelLabel[]): Uint8Array {
  const pageIds = labels.map((_, index) => 5 + index * 2);
  const fonts = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${labels.length} >>`,
    fonts('Helvetica'),
    fonts('Helvetica-Bold'),
    ...labels.flatMap((label, index) => {
      const content = drawing(label);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + index * 2} 0 R >>`,
        `<< /Length ${latin1(content).length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = latin1(body).length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = latin1(body).length;
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return latin1(body);
}
