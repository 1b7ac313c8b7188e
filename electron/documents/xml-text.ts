import { DOMParser, type Document } from '@xmldom/xmldom';

/** Warnings too: what is nearly XML is damage. U+FFFD is a character like others (XML 1.0, 2.2 Char): somebody's text. */
const throwAny = (_level: string, message: string): void => {
  if (!message.startsWith('Unicode replacement character')) throw new Error(message);
};

/** Line ends of XML 1.0 (2.11); those of 1.1, U+0085 and U+2028, are characters of a text and stay. */
const normalizeLineEndings = (xml: string): string => xml.replace(/\r\n?/g, '\n');

/** A part of a .docx or .xlsx. @throws on XML that is not well-formed */
export const parseXml = (xml: string): Document =>
  new DOMParser({ onError: throwAny, normalizeLineEndings }).parseFromString(xml, 'text/xml');

/**
 * The text of an XML part, a line for each of its paragraphs.
 *
 * @throws on XML that is not well-formed
 */
export const xmlText = (xml: string, paragraph: string, run: string): string =>
  [...parseXml(xml).getElementsByTagName(paragraph)]
    .map((p) => [...p.getElementsByTagName(run)].map((t) => t.textContent ?? '').join(''))
    .join('\n');
