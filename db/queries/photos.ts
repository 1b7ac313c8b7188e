import type { Store } from '#db/open.ts';
import { familyOf, placeOf } from './conflicts.ts';
import { getEnterprises } from './enterprises.ts';

/** Photographs, scans and documents with the record they hang on. */

export type LedgerPhoto = {
  readonly id: string;
  readonly sha256: string;
  readonly mime: string;
  readonly name: string | null;
  readonly caption: string | null;
  readonly takenAt: string | null;
  readonly bytes: number;
  readonly ownerTable: string;
  readonly ownerId: string;
  /** Day of the visit, or what else the record is called. */
  readonly ownerTitle: string;
  readonly enterpriseId: string | null;
  readonly enterpriseName: string;
  /** Origin of the newest write behind the row; null where it is not sealed yet. */
  readonly origin: string | null;
};

const columns = `p.id, p.sha256, p.mime, p.name, p.caption, p.taken_at AS takenAt, p.bytes,
  p.owner_table AS ownerTable, p.owner_id AS ownerId, json_extract(r.dots, '$[0][1]') AS origin`;
const sealed = `LEFT JOIN sync_row r ON r.tbl = 'photo' AND r.rid = p.id`;

/** Those of live visits, the newest visit first, in the visit's order. */
const ofVisits = ({ handle }: Store): LedgerPhoto[] =>
  handle
    .prepare(
      `SELECT ${columns}, v.visited_on AS ownerTitle, e.id AS enterpriseId, e.name AS enterpriseName
       FROM photo p
       JOIN visit v ON p.owner_table = 'visit' AND v.id = p.owner_id AND v.deleted = 0
       JOIN enterprise e ON e.id = v.enterprise_id
       ${sealed}
       WHERE p.deleted = 0
       ORDER BY v.visited_on DESC, v.id DESC, p.position, p.id`,
    )
    .all() as LedgerPhoto[];

type Elsewhere = Omit<LedgerPhoto, 'ownerTitle' | 'enterpriseId' | 'enterpriseName'>;

const isDeleted = ({ name }: { readonly name: string }): boolean => name === 'deleted';

/** Those of live firms and rows of ledgers, by firm. @param firm only of its files */
const ofFiles = (store: Store, firm?: string): LedgerPhoto[] => {
  const family = firm === undefined ? undefined : familyOf(store, firm).map(({ row }) => row);
  const condition = `p.deleted = 0 AND p.owner_table <> 'visit'
    AND (@family IS NULL OR p.owner_id IN (SELECT value FROM json_each(@family)))`;
  const asked = { family: family === undefined ? null : JSON.stringify(family) };
  // Of some eighty tables two or three have anything hanging on them.
  const named = store.handle
    .prepare(`SELECT DISTINCT owner_table FROM photo p WHERE ${condition}`)
    .pluck()
    .all(asked);
  const rows = store.schema.shapes
    .filter(({ name, columns: known }) => named.includes(name) && known.some(isDeleted))
    .flatMap(
      ({ name }) =>
        store.handle
          .prepare(
            `SELECT ${columns} FROM photo p
             JOIN "${name}" o ON p.owner_table = '${name}' AND o.id = p.owner_id AND o.deleted = 0
             ${sealed} WHERE ${condition} ORDER BY p.owner_id, p.position, p.id`,
          )
          .all(asked) as Elsewhere[],
    );
  const places = new Map<string, { readonly firm: string | null; readonly title: string }>();
  for (const { ownerTable: table, ownerId: row } of rows)
    if (!places.has(row)) places.set(row, placeOf(store, { table, row }));
  const firms = getEnterprises(
    store.reader,
    [...places.values()].flatMap(({ firm }) => firm ?? []),
  );
  return rows
    .map((row): LedgerPhoto => {
      const { firm = null, title = '' } = places.get(row.ownerId) ?? {};
      const enterpriseName = firms.get(firm ?? '')?.name ?? '';
      return { ...row, ownerTitle: title, enterpriseId: firm, enterpriseName };
    })
    .toSorted((a, b) => a.enterpriseName.localeCompare(b.enterpriseName, 'zh-CN'));
};

/** What hangs on a firm's files and on the rows of their ledgers. */
export const filesOfFirm = (store: Store, firm: string): LedgerPhoto[] => ofFiles(store, firm);

/** Every attachment of a live record: those of visits, the newest first, then those of files, by firm. */
export const listPhotos = (store: Store): LedgerPhoto[] => [...ofVisits(store), ...ofFiles(store)];
