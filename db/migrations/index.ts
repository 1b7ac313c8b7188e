import { m0010 } from './m0010-start.ts';
import { m0030 } from './m0030-parking.ts';
import { m0040 } from './m0040-trust.ts';
import { m0050 } from './m0050-remarks.ts';
import { m0060 } from './m0060-snapshots.ts';
import { m0075 } from './m0075-compaction.ts';
import { m0076 } from './m0076-upper-media.ts';
import { m0078 } from './m0078-segment-counts.ts';
import { m0080 } from './m0080-national-keys.ts';
import { m0100 } from './m0100-ledgers.ts';
import { m0120 } from './m0120-roll.ts';
import { m0121 } from './m0121-bulk-runs.ts';
import { m0140 } from './m0140-imports.ts';
import { m0160 } from './m0160-firm-pairs.ts';
import { m0170 } from './m0170-bulk-tier-since.ts';
import { m0171 } from './m0171-attachments.ts';
import { m0200 } from './m0200-awards.ts';
import { m0210 } from './m0210-scoring.ts';
import { m0211 } from './m0211-brand-time.ts';
import { m0212 } from './m0212-run-published.ts';
import { m0230 } from './m0230-pipeline.ts';
import { m0231 } from './m0231-same-application.ts';
import { m0300 } from './m0300-sheet-parts.ts';
import { m0310 } from './m0310-following.ts';
import { m0311 } from './m0311-follow-runs.ts';
import { m0320 } from './m0320-agreements.ts';
import { m0330 } from './m0330-papers.ts';
import { m0340 } from './m0340-issues.ts';
import { m0341 } from './m0341-issue-step-before.ts';
import { m0350 } from './m0350-visit-form.ts';
import { m0355 } from './m0355-visit-signatures.ts';
import { m0360 } from './m0360-visit-plans.ts';
import { m0365 } from './m0365-campaigns.ts';
import { m0370 } from './m0370-green-tickets.ts';
import { m0385 } from './m0385-issue-change.ts';
import { m0395 } from './m0395-approval-rules.ts';

/** A numbered step. Numbers go up by ten so that an urgent fix can slot in between releases. */
export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

/** Every step ever shipped, in order. A shipped step is never edited. */
export const migrations: readonly Migration[] = [
  m0010,
  m0030,
  m0040,
  m0050,
  m0060,
  m0075,
  m0076,
  m0078,
  m0080,
  m0100,
  m0120,
  m0121,
  m0140,
  m0160,
  m0170,
  m0171,
  m0200,
  m0210,
  m0211,
  m0212,
  m0230,
  m0231,
  m0300,
  m0310,
  m0311,
  m0320,
  m0330,
  m0340,
  m0341,
  m0350,
  m0355,
  m0360,
  m0365,
  m0370,
  m0385,
  m0395,
];
