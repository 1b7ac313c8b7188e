/** Facts of a firm's file an officer meets on the spot, by their key in the file. */

/** Facts every file should hold. */
export const wantedFacts = [
  'uscc',
  'township',
  'address',
  'industry',
  'block',
  'contactName',
  'contactPhone',
] as const;

/** Facts that may be put right from a visit; those most often wrong first. */
export const correctableFacts = [
  'contactName',
  'contactPhone',
  'address',
  'legalRep',
  'status',
  'township',
  'uscc',
  'industry',
  'block',
  'station',
] as const;
export type CorrectableFact = (typeof correctableFacts)[number];

/** People working there: not a cell of the file but of its yearly figures, in the month of the visit. */
export const staffFact = 'staff';

/** Shown without being asked for: the facts that are wrong most often. */
export const usualFacts: readonly string[] = [
  'contactName',
  'contactPhone',
  'address',
  'legalRep',
  'status',
  staffFact,
];
