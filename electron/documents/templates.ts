import { Refusal } from '#shared/errors.ts';
import type { AnyPaperValues, PaperKind } from '#shared/papers/paper.ts';
import { checkTags, type TagCheck } from '#shared/papers/template-check.ts';
import type { TemplateFormat } from '#shared/registers/document-template.ts';
import { fillDocx, readDocx } from './docx-template.ts';
import { openPackage } from './package-parts.ts';
import { dataOf } from './template-data.ts';
import { readXlsx } from './xlsx-blocks.ts';
import { openBook } from './xlsx-book.ts';
import { fillXlsx } from './xlsx-template.ts';

/** An office's own template of a paper: looked at before it is used, and filled. */

export type TemplateCheck = TagCheck & { readonly format: TemplateFormat };

const namesOf = ({ fields }: PaperKind): ReadonlySet<string> =>
  new Set(
    Object.values(fields).flatMap((field) =>
      field.kind === 'rows'
        ? [field.name, ...Object.values(field.columns).map(({ name }) => name)]
        : [field.name],
    ),
  );

/** What broken XML, or XML nested too deep, comes to: the file is damaged, whatever it was. */
const orDamaged = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw Refusal.of('template.unusable', { why: '文件不完整或已损坏' });
  }
};

/**
 * Compares a template with the paper it is for. Problems keep it from being used; they are told, not thrown.
 *
 * @throws Refusal `template.unusable` for a file no paper can be made of. @see openPackage
 */
export const checkTemplate = (bytes: Uint8Array, paper: PaperKind): TemplateCheck =>
  orDamaged(() => {
    const { format, zip } = openPackage(bytes);
    const content =
      format === 'docx' ? readDocx(zip, namesOf(paper)) : readXlsx(openBook(zip), paper);
    const tags = checkTags(paper, content.tags, content.problems.length === 0);
    const none =
      content.tags.length + content.problems.length === 0
        ? [
            {
              message: '文件里没有一个占位符，填出来会和模板一样；请写入形如 {{企业名称}} 的占位符',
              ...{ name: null, nearest: null },
            },
          ]
        : [];
    return { format, ...tags, problems: [...content.problems, ...tags.problems, ...none] };
  });

/**
 * A template with the values of a paper in it.
 *
 * @throws Refusal `template.unusable` as `checkTemplate`, and where the check finds problems
 */
export const fillTemplate = (
  bytes: Uint8Array,
  paper: PaperKind,
  values: AnyPaperValues,
): Uint8Array =>
  orDamaged(() => {
    const { format, zip } = openPackage(bytes);
    const data = dataOf(paper, values);
    return format === 'docx' ? fillDocx(zip, data) : fillXlsx(zip, paper, data);
  });
