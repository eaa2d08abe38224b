/**
 * Every way the domain can say no. Each reason has its sentence in app/i18n, in all three languages:
 * `field.*` stand at a field (422), the others in the error summary (409), `not-found` is the 404 of every denial.
 */
export const REASONS = [
  'not-found',
  'needs-second-person',
  'changed-place',
  'changed-meanwhile',
  'malformed',
  'too-many-attempts',
  'sign-in.wrong',
  'code.wrong',
  'field.required',
  'field.invalid',
  'field.too-long',
  'field.too-short',
  'field.in-the-future',
  'field.in-the-past',
  'field.before-start',
  'field.out-of-range',
  'field.choose',
  'field.email',
  'field.time',
  'field.phone',
  'field.iin-length',
  'field.iin-digits',
  'field.iin-checksum',
  'field.iin-or-reason',
  'field.password-short',
  'field.password-common',
  'child.known-here',
  'child.known-elsewhere',
  'guardian.no-such-account',
  'guardian.already-linked',
  'consent.needed',
  'consent.not-this-guardian',
  'consent.nothing-to-withdraw',
  'referral.open-already',
  'referral.wrong-state',
  'referral.no-guardian',
  'referral.no-reason',
  'assessment.wrong-state',
  'assessment.team-empty',
  'assessment.member-elsewhere',
  'assessment.room-taken',
  'assessment.one-of-each',
  'finding.signed',
  'finding.not-open',
  'finding.no-consent',
  'finding.levels-missing',
  'finding.strengths-first',
  'finding.not-your-domain',
  'finding.not-signed',
  'conclusion.wrong-state',
  'conclusion.team-not-ready',
  'conclusion.too-few-signatures',
  'conclusion.signed-already',
  'conclusion.incomplete',
  'conclusion.author-cannot-issue',
  'conclusion.no-finding-signed',
  'plan.wrong-state',
  'plan.exists',
  'plan.no-goals',
  'plan.no-soft-goal',
  'plan.strengths-missing',
  'plan.author-cannot-approve',
  'plan.author-must-be-teacher',
  'plan.family-not-answered',
  'plan.answer-every-goal',
  'plan.answered-already',
  'plan.no-extract',
  'plan.change-reason-missing',
  'goal.not-editable',
  'goal.target-beyond-baseline',
  'goal.out-of-range',
  'goal.dates',
  'goal.not-active',
  'goal.text-in-one-language',
  'entry.out-of-range',
  'entry.too-few-trials',
  'entry.in-the-future',
  'entry.too-late-to-correct',
  'entry.not-yours',
  'assignment.over-contract',
  'assignment.clash',
  'assignment.over-need',
  'assignment.contract-over',
  'assignment.ended',
  'assignment.need-ended',
  'assignment.no-slots',
  'team.already-there',
  'team.ended',
  'assignment.outside-need',
  'assignment.end-later',
  'assignment.contract-exists',
  'entry.too-long-ago',
  'entry.corrected-already',
  'assessment.section-begun',
  'assessment.member-not-here',
  'finding.helps-missing',
  'field.password-wrong',
  'conclusion.no-school',
] as const;

export type Reason = (typeof REASONS)[number];

/** The domain's only exception. `values` fill the placeholders of the reason's sentence and never hold personal data. */
export class Refused extends Error {
  constructor(
    readonly reason: Reason,
    readonly values: Record<string, string | number> = {},
    /** On a conflict, what the record holds now, field by field: the form shows it beside what was typed. */
    readonly theirs?: Record<string, string>,
  ) {
    super(reason);
  }
}

/** Ends a use case with a reason; the transaction around it rolls back and the door turns it into an answer. */
export function refuse(reason: Reason, values?: Record<string, string | number>): never {
  throw new Refused(reason, values);
}

/** Somebody else saved first: nothing is written, and the form gets both texts. */
export function refuseStale(theirs: Record<string, string>): never {
  throw new Refused('changed-meanwhile', {}, theirs);
}
