import { cellFor, POLICY, type Action, type Actor } from './permissions';

/** How the record of a child is told to people: which part was opened or worked on, and who may learn of it. */

export const PARTS = [
  'core',
  'contacts',
  'guardians',
  'consents',
  'referral',
  'examination',
  'medical',
  'conclusion',
  'extract',
  'plan',
  'progress',
  'assistant',
  'documents',
  'record',
] as const;
export type Part = (typeof PARTS)[number];

/** The words of the record each part is made of, the one first whose cell tells who may know of the part. */
const WORDS: Record<Part, readonly [Action, ...Action[]]> = {
  core: ['child.open', 'child.register', 'child.edit', 'child.transfer'],
  contacts: ['identity.contacts', 'identity.masked', 'identity.reveal', 'identity.edit'],
  guardians: ['guardian.list'],
  consents: ['consent.open', 'consent.give'],
  referral: ['referral.open', 'referral.create', 'referral.accept', 'referral.withdraw', 'assessment.open', 'assessment.schedule', 'request.open', 'request.record', 'request.jump', 'visit.book'],
  examination: ['finding.open-others', 'finding.open-own', 'finding.record', 'finding.sign'],
  medical: ['finding.open-medical', 'finding.record-medical'],
  conclusion: ['conclusion.open', 'conclusion.draft', 'conclusion.issue', 'conclusion.void', 'conclusion.hand-over', 'conclusion.answer', 'meeting.open', 'meeting.record'],
  extract: ['extract.open', 'recommendation.open', 'recommendation.track'],
  plan: ['plan.open', 'plan-draft.open', 'plan-draft.edit', 'plan-draft.comment', 'plan.start', 'plan.advance', 'plan.amend', 'plan.answer', 'plan-archive.open', 'goal.edit'],
  progress: ['progress.open', 'goal.mark', 'note.open', 'note.create', 'note.edit'],
  assistant: ['assignment.open', 'assignment.change'],
  documents: ['document.open', 'document.upload', 'document.remove'],
  record: ['audit.child', 'audit.access'],
};

/** What a family is not told of: a line about restricting or linking another adult would tell that there is one. */
const FOR_STAFF: readonly Action[] = ['guardian.link', 'guardian.restrict', 'guardian.restriction-open'];

const PART_OF = new Map<string, Part>([
  ...PARTS.flatMap((part) => WORDS[part].map((word): [string, Part] => [word, part])),
  ...FOR_STAFF.map((word): [string, Part] => [word, 'guardians']),
]);

/** The part a word of the record belongs to; null for what this page does not tell of, such as safeguarding. */
export function partOf(word: string): Part | null {
  return PART_OF.get(word) ?? null;
}

/** The words of the record that make up a part. */
export function wordsOf(part: Part): Action[] {
  return [...WORDS[part]];
}

/** Whether the line tells of reading or of a deed. */
export function isDeed(word: string): boolean {
  return Object.hasOwn(POLICY, word) && POLICY[word as Action].audit === 'deed';
}

/** The words whose lines this reader may see: those of parts of which the access matrix lets them know. */
export function wordsKnownTo(actor: Pick<Actor, 'role' | 'duty'>): Action[] {
  const known = PARTS.filter((part) => cellFor(actor, WORDS[part][0]).scope !== 'none').flatMap((part) => [...WORDS[part]]);
  return actor.role === 'parent' ? known : [...known, ...FOR_STAFF];
}
