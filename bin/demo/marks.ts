import type { Tx } from '#db/client.server';

/**
 * The classes of sensitive text. A token of each tells where a leaked text came from: `extract` is what a shared
 * conclusion gives to the school, `actions` the part of it a teacher-assistant reads too; `psych` stays at the PMPC and
 * with the family.
 */
export const MARKED = [
  'child-core',
  'referral',
  'psych',
  'extract',
  'actions',
  'medical',
  'notes',
  'education',
  'staff-note',
  'location',
  'legal',
  'family-answer',
] as const;
export type Marked = (typeof MARKED)[number];

/** Puts a token after a text; without canaries, and for an empty text, gives the text back. */
export type Mark = (kind: Marked, text: string) => string;

/** Tokens are numbered within their class, in the order of the story. */
export function marker(canary: boolean): Mark {
  const last = new Map<Marked, number>();
  return (kind, text) => {
    if (!canary || text === '') return text;
    const number = (last.get(kind) ?? 0) + 1;
    last.set(kind, number);
    return `${text} CNR-${kind}-${number}`;
  };
}

export interface Canaries {
  /** How many tokens of each class stand in the database. */
  tokens: Partial<Record<Marked, number>>;
  /** What cannot carry a token is listed itself. */
  phones: string[];
  iins: string[];
}

const TOKEN = /CNR-([a-z-]+)-(\d+)(?!\d)/g;

/** The tokens, telephones and IINs of a filled demo. */
export async function canariesIn(tx: Tx): Promise<Canaries> {
  const family = await tx.query.guardians.findMany({ columns: { phone: true, address: true } });
  const registered = await tx.query.children.findMany({ columns: { iin: true, supportSummary: true } });
  const texts = [
    family,
    registered,
    await tx.query.guardianRestrictions.findMany({ columns: { reason: true } }),
    await tx.query.referrals.findMany({ columns: { reason: true, tried: true, declineReason: true } }),
    await tx.query.assessmentMembers.findMany({ columns: { notNeededReason: true } }),
    await tx.query.findings.findMany({ columns: { strengths: true, needs: true, helps: true, recommendations: true, amendReason: true } }),
    await tx.query.findingLevels.findMany({ columns: { evidence: true } }),
    await tx.query.findingAnswers.findMany({ columns: { value: true } }),
    await tx.query.findingTools.findMany({ columns: { name: true } }),
    await tx.query.meetings.findMany({ columns: { summary: true, decision: true } }),
    await tx.query.meetingOpinions.findMany({ columns: { words: true } }),
    await tx.query.meetingDecisions.findMany({ columns: { note: true } }),
    await tx.query.conclusionAnswers.findMany({ columns: { comment: true } }),
    await tx.query.requests.findMany({ columns: { reason: true } }),
    await tx.query.findingNotes.findMany({ columns: { body: true } }),
    await tx.query.conclusions.findMany({ columns: { strengths: true, needs: true, assistantTasks: true, familyAdvice: true } }),
    await tx.query.conclusionConditions.findMany({ columns: { detail: true } }),
    await tx.query.plans.findMany(),
    await tx.query.goals.findMany(),
    await tx.query.planAccommodations.findMany({ columns: { detail: true } }),
    await tx.query.goalAnswers.findMany({ columns: { comment: true } }),
    await tx.query.assistantNeeds.findMany({ columns: { tasks: true } }),
    await tx.query.assignments.findMany({ columns: { fadingGoal: true, endReason: true } }),
    await tx.query.entries.findMany({ columns: { note: true } }),
  ];
  const found = new Set([...JSON.stringify(texts).matchAll(TOKEN)].map(([token]) => token));
  const tokens: Canaries['tokens'] = {};
  for (const kind of MARKED) {
    const count = [...found].filter((token) => token.replace(/^CNR-|-\d+$/g, '') === kind).length;
    if (count > 0) tokens[kind] = count;
  }
  const given = (values: (string | null)[]) => values.filter((value) => value !== null).sort();
  return { tokens, phones: given(family.map(({ phone }) => phone)), iins: given(registered.map(({ iin }) => iin)) };
}
