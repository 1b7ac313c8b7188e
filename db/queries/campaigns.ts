import type { Store } from '#db/open.ts';

/** Returns and answers of campaigns, many at once. Reads only. */

export type ReturnRecord = {
  readonly id: string;
  readonly campaignId: string;
  /** The firm it is kept under. */
  readonly firmId: string;
  readonly firmName: string;
  readonly township: string | null;
  readonly asker: string | null;
  readonly visitId: string | null;
  readonly answeredBy: string | null;
  readonly completedOn: string | null;
  readonly completedBy: string | null;
};

const returnColumns = `r.id, r.campaign_id AS campaignId, f.id AS firmId, f.name AS firmName,
  f.township, r.asker, r.visit_id AS visitId, r.answered_by AS answeredBy,
  r.completed_on AS completedOn, r.completed_by AS completedBy`;

const liveReturns = `campaign_return r
  LEFT JOIN enterprise_home h ON h.id = r.enterprise_id
  JOIN enterprise f ON f.id = coalesce(h.home, r.enterprise_id) AND f.deleted = 0
  JOIN campaign c ON c.id = r.campaign_id AND c.deleted = 0`;

/** Live returns of a campaign. */
export const returnsOfCampaign = ({ handle }: Store, campaignId: string): ReturnRecord[] =>
  handle
    .prepare(
      `SELECT ${returnColumns} FROM ${liveReturns} WHERE r.campaign_id = ? AND r.deleted = 0
       ORDER BY r.id`,
    )
    .all(campaignId) as ReturnRecord[];

/** Live returns of some files of one firm. */
export const returnsOfFirms = ({ handle }: Store, files: readonly string[]): ReturnRecord[] =>
  handle
    .prepare(
      `SELECT ${returnColumns} FROM ${liveReturns}
       WHERE r.enterprise_id IN (SELECT value FROM json_each(?)) AND r.deleted = 0 ORDER BY r.id`,
    )
    .all(JSON.stringify(files)) as ReturnRecord[];

export const getReturn = ({ handle }: Store, id: string): ReturnRecord | undefined =>
  handle
    .prepare(`SELECT ${returnColumns} FROM ${liveReturns} WHERE r.id = ? AND r.deleted = 0`)
    .get(id) as ReturnRecord | undefined;

export type AnswerRecord = {
  readonly id: string;
  readonly returnId: string;
  readonly questionId: string;
  readonly rowKey: string | null;
  readonly columnId: string | null;
  readonly value: string | null;
  readonly askedIn: string | null;
  /** Photographs (张) on it. */
  readonly photos: number;
};

/** Live answers of some returns, in no order. */
export const answersOf = ({ handle }: Store, returns: readonly string[]): AnswerRecord[] =>
  handle
    .prepare(
      `SELECT a.id, a.campaign_return_id AS returnId, a.question_id AS questionId,
         a.row_key AS rowKey, a.column_id AS columnId, a.value, a.asked_in AS askedIn,
         CASE WHEN a.value IS NULL
           THEN (SELECT count(*) FROM photo p WHERE p.owner_id = a.id AND p.deleted = 0)
           ELSE 0 END AS photos
       FROM campaign_answer a
       WHERE a.campaign_return_id IN (SELECT value FROM json_each(?)) AND a.deleted = 0`,
    )
    .all(JSON.stringify(returns)) as AnswerRecord[];
