/** Words that no review of the house carries, as they begin. Norwegian and English; mild ones are let through. */
const FOUL = ['faen', 'helvete', 'jævl', 'forbann', 'dritt', 'fuck', 'shit', 'bastard', 'asshole'];

/** Why a text cannot be published, or undefined. What a machine sees at once is refused at once; people read the rest. */
export function objection(text: string): { code: string; message: string } | undefined {
  if (/[^\s@]+@[^\s@]+\.[^\s@]{2,}/.test(text))
    return { code: 'contains_email', message: 'E-mail addresses are not published. Leave it out.' };
  if (/\bhttps?:\/\/|\bwww\./i.test(text)) return { code: 'contains_link', message: 'Links are not published. Leave it out.' };
  if (/(?:\+?\d[\s-]?){8,}/.test(text))
    return { code: 'contains_number', message: 'Telephone numbers are not published. Leave it out.' };
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.some((word) => FOUL.some((foul) => word.startsWith(foul))))
    return { code: 'contains_profanity', message: 'Say it without swearing, and we publish it.' };
  return undefined;
}
