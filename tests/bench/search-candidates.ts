import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEncrypted } from '#db/open.ts';
import { createFoldReader } from '#shared/fold-reader.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { benchFirm } from './firms.ts';

/**
 * `node tests/bench/search-candidates.ts [firms]`: what a search as one types would cost by LIKE, by
 * two indexes of FTS5 and by flat text in memory, on the same folded texts of the same encrypted
 * store. Prints milliseconds of the processor; asserts nothing.
 */

const firms = Number(process.argv[2] ?? 200_000);
const words = ['机械', '恒辰', '限公', 'lanxi', 'xizhi', '湖口镇', '70123', '龘龘', 'm', '机'];

const cpuOf = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const show = (name: string, ...values: number[]): void =>
  console.log(name.padEnd(36), ...values.map((v) => v.toFixed(1).padStart(9)));

/** Every character and every two neighbours, as tokens in their order. */
const tokensOf = (text: string): string => {
  const chars = [...text];
  return chars
    .map((c, at) => `u${c} ${at + 1 < chars.length ? `b${c}${chars[at + 1]}` : ''}`)
    .join(' ');
};
const phraseOf = (word: string): string =>
  [...word].length === 1
    ? `"u${word}"`
    : `"${tokensOf(word).trim().split(/\s+/).slice(1, -1).join(' ')}"`;

const reader = createFoldReader();
const random = randomFrom(7);
const rows = Array.from({ length: firms }, (_, n) => {
  const firm = benchFirm(n + 1, random);
  const name = reader.fold(firm.name);
  const syllables = reader.syllables(name);
  const rest = [firm.address, firm.contact_name, firm.contact_phone].map(reader.fold).join(' ');
  return [name, syllables.map((s) => s[0]).join(''), syllables.join(''), firm.uscc, rest];
});

const dir = mkdtempSync(join(tmpdir(), 'qice-candidates-'));
const file = join(dir, 'x.db');
const db = openEncrypted(file, new Uint8Array(32).fill(9));
const megabytes = (): number => {
  db.pragma('wal_checkpoint(TRUNCATE)');
  return statSync(file).size / 1e6;
};
const columns = 'name, initials, pinyin, code, rest';

/** Fills a table inside one transaction. @returns processor milliseconds and megabytes it took */
const fill = (make: string, table: string, cells: (row: readonly string[]) => string[]) => {
  db.exec(make);
  const before = megabytes();
  const add = db.prepare(`INSERT INTO ${table} (rowid, ${columns}) VALUES (?, ?, ?, ?, ?, ?)`);
  const cpu = cpuOf(() =>
    db.transaction(() => {
      for (const [n, row] of rows.entries()) add.run(n + 1, ...cells(row as string[]));
    })(),
  );
  return { cpu, megabytes: megabytes() - before };
};
const fts = (table: string, tokenizer: string): string =>
  `CREATE VIRTUAL TABLE ${table} USING fts5(${columns}, content='', contentless_delete=1, tokenize='${tokenizer}')`;

const plain = fill(`CREATE TABLE plain (${columns}) `, 'plain', (row) => [...row]);
show('bare inserts, ms, MB', plain.cpu, plain.megabytes);
const pairs = fill(fts('pairs', 'unicode61 remove_diacritics 0'), 'pairs', (row) =>
  row.map(tokensOf),
);
show('FTS5 pairs: filling ×, MB', pairs.cpu / plain.cpu, pairs.megabytes);
const trigram = fill(fts('trigram', 'trigram'), 'trigram', (row) => [...row]);
show('FTS5 trigram: filling ×, MB', trigram.cpu / plain.cpu, trigram.megabytes);

const blocks: string[] = [];
show(
  'memory: filling ×',
  cpuOf(() => {
    for (let from = 0; from < firms; from += 1024)
      for (let column = 0; column < 5; column++)
        blocks.push(
          rows
            .slice(from, from + 1024)
            .map((row) => row[column])
            .join('\n'),
        );
  }) / plain.cpu,
);
const scan = (word: string): number => {
  let hits = 0;
  for (const text of blocks)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at)) {
      hits += 1;
      at = text.indexOf('\n', at);
      if (at < 0) break;
    }
  return hits;
};

const like = db.prepare(
  `SELECT rowid FROM plain WHERE ${columns
    .split(', ')
    .map((c) => `${c} LIKE @w`)
    .join(' OR ')} LIMIT 1000`,
);
const match = (table: string) =>
  db.prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? LIMIT 1000`);
const [byPairs, byTrigram] = [match('pairs'), match('trigram')];
console.log(`${'ms'.padEnd(36)}      LIKE     pairs   trigram    memory`);
for (const word of words)
  show(
    word,
    cpuOf(() => like.all({ w: `%${word}%` })),
    cpuOf(() => byPairs.all(phraseOf(word))),
    [...word].length < 3 ? Number.NaN : cpuOf(() => byTrigram.all(`"${word}"`)),
    cpuOf(() => scan(word)),
  );
db.close();
rmSync(dir, { recursive: true, force: true });
