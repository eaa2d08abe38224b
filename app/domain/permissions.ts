import type { Duty, Role, Specialty } from '#db/vocabulary';
import type { Reason } from './refusal';

export { DUTIES, ROLES, SPECIALTIES, type Duty, type Role, type Specialty } from '#db/vocabulary';

/**
 * Who may see and do what: the whole rule, with nothing decided anywhere else.
 * The rows are those of access-matrix.csv beside this file, cell by cell (tests/architecture/policy.test.ts).
 * Columns: SP PMPC specialist · CP coordinator of a PMPC · T teacher or school specialist · TA teacher-assistant ·
 * CS coordinator of a school · P parent or guardian · A administrator · O observer.
 */

/** Who acts: one person in one place. A person with two places works in one at a time; rights are never the union. */
export interface Actor {
  id: string;
  membershipId: string;
  role: Role;
  organisationId: string | null;
  specialty: Specialty | null;
  duty: Duty | null;
}

/**
 * Where a right reaches.
 *   none      never: the answer is that of a thing that does not exist
 *   mine      about the actor, or written by the actor
 *   family    the actor is a guardian of the child now
 *   assigned  the actor has an assignment, team place or session with the child, valid today
 *   here      the child (or the referral) is at the actor's organisation now
 *   place     the actor's own organisation, no child in question
 *   shared    a draft that was opened to the actor for comment
 *   all       everything of the kind
 *   closed    needs a tie or a screen that does not exist; answers like `none`
 */
export type Scope = 'none' | 'mine' | 'family' | 'assigned' | 'here' | 'place' | 'shared' | 'all' | 'closed';

/** What narrows a right inside its reach; the service that answers applies it. */
export type Only =
  | 'after-issue'
  | 'medical-specialty'
  | 'actions'
  | 'submit'
  | 'approve'
  | 'agree'
  | 'amend'
  | 'suggest'
  | 'paper'
  | 'flag'
  | 'proposal'
  | 'void'
  | 'team-notes'
  | 'family-notes'
  | 'last-version'
  | 'signature'
  | 'within-24-hours'
  | 'other-sessions'
  | 'document-class'
  | 'counts'
  | 'no-content'
  | 'preferred-phone'
  | 'own-household'
  | 'edit';

export interface Cell {
  scope: Scope;
  only?: Only;
  /** Asks for the password again and a reason. */
  again?: true;
  /** Takes effect only by a second account. */
  second?: true;
  /** Outside the scope, break-glass may open it. */
  glass?: true;
}

/** Every way a cell of the matrix may be written, for staff and (where it differs) for a parent. */
const CELLS: Record<string, Cell> = {
  '–': { scope: 'none' },
  own: { scope: 'mine' },
  'own*': { scope: 'mine', only: 'other-sessions' },
  'own¹': { scope: 'mine', only: 'after-issue' },
  'own R': { scope: 'mine', again: true },
  'own sig': { scope: 'assigned', only: 'signature' },
  'own 24h': { scope: 'mine', only: 'within-24-hours' },
  'own class': { scope: 'mine', only: 'document-class' },
  'own→propose': { scope: 'mine', only: 'proposal' },
  'own→ask': { scope: 'mine', only: 'proposal' },
  'own-hh': { scope: 'mine', only: 'own-household' },
  'own org': { scope: 'place' },
  asg: { scope: 'assigned' },
  'asg B': { scope: 'assigned', glass: true },
  'asg-med': { scope: 'assigned', only: 'medical-specialty' },
  'asg team': { scope: 'assigned', only: 'team-notes' },
  actions: { scope: 'assigned', only: 'actions' },
  suggest: { scope: 'assigned', only: 'suggest' },
  submit: { scope: 'assigned', only: 'submit' },
  amend: { scope: 'assigned', only: 'amend' },
  flag: { scope: 'assigned', only: 'flag' },
  'last 1': { scope: 'assigned', only: 'last-version' },
  phone: { scope: 'assigned', only: 'preferred-phone' },
  org: { scope: 'here' },
  'org B': { scope: 'here', glass: true },
  'org R': { scope: 'here', again: true },
  'org 2': { scope: 'here', second: true },
  'org 2R': { scope: 'here', second: true, again: true },
  'org/reg': { scope: 'here' },
  'to-org': { scope: 'here' },
  'approve 2': { scope: 'here', only: 'approve', second: true },
  paper: { scope: 'here', only: 'paper' },
  void: { scope: 'here', only: 'void' },
  shared: { scope: 'shared' },
  agree: { scope: 'shared', only: 'agree' },
  family: { scope: 'family', only: 'family-notes' },
  'home note': { scope: 'family', only: 'family-notes' },
  all: { scope: 'all' },
  'all R': { scope: 'all', again: true },
  'all 2': { scope: 'all', second: true },
  'all, no content': { scope: 'all', only: 'no-content' },
  R: { scope: 'all' },
  edit: { scope: 'all', only: 'edit' },
  count: { scope: 'here', only: 'counts' },
  agg: { scope: 'closed', only: 'counts' },
  'B 2': { scope: 'closed', second: true, glass: true },
  reg: { scope: 'closed' },
  'reg B': { scope: 'closed', glass: true },
  'rec. part': { scope: 'closed' },
  'follow-up': { scope: 'closed' },
  invited: { scope: 'closed' },
  visit: { scope: 'closed' },
  lead: { scope: 'closed' },
  member: { scope: 'closed' },
  class: { scope: 'closed', only: 'document-class' },
  job: { scope: 'closed' },
  tech: { scope: 'closed' },
  'OS only': { scope: 'closed' },
};

const COLUMNS = [
  'pmpc_specialist',
  'pmpc_coordinator',
  'teacher',
  'assistant',
  'school_coordinator',
  'parent',
  'administrator',
  'observer',
] as const satisfies readonly Role[];

/** Whether and how a use of the right is written down. */
export type Recording = 'none' | 'list' | 'open' | 'deed';

export interface Row {
  text: Record<Role, string>;
  cells: Record<Role, Cell>;
  audit: Recording;
}

type Eight = [string, string, string, string, string, string, string, string];

function row(...args: [...Eight, Recording]): Row {
  const audit = args[8];
  const text = {} as Record<Role, string>;
  const cells = {} as Record<Role, Cell>;
  COLUMNS.forEach((role, column) => {
    const written = args[column] as string;
    const cell = CELLS[written];
    if (!cell) throw new Error(`the access table has an unknown cell: ${written}`);
    text[role] = written;
    cells[role] = role === 'parent' && cell.scope === 'mine' ? { ...cell, scope: 'family' } : cell;
  });
  return { text, cells, audit };
}

// prettier-ignore
export const POLICY = {
  'account.directory': row('org', 'org', 'org', 'org', 'org', 'asg', 'all', '–', 'list'),
  'account.invite': row('–', 'org', '–', '–', 'org', '–', 'all R', '–', 'deed'),
  'account.grant': row('–', 'org 2', '–', '–', 'org 2', '–', 'all 2', '–', 'deed'),
  'account.disable': row('own*', 'org', 'own*', 'own*', 'org', 'own*', 'all', '–', 'deed'),
  'account.reset': row('–', 'org', '–', '–', 'org', '–', 'all', '–', 'deed'),
  'account.self': row('own', 'own', 'own', 'own', 'own', 'own', 'own', 'own', 'none'),
  'child.register': row('–', 'org', '–', '–', 'org', 'own', '–', '–', 'deed'),
  'child.list': row('asg', 'org', 'asg', 'asg', 'org', 'own', '–', '–', 'list'),
  'child.open': row('asg B', 'org B', 'asg', 'asg', 'org', 'own', '–', '–', 'open'),
  'child.edit': row('–', 'org', '–', '–', 'org', 'own→propose', '–', '–', 'deed'),
  'child.merge': row('–', 'org 2', '–', '–', 'org 2', '–', '–', '–', 'deed'),
  'child.transfer': row('–', '–', '–', '–', 'org', 'own→ask', '–', '–', 'deed'),
  'child.erase': row('–', 'org 2R', '–', '–', 'org 2R', 'own→ask', 'job', '–', 'deed'),
  'identity.masked': row('asg', 'org', '–', '–', 'org', 'own', '–', '–', 'open'),
  'identity.reveal': row('–', 'org R', '–', '–', 'org R', 'own R', '–', '–', 'open'),
  'identity.duplicate-check': row('–', 'org', '–', '–', 'org', '–', '–', '–', 'open'),
  'identity.contacts': row('visit', 'org', 'phone', '–', 'org', 'own-hh', '–', '–', 'open'),
  'identity.edit': row('–', 'org', '–', '–', 'org', 'own→propose', '–', '–', 'deed'),
  'guardian.list': row('asg', 'org', 'asg', '–', 'org', 'own', '–', '–', 'open'),
  'guardian.link': row('–', 'org', '–', '–', 'org', '–', '–', '–', 'deed'),
  'guardian.restrict': row('–', 'org 2', '–', '–', 'org 2', '–', '–', '–', 'deed'),
  'guardian.restriction-open': row('flag', 'org', 'flag', 'flag', 'org', '–', '–', '–', 'open'),
  'referral.create': row('–', 'org', 'asg', '–', 'org', 'own', '–', '–', 'deed'),
  'referral.open': row('asg', 'to-org', 'own', '–', 'org', 'own', '–', '–', 'open'),
  'referral.accept': row('–', 'to-org', '–', '–', '–', '–', '–', '–', 'deed'),
  'referral.withdraw': row('–', '–', 'own', '–', 'org', 'own', '–', '–', 'deed'),
  'finding.record': row('asg', '–', '–', '–', '–', '–', '–', '–', 'deed'),
  'finding.open-own': row('asg', '–', '–', '–', '–', '–', '–', '–', 'open'),
  'finding.open-others': row('asg', 'org', '–', '–', '–', 'own¹', '–', '–', 'open'),
  'finding.open-medical': row('asg', 'org R', '–', '–', '–', 'own¹', '–', '–', 'open'),
  'finding.record-medical': row('asg-med', '–', '–', '–', '–', '–', '–', '–', 'deed'),
  'finding.notes': row('own', '–', '–', '–', '–', '–', '–', '–', 'open'),
  'finding.sign': row('own', '–', '–', '–', '–', '–', '–', '–', 'deed'),
  'conclusion.draft': row('asg', 'org', '–', '–', '–', '–', '–', '–', 'deed'),
  'conclusion.issue': row('own sig', 'org 2', '–', '–', '–', '–', '–', '–', 'deed'),
  'conclusion.open': row('asg', 'org', '–', '–', '–', 'own', '–', '–', 'open'),
  'extract.open': row('asg', 'org', 'asg', 'actions', 'org', 'own', '–', '–', 'open'),
  'conclusion.void': row('–', 'org 2', '–', '–', '–', '–', '–', '–', 'deed'),
  'plan-draft.open': row('invited', '–', 'asg', '–', 'org', 'shared', '–', '–', 'open'),
  'plan-draft.edit': row('rec. part', '–', 'asg', '–', 'org', '–', '–', '–', 'deed'),
  'plan-draft.comment': row('invited', '–', 'asg', 'shared', 'org', 'shared', '–', '–', 'deed'),
  'plan.advance': row('–', '–', 'submit', '–', 'approve 2', 'agree', '–', '–', 'deed'),
  'plan.open': row('follow-up', 'follow-up', 'asg', 'asg', 'org', 'own', '–', '–', 'open'),
  'plan.amend': row('–', '–', 'amend', '–', 'approve 2', '–', '–', '–', 'deed'),
  'plan-archive.open': row('asg', 'follow-up', 'last 1', '–', 'org', 'own', '–', '–', 'open'),
  'goal.edit': row('–', '–', 'asg', 'suggest', 'org', '–', '–', '–', 'deed'),
  'goal.mark': row('–', '–', 'asg', 'asg', 'org', '–', '–', '–', 'deed'),
  'note.create': row('follow-up', '–', 'asg', 'asg', 'org', 'home note', '–', '–', 'deed'),
  'note.open': row('follow-up', '–', 'asg', 'asg team', 'org', 'family', '–', '–', 'open'),
  'note.edit': row('own 24h', '–', 'own 24h', 'own 24h', '–', 'own 24h', '–', '–', 'deed'),
  'safeguarding.create': row('asg', 'org', 'asg', 'asg', 'org', '–', '–', '–', 'deed'),
  'safeguarding.open': row('own', 'lead', 'own', 'own', 'lead', '–', '–', '–', 'open'),
  'assignment.open': row('–', 'count', 'asg', 'own', 'org', 'own', '–', 'agg', 'open'),
  'assignment.change': row('–', '–', '–', '–', 'org', '–', '–', '–', 'deed'),
  'pool.open': row('–', '–', '–', 'own', 'org/reg', '–', '–', 'agg', 'list'),
  'pool.hr': row('–', '–', '–', 'own', 'org', '–', '–', '–', 'open'),
  'consent.give': row('–', 'paper', '–', '–', 'paper', 'own', '–', '–', 'deed'),
  'consent.open': row('asg', 'org', 'asg', '–', 'org', 'own', '–', '–', 'open'),
  'message.use': row('member', 'member', 'member', 'member', 'member', 'own', '–', '–', 'deed'),
  'message.oversee': row('–', '–', '–', '–', 'B 2', '–', '–', '–', 'deed'),
  'document.upload': row('asg', 'org', 'asg', '–', 'org', 'own', '–', '–', 'deed'),
  'document.open': row('class', 'class', 'class', 'class', 'class', 'own class', '–', '–', 'open'),
  'document.remove': row('own 24h', 'void', 'own 24h', '–', 'void', 'own 24h', '–', '–', 'deed'),
  'aggregate.organisation': row('–', 'org', 'asg', '–', 'org', '–', 'tech', 'agg', 'list'),
  'aggregate.region': row('–', 'reg', '–', '–', 'reg', '–', '–', 'agg', 'list'),
  'export.child': row('–', 'org R', '–', '–', 'org R', 'own R', '–', '–', 'open'),
  'export.caseload': row('–', 'org R', 'asg', '–', 'org R', '–', '–', '–', 'list'),
  'export.organisation': row('–', 'org 2R', '–', '–', 'org 2R', '–', '–', '–', 'deed'),
  'export.research': row('–', '–', '–', '–', '–', '–', '–', '–', 'deed'),
  'audit.own': row('own', 'own', 'own', 'own', 'own', 'own', 'own', 'own', 'none'),
  'audit.child': row('–', 'org', '–', '–', 'org', 'own', '–', '–', 'open'),
  'audit.organisation': row('–', 'org', '–', '–', 'org', '–', 'all, no content', '–', 'list'),
  'audit.change': row('–', '–', '–', '–', '–', '–', '–', '–', 'none'),
  'reference.use': row('R', 'R', 'R', 'R', 'R', 'R', 'edit', 'R', 'none'),
  'organisation.edit': row('–', 'own org', '–', '–', 'own org', '–', 'all', '–', 'deed'),
  'backup.run': row('–', '–', '–', '–', '–', '–', 'OS only', '–', 'none'),
  'break-glass.use': row('reg B', 'reg B', '–', '–', '–', '–', '–', '–', 'deed'),
  'break-glass.review': row('–', 'org', '–', '–', 'org', '–', '–', '–', 'deed'),
  'study.record': row('–', '–', 'asg', '–', '–', '–', '–', '–', 'deed'),
  'study.open': row('–', '–', 'asg', '–', 'org', 'own', '–', '–', 'open'),
  'study.notes': row('–', '–', 'own', '–', '–', '–', '–', '–', 'open'),
  'audit.access': row('–', 'org', '–', '–', 'org', 'own', '–', '–', 'open'),
  'team.assign': row('–', '–', '–', '–', 'org', '–', '–', '–', 'deed'),
  'assessment.open': row('asg', 'org', '–', '–', '–', '–', '–', '–', 'open'),
  'assessment.schedule': row('–', 'to-org', '–', '–', '–', '–', '–', '–', 'deed'),
  'plan.start': row('–', '–', 'asg', '–', 'org', '–', '–', '–', 'deed'),
  'plan.answer': row('–', '–', '–', '–', '–', 'shared', '–', '–', 'deed'),
  'progress.open': row('–', '–', 'asg', 'asg', 'org', 'own', '–', '–', 'open'),
  'need.open': row('–', '–', '–', '–', 'org', '–', '–', '–', 'list'),
  'request.list': row('–', 'org', '–', '–', '–', '–', '–', '–', 'list'),
  'request.open': row('–', 'org', '–', '–', '–', '–', '–', '–', 'open'),
  'request.record': row('–', 'org', '–', '–', '–', '–', '–', '–', 'deed'),
  'request.jump': row('–', 'org', '–', '–', '–', '–', '–', '–', 'deed'),
  'visit.open': row('asg', 'org', '–', '–', '–', '–', '–', '–', 'list'),
  'visit.book': row('–', 'org', '–', '–', '–', '–', '–', '–', 'deed'),
  'desk.arrange': row('–', 'org', '–', '–', '–', '–', '–', '–', 'deed'),
  'desk.open': row('–', 'org', '–', '–', '–', '–', '–', '–', 'list'),
  'meeting.open': row('asg', 'org', '–', '–', '–', '–', '–', '–', 'open'),
  'meeting.record': row('asg', 'org', '–', '–', '–', '–', '–', '–', 'deed'),
  'conclusion.hand-over': row('–', 'org', '–', '–', '–', '–', '–', '–', 'deed'),
  'conclusion.answer': row('–', 'paper', '–', '–', '–', 'own', '–', '–', 'deed'),
  'recommendation.open': row('asg', 'org', 'asg', '–', 'org', 'own', '–', '–', 'open'),
  'recommendation.track': row('–', '–', 'asg', '–', 'org', '–', '–', '–', 'deed'),
  'load.open': row('–', 'org', '–', '–', '–', '–', '–', '–', 'list'),
} as const satisfies Record<string, Row>;

export type Action = keyof typeof POLICY;

/** Rows about a person's own account or actions: `own` there means the actor, for a parent too. */
const ABOUT_SELF: ReadonlySet<Action> = new Set<Action>(['account.self', 'account.disable', 'audit.own']);

/**
 * A duty narrows a role. A registrar is a PMPC coordinator who keeps the desk: never a finding, a conclusion or
 * anything medical (access.md, "Roles and duties").
 */
export const DUTY_ROWS: Partial<Record<Duty, ReadonlySet<Action>>> = {
  registrar: new Set<Action>([
    'account.directory',
    'account.self',
    'audit.own',
    'reference.use',
    'child.register',
    'child.list',
    'child.open',
    'child.edit',
    'identity.masked',
    'identity.duplicate-check',
    'identity.contacts',
    'identity.edit',
    'guardian.list',
    'guardian.link',
    'referral.create',
    'referral.open',
    'referral.accept',
    'referral.withdraw',
    'assessment.open',
    'assessment.schedule',
    'consent.give',
    'consent.open',
    'document.upload',
    'request.list',
    'request.open',
    'request.record',
    'visit.open',
    'visit.book',
    'desk.open',
    'desk.arrange',
  ]),
};

/** What is known of the actor's tie to the thing in question, worked out from rows valid today. */
export interface Tie {
  /** The thing was written by the actor, or is about the actor. */
  mine?: boolean;
  /** The actor is a guardian of the child now, and no restriction closes the portal. */
  family?: boolean;
  assigned?: boolean;
  here?: boolean;
  /** The draft was opened for comment to people of the actor's kind. */
  shared?: boolean;
  /** The conclusion about it is issued. */
  issued?: boolean;
  /** Another account stands on the other side of a deed that needs two people. */
  second?: boolean;
}

/** The actor's cell, after the narrowing by duty. */
export function cellFor(actor: Pick<Actor, 'role' | 'duty'>, action: Action): Cell {
  const narrowed = actor.duty ? DUTY_ROWS[actor.duty] : undefined;
  if (narrowed && actor.role === 'pmpc_coordinator' && !narrowed.has(action)) return { scope: 'none' };
  const cell: Cell = POLICY[action].cells[actor.role];
  return ABOUT_SELF.has(action) && cell.scope === 'family' ? { ...cell, scope: 'mine' } : cell;
}

/**
 * Why the actor may not do this, or null when they may.
 * Nobody is told that something exists which they may not see: every denial reads `not-found`, but for a deed that
 * waits for a second person, which its holder is told (`needs-second-person`).
 */
export function whyNotAllowed(actor: Pick<Actor, 'role' | 'duty' | 'specialty'>, action: Action, tie: Tie): Reason | null {
  const cell = cellFor(actor, action);
  if (!reaches(cell, tie, actor.role)) return 'not-found';
  if (cell.only === 'after-issue' && !tie.issued) return 'not-found';
  if (cell.only === 'medical-specialty' && !isMedical(actor.specialty)) return 'not-found';
  if (cell.again) return 'not-found';
  if (cell.second && tie.second === false) return 'needs-second-person';
  return null;
}

function reaches(cell: Cell, tie: Tie, role: Role): boolean {
  switch (cell.scope) {
    case 'all':
      return true;
    case 'mine':
      return tie.mine === true;
    case 'family':
      return tie.family === true;
    case 'assigned':
      return tie.assigned === true;
    case 'here':
    case 'place':
      return tie.here === true;
    case 'shared':
      return tie.shared === true && (role === 'parent' ? tie.family === true : tie.assigned === true);
    case 'none':
    case 'closed':
      return false;
  }
}

const MEDICAL: ReadonlySet<Specialty> = new Set<Specialty>([
  'psychiatrist',
  'neurologist',
  'audiologist',
  'ophthalmologist',
  'paediatrician',
]);

/** The class of a section follows its author's specialty, not the domain it rates. */
export function isMedical(specialty: Specialty | null): boolean {
  return specialty !== null && MEDICAL.has(specialty);
}
