import type { PaperFields, PaperKind, RowsField } from './paper.ts';

/** What stands in a template, whatever its file is: places for values, and what repeats or depends. */
export type TemplateTag = {
  /** As written, freed of spaces and full-width letters. @see placeholderName */
  readonly name: string;
  /** `{{x}}`, `{{#x}}…{{/x}}`, or `{{^x}}…{{/x}}`, which stands where x is empty. */
  readonly kind: 'value' | 'each' | 'unless';
  readonly inside: readonly TemplateTag[];
};

/** One thing to mend in a template before it can be used. */
export type TemplateProblem = {
  readonly message: string;
  /** The placeholder concerned, without braces; null where it is about the file. */
  readonly name: string | null;
  /** A known placeholder that is written nearly so. */
  readonly nearest: string | null;
};

export type TagCheck = {
  readonly problems: readonly TemplateProblem[];
  /** Fields of the paper the template does not show; nothing is wrong with that. */
  readonly unused: readonly string[];
  /** Fields it does show. */
  readonly used: readonly string[];
};

/** A placeholder's name as it is compared: no spaces, full-width letters as plain ones. */
export const placeholderName = (written: string): string =>
  written.normalize('NFKC').replace(/\s+/g, '');

/** Edits (characters put in, taken out, replaced) between two words. */
const distance = (a: readonly string[], b: readonly string[]): number => {
  let row = b.map((_c, j) => j + 1);
  for (const [i, c] of a.entries()) {
    let left = i + 1;
    const next: number[] = [];
    for (const [j, d] of b.entries()) {
      const diagonal = j === 0 ? i : (row[j - 1] ?? 0);
      left = Math.min(left + 1, (row[j] ?? 0) + 1, diagonal + (c === d ? 0 : 1));
      next.push(left);
    }
    row = next;
  }
  return b.length === 0 ? a.length : (row.at(-1) ?? 0);
};

/** Longer placeholders are no slip of a known one; and a file may hold anything between its braces. */
const longest = 40;

/** The known name a word was probably meant to be: at most half of its characters differ. */
export const nearestName = (written: string, known: readonly string[]): string | null => {
  const word = [...written];
  if (word.length > longest) return null;
  const near = known
    .map((name) => ({ name, far: distance(word, [...name]) }))
    .filter(({ name, far }) => far <= Math.max(1, Math.floor([...name].length / 2)))
    .toSorted((a, b) => a.far - b.far);
  return near[0]?.name ?? null;
};

type Known = {
  readonly texts: ReadonlySet<string>;
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
};

const isRows = (field: PaperFields[string]): field is RowsField<Readonly<Record<string, never>>> =>
  field.kind === 'rows';

const knownOf = ({ fields }: PaperKind): Known => {
  const all = Object.values(fields);
  return {
    texts: new Set(all.filter((field) => !isRows(field)).map(({ name }) => name)),
    lists: new Map(
      all
        .filter(isRows)
        .map(({ name, columns }) => [
          name,
          new Set(Object.values<{ name: string }>(columns).map((column) => column.name)),
        ]),
    ),
  };
};

const shown = (name: string): string => `{{${[...name].slice(0, longest).join('')}}}`;

/**
 * Compares what stands in a template with what the paper has. Pure.
 *
 * @param nested false where the marks round lists are broken: then a column may stand anywhere
 */
export const checkTags = (
  paper: PaperKind,
  tags: readonly TemplateTag[],
  nested = true,
): TagCheck => {
  const { texts, lists } = knownOf(paper);
  const problems: TemplateProblem[] = [];
  const used = new Set<string>();
  const say = (name: string, message: string, nearest: string | null = null): void => {
    if (!problems.some((known) => known.name === name && known.message === message))
      problems.push({ name, message, nearest });
  };
  const unknown = (name: string, among: readonly string[]): void => {
    const nearest = nearestName(name, among);
    const hint = nearest === null ? '' : `，是不是 ${shown(nearest)}？`;
    say(name, `没有 ${shown(name)} 这个字段${hint}`, nearest);
  };
  const visit = ({ name, kind, inside }: TemplateTag, list: string | null): void => {
    const columns = list === null ? undefined : lists.get(list);
    const isColumn = columns?.has(name) === true;
    if (kind === 'value') {
      if (isColumn) used.add(`${list}.${name}`);
      else if (texts.has(name)) used.add(name);
      else if (lists.has(name))
        say(name, `「${name}」是一张表，要写成 {{#${name}}}…{{/${name}}}，中间放它的各列`);
      else {
        const owner = [...lists].find(([, own]) => own.has(name))?.[0];
        if (owner !== undefined) {
          if (nested)
            say(
              name,
              `${shown(name)} 是「${owner}」的一列，只能写在 {{#${owner}}} 与 {{/${owner}}} 之间`,
            );
        } else unknown(name, [...(columns ?? []), ...texts, ...lists.keys()]);
      }
      return;
    }
    if (lists.has(name)) {
      used.add(name);
      if (list !== null && kind === 'each')
        say(name, `「${list}」里面不能再套「${name}」：表里不能有表`);
    } else if (isColumn) used.add(`${list}.${name}`);
    else if (texts.has(name)) used.add(name);
    else unknown(name, [...lists.keys(), ...texts]);
    const within = kind === 'each' && lists.has(name) ? name : list;
    for (const tag of inside) visit(tag, within);
  };
  for (const tag of tags) visit(tag, null);
  const fields = [
    ...texts,
    ...[...lists].flatMap(([name, columns]) =>
      used.has(name) ? [...columns].map((column) => `${name}.${column}`) : [name],
    ),
  ];
  return {
    problems,
    used: fields.filter((name) => used.has(name)),
    unused: fields.filter((name) => !used.has(name)),
  };
};
