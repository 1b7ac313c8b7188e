export type Size = { readonly width: number; readonly height: number };

/** The size with its longest side at most `longest`; never larger than it was. */
export const fitWithin = ({ width, height }: Size, longest: number): Size => {
  const scale = Math.min(1, longest / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
};

/** `2026:05:05 14:03:22`, as a camera writes it, to `2026-05-05T14:03:22`; null for anything else. */
export const takenAtOf = (exifTime: unknown): string | null => {
  const parts = /^(\d{4}):(\d{2}):(\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(String(exifTime));
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = new Date(`${iso}Z`);
  // A camera whose clock was never set writes zeros.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) && Number(year) > 1990
    ? iso
    : null;
};
