import { DOMParser } from '@xmldom/xmldom';

/**
 * The text of an XML part, a line for each of its paragraphs.
 *
 * @throws on XML that is not well-formed
 */
export const xmlText = (xml: string, paragraph: string, run: string): string => {
  const document = new DOMParser({ onError: throwAny }).parseFromString(xml, 'text/xml');
  return [...document.getElementsByTagName(paragraph)]
    .map((p) => [...p.getElementsByTagName(run)].map((t) => t.textContent ?? '').join(''))
    .join('\n');
};

/** Warnings too: what is nearly XML is damage. */
export const throwAny = (_level: string, message: string): never => {
  throw new Error(message);
};
