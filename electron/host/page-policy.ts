/** What the screen may load, in either door: its own files, and pictures it has just made. */
const contentPolicy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  // The component library writes its size variables into style elements.
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
  'Cache-Control': 'no-store',
};

/** Of an answer whose name is its content: it can never be another. */
export const forever = { 'Cache-Control': 'private, max-age=31536000, immutable' } as const;

const shown = /^(image\/(jpeg|png|webp|gif)|application\/pdf)$/;

/**
 * Headers of a stored picture or scan. Bytes that came in a bundle are never run: a type that is
 * not plainly a picture is only saved.
 */
export const mediaHeaders = (mime: string): Readonly<Record<string, string>> => ({
  ...pageHeaders,
  ...forever,
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Content-Type': shown.test(mime) ? mime : 'application/octet-stream',
});

/** `/media/<64 hex digits>` and nothing else. */
export const mediaHashIn = (pathname: string): string | undefined =>
  /^\/media\/([0-9a-f]{64})$/.exec(pathname)?.[1];
