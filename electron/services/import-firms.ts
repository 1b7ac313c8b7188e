import type { Store } from '#db/open.ts';
import { allHomes } from '#db/queries/homes.ts';
import { type FirmName, firmNames } from '#db/queries/synced-rows.ts';
import { checkCreditCode } from '#shared/credit-code.ts';
import { firmNameFolder, foldText } from '#shared/fold.ts';
import { createFoldReader } from '#shared/fold-reader.ts';
import type { ImportAnswers, ImportQuestion } from '#shared/imports.ts';
import { deriveId } from '#sync/seal.ts';
import {
  codeQuestion,
  type Likely,
  sameFirmQuestion,
  unknownQuestion,
} from './import-firm-questions.ts';

/**
 * Which firm a row is about: by its code, else by its name. What is only likely is asked, and the
 * answer kept for the next table.
 */

/** The id every laptop gives the firm of one credit code. */
export const idOfCode = (uscc: string): string => deriveId('enterprise', uscc);
/** The id of a firm that is known by its name alone, as in old lists. */
const idOfName = (name: string): string => deriveId('enterprise', `name ${foldText(name)}`);

export type FirmFound =
  | {
      readonly kind: 'firm';
      readonly id: string;
      /** A firm the store does not have yet. */
      readonly fresh: boolean;
      /** Valid, folded; null where the row has none. */
      readonly uscc: string | null;
      readonly notes: readonly string[];
      /** The row names a file that was merged into this one: its old name and code are not taken. */
      readonly givenUp: boolean;
    }
  | { readonly kind: 'question'; readonly question: ImportQuestion; readonly uscc: string | null }
  | { readonly kind: 'skip'; readonly reason: string };

export type Said = {
  readonly row: number;
  readonly uscc: string | null;
  readonly name: string | null;
};

export type Firms = {
  readonly find: (said: Said) => FirmFound;
  /** A firm that this import adds: later rows may mean it. */
  readonly add: (firm: FirmName) => void;
};

/** An answer to one question, or to all of its kind. */
const answerTo = (
  answers: ImportAnswers,
  remembered: ReadonlyMap<string, string>,
  question: ImportQuestion,
): string | undefined => {
  const own = answers[question.key] ?? remembered.get(question.key);
  if (own !== undefined) return own;
  const role = answers[`*${question.kind}`];
  return question.options.find((option) => option.role === role)?.answer;
};

/** A list longer than this is a register's own extract: there the code decides, names are not compared. */
const mostNamed = 50_000;

const put = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
};

/** Firms by some key, of which most are only worked out once a row asks: new ones as they come. */
const lazyBook = <T>(
  firms: readonly (readonly FirmName[])[],
  tell: (firm: FirmName, put: (key: string, value: T) => void) => void,
) => {
  const book = new Map<string, T[]>();
  const told = firms.map(() => 0);
  return (key: () => string): readonly T[] => {
    for (const [nth, list] of firms.entries()) {
      for (let at = told[nth] ?? 0; at < list.length; at += 1) {
        const firm = list[at];
        if (firm) tell(firm, (own, value) => put(book, own, value));
      }
      told[nth] = list.length;
    }
    return book.get(key()) ?? nobody;
  };
};

const nobody: readonly never[] = [];

/** A name is folded when it is looked for, and again when its firm is added. */
const foldingOnce = (fold: (name: string) => string): ((name: string) => string) => {
  let last = { name: '', key: fold('') };
  return (name) => {
    if (name !== last.name) last = { name, key: fold(name) };
    return last.key;
  };
};

/** Words cut out of the file's text hold on to that text: of 50,000 firms they would keep most of it. */
const cutOff = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

const ownCopy = ({ id, uscc, name, formerNames }: FirmName): FirmName => ({
  id,
  uscc: uscc && cutOff(uscc),
  name: cutOff(name),
  formerNames: formerNames && cutOff(formerNames),
});

/** Looks firms up in the store and among those the import adds. */
export const openFirms = (
  store: Store,
  answers: ImportAnswers,
  remembered: ReadonlyMap<string, string>,
): Firms => {
  const stored = firmNames(store);
  const homes = allHomes(store);
  const keptUnder = (id: string): string => homes.get(id) ?? id;
  const merged = new Set([...homes].flat());
  const mergedNames = new Map(
    stored.flatMap(({ id, name }) => (merged.has(id) ? [[id, name] as const] : [])),
  );
  const byCode = new Map(stored.flatMap((f) => (f.uscc === null ? [] : [[f.uscc, f.id] as const])));
  const added: FirmName[] = [];
  /** A row that is found is added next: its id is worked out once. */
  let derived = { code: '', id: '' };
  const ownId = (code: string): string => {
    if (derived.code !== code) derived = { code, id: idOfCode(code) };
    return derived.id;
  };
  let count = 0;
  const fold = foldingOnce(firmNameFolder(createFoldReader().fold));
  const everybody = [stored, added];
  /** As written. */
  const ofName = lazyBook<FirmName>(everybody, (each, tell) => tell(each.name.trim(), each));
  /** By what is left when writing does not matter. */
  const ofFolded = lazyBook<Likely>(everybody, (each, tell) => {
    tell(fold(each.name), { firm: each, why: '名称写法相近' });
    for (const former of (each.formerNames ?? '').split(/[、；;,，\n]+/))
      if (former.trim() !== '')
        tell(fold(former), { firm: each, why: `曾用名「${former.trim()}」` });
  });

  const likely = (name: string, uscc: string | null): readonly Likely[] => {
    const found = ofFolded(() => fold(name));
    if (found.length === 0) return nobody;
    const seen = new Set<string>();
    return found
      .filter(({ firm: other }) => uscc === null || other.uscc !== uscc)
      .filter(({ firm: other }) => !seen.has(keptUnder(other.id)) && seen.add(keptUnder(other.id)));
  };

  const firm = (id: string, fresh: boolean, uscc: string | null, notes: readonly string[] = []) =>
    ({ kind: 'firm', id, fresh, uscc, notes, givenUp: false }) as const;

  /** A firm of the store; where its file was merged into another one, that one. */
  const known = (id: string, uscc: string | null, notes: readonly string[] = []): FirmFound => {
    const home = homes.get(id);
    if (home === undefined) return firm(id, false, uscc, notes);
    const said = `「${mergedNames.get(id)}」的档案已并入「${mergedNames.get(home)}」，记入保留的档案`;
    return { ...firm(home, false, null, [...notes, said]), givenUp: true };
  };

  const ask = (question: ImportQuestion, uscc: string | null): FirmFound | string => {
    const answer = answerTo(answers, remembered, question);
    if (answer === undefined) return { kind: 'question', question, uscc };
    return answer === 'skip'
      ? { kind: 'skip', reason: `按您的选择不导入：${question.text}` }
      : answer;
  };

  const withCode = (said: Said, code: string, notes: readonly string[]): FirmFound => {
    const ofCode = byCode.get(code);
    if (ofCode !== undefined) return known(ofCode, code, notes);
    const found = said.name === null || count > mostNamed ? [] : likely(said.name, code);
    if (found.length > 0) {
      const answer = ask(sameFirmQuestion({ ...said, uscc: code }, found), code);
      if (typeof answer !== 'string') return answer;
      if (answer.startsWith('same:')) return known(answer.slice(5), code, notes);
    }
    return firm(ownId(code), true, code, notes);
  };

  /** @param sure a person has said already that the name is to be taken */
  const byNameAlone = (said: Said, name: string, sure = false): FirmFound => {
    const same = ofName(() => name.trim());
    const one = same.find(({ id }) => !homes.has(id)) ?? same[0];
    if (one && same.every(({ id }) => keptUnder(id) === keptUnder(one.id)))
      return known(one.id, null);
    const found = likely(name, null);
    const question = found.length > 0 ? sameFirmQuestion(said, found) : unknownQuestion(name);
    const answer = sure && found.length === 0 ? 'new' : ask(question, null);
    if (typeof answer !== 'string') return answer;
    return answer.startsWith('same:')
      ? known(answer.slice(5), null)
      : firm(idOfName(name), same.length === 0, null);
  };

  return {
    add: (fresh) => {
      count += 1;
      if (count <= mostNamed) added.push(ownCopy(fresh));
      if (fresh.uscc !== null && fresh.id !== ownId(fresh.uscc)) byCode.set(fresh.uscc, fresh.id);
    },
    find: (said) => {
      const { name, uscc } = said;
      if (uscc === null && name === null) return { kind: 'skip', reason: '没有企业名称和信用代码' };
      if (uscc === null) return byNameAlone({ ...said, uscc }, name ?? '');
      const check = checkCreditCode(uscc);
      if (check.ok)
        return withCode(
          said,
          check.code,
          check.warnings.map((warning) => `统一社会信用代码${warning}`),
        );
      const answer = ask(codeQuestion(uscc, name, name === null ? [] : likely(name, null)), null);
      if (typeof answer !== 'string') return answer;
      const typed = answer.startsWith('use:') ? checkCreditCode(answer.slice(4)) : null;
      if (typed?.ok) return withCode(said, typed.code, []);
      return byNameAlone({ ...said, uscc: null }, name ?? '', true);
    },
  };
};
