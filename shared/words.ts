import { z } from 'zod';

/**
 * Building blocks of the input schemas. Text from people and files is trimmed and freed of control
 * characters (a NUL would cut a SQLite text short); empty text means "not known" and is null.
 */

const withoutControls = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point.
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g, '').toWellFormed();

/** Optional text: null where nothing was said. */
export const optionalText = (max = 4000) =>
  z
    .string()
    .max(max, `最多 ${max} 字`)
    .transform((text) => withoutControls(text).trim() || null)
    .nullable();

/** Text that must say something. `label` is the field's name on screen. */
export const requiredText = (label: string, max = 4000) =>
  z
    .string({ error: `请填写${label}` })
    .max(max, `${label}最多 ${max} 字`)
    .transform((text) => withoutControls(text).trim())
    .refine((text) => text.length > 0, `请填写${label}`);

/** `YYYY-MM-DD`, a day that exists. */
export const isoDate = (label: string) =>
  z.string({ error: `请填写${label}` }).refine((text) => {
    const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
    return (
      parsed !== undefined &&
      !Number.isNaN(parsed.getTime()) &&
      parsed.toISOString().startsWith(text)
    );
  }, `${label}不是有效日期`);

export const recordId = z.uuid('编号无效');

/** Every message of a failed decode, once each, in the order of the form. */
export const problemsOf = (error: z.ZodError): string[] => [
  ...new Set(error.issues.map((issue) => issue.message)),
];
