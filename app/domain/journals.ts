import type { CaseKind, ExamKind, InstructionLanguage, MeetingState, RequestChannel, RequestState, Specialty, Urgency } from '#db/vocabulary';

/** The books a PMPC keeps (kazakhstan.md 1.6), written by the work itself. The journal of issue stands with the issue. */
export const JOURNALS = ['registration', 'examined', 'minutes'] as const;
export type JournalName = (typeof JOURNALS)[number];

/** How many lines a printed journal or a workbook holds; a longer one is taken month by month. */
export const LINES_AT_ONCE = 5_000;

interface Line {
  id: string;
  /** The day that orders the journal. */
  on: string;
  child: string;
  birthYear: string;
}

export interface RegistrationLine extends Line {
  channel: RequestChannel;
  caseKind: CaseKind;
  urgency: Urgency;
  language: InstructionLanguage;
  state: RequestState;
  /** The first appointment that was not called off. */
  visitOn: string | null;
}

export interface ExaminedLine extends Line {
  childId: string;
  assessmentId: string;
  examKind: ExamKind;
  team: Specialty[];
  /** The conclusion of it; null while there is none, or for a reader who may not know. */
  number: number | null;
  issuedOn: string | null;
}

export interface MinutesLine extends Line {
  assessmentId: string;
  state: MeetingState;
  people: number;
  dissents: number;
  familyPresent: boolean;
}

export type Journal =
  | { name: 'registration'; lines: RegistrationLine[] }
  | { name: 'examined'; lines: ExaminedLine[] }
  | { name: 'minutes'; lines: MinutesLine[] };

/** The days of a year, or of one of its months. */
export function spanOf(year: number, month: number | null): { from: string; to: string } {
  const two = (value: number) => String(value).padStart(2, '0');
  return month === null ? { from: `${year}-01-01`, to: `${year}-12-31` } : { from: `${year}-${two(month)}-01`, to: `${year}-${two(month)}-31` };
}

/** The year of an address; what is no year means this one. */
export function yearOr(text: string | null, thisYear: number): number {
  return text !== null && /^20\d\d$/.test(text) ? Number(text) : thisYear;
}

/** The month of an address, 1 to 12; anything else means the whole year. */
export function monthOr(text: string | null): number | null {
  return text !== null && /^([1-9]|1[0-2])$/.test(text) ? Number(text) : null;
}

/** Where each line of a journal leads. */
export function hrefsOf(journal: Journal): string[] {
  switch (journal.name) {
    case 'registration':
      return journal.lines.map(({ id }) => `/requests/${id}`);
    case 'examined':
      return journal.lines.map(({ assessmentId }) => `/assessments/${assessmentId}`);
    case 'minutes':
      return journal.lines.map(({ assessmentId }) => `/assessments/${assessmentId}/meeting`);
  }
}
