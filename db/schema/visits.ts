import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One visit (走访) to one firm. */
export const visit = sqliteTable(
  'visit',
  {
    id: text('id').primaryKey(),
    enterpriseId: text('enterprise_id').notNull(),
    visitedOn: text('visited_on').notNull(),
    startAt: text('start_at'),
    endAt: text('end_at'),
    place: text('place'),
    /** JSON array of service types, from the vocabulary or the officer's own words. */
    serviceTypes: text('service_types').notNull().default('[]'),
    purpose: text('purpose'),
    content: text('content'),
    findings: text('findings'),
    advice: text('advice'),
    firmPeople: text('firm_people'),
    deleted: integer('deleted').notNull().default(0),
    /** What was handed over or taken along. */
    materials: text('materials'),
    /** What follows, by whom, by when; in the officer's words. */
    followUp: text('follow_up'),
    /** What the firm said of the visit (企业满意度). */
    satisfaction: text('satisfaction'),
    /** A firm found not to be there or not to work: the word of the file's status, of which the visit is the proof. */
    foundStatus: text('found_status'),
  },
  (t) => [index('visit_by_enterprise').on(t.enterpriseId), index('visit_by_date').on(t.visitedOn)],
);

/** One of our people on one visit; counting these rows gives 人次. */
export const participant = sqliteTable(
  'participant',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id').notNull(),
    name: text('name').notNull(),
    /** Place in the form, as the officer wrote it. */
    position: integer('position').notNull().default(0),
    deleted: integer('deleted').notNull().default(0),
  },
  (t) => [index('participant_by_visit').on(t.visitId)],
);

/** A problem or request (问题/诉求) a firm raised. */
export const issue = sqliteTable(
  'issue',
  {
    id: text('id').primaryKey(),
    enterpriseId: text('enterprise_id').notNull(),
    visitId: text('visit_id'),
    type: text('type').notNull(),
    content: text('content').notNull(),
    raisedOn: text('raised_on').notNull(),
    /** As it was registered; where it stands is worked out from its steps (shared/issue-course.ts). */
    state: text('state').notNull().default('登记'),
    /** Place in the visit it was raised in. */
    position: integer('position').notNull().default(0),
    deleted: integer('deleted').notNull().default(0),
    number: text('number'),
    /** How it reached us (来源): 走访, 热线 …; an empty one was born in a visit. */
    channel: text('channel'),
    urgency: text('urgency'),
    /** 短期 or 长期. */
    term: text('term'),
    /** `HH:MM`. */
    raisedTime: text('raised_time'),
    /** Who of the firm raised it. */
    raisedBy: text('raised_by'),
    contact: text('contact'),
    /** Who of ours registered it; it is theirs until somebody else is named. */
    registrar: text('registrar'),
    /** Who has it in hand now; what each step said stands in its row. */
    handlerUnit: text('handler_unit'),
    handler: text('handler'),
    /** `YYYY-MM-DD`: to be closed by, where a day was set. */
    dueOn: text('due_on'),
    note: text('note'),
  },
  (t) => [index('issue_by_enterprise').on(t.enterpriseId), index('issue_by_visit').on(t.visitId)],
);

/** A picture, scan or document on a record. The bytes live in media.db under their SHA-256. */
export const photo = sqliteTable(
  'photo',
  {
    id: text('id').primaryKey(),
    ownerTable: text('owner_table').notNull(),
    ownerId: text('owner_id').notNull(),
    sha256: text('sha256').notNull(),
    mime: text('mime').notNull(),
    /** Pixels; 0 for a document. */
    width: integer('width').notNull(),
    /** Pixels; 0 for a document. */
    height: integer('height').notNull(),
    bytes: integer('bytes').notNull(),
    /** Local wall time of the camera, `YYYY-MM-DDTHH:MM:SS`, where the file told it. */
    takenAt: text('taken_at'),
    caption: text('caption'),
    position: integer('position').notNull().default(0),
    deleted: integer('deleted').notNull().default(0),
    /** The file's name; photographs of a visit have none. */
    name: text('name'),
  },
  (t) => [index('photo_by_owner').on(t.ownerId), index('photo_by_sha256').on(t.sha256)],
);
