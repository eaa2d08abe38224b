import { and, asc, desc, eq, inArray, ne, or } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assessmentMembers, assessments, children, conclusions, findingMilestones, findingNotes, findings, newId, referralDocuments, referrals, users } from '#db/schema';
import type { AssessmentState } from '~/domain/assessments';
import { fullName } from '~/domain/children';
import {
  DOMAINS,
  SPECIALTY_DOMAINS,
  effectOf,
  whyNotAmend,
  whyNotExamine,
  whyNotRecord,
  whyNotSign,
  type Domain,
  type Examination,
  type FindingDraft,
  type FindingState,
  type NotesDraft,
  type SectionForm,
} from '~/domain/findings';
import { MILESTONE_DOMAINS, correctedAgeOn, isCorrected, milestonesAt, signalOf, type Milestone, type MilestoneState, type Signal } from '~/domain/milestones-of-age';
import { isMedical, type Action, type Specialty } from '~/domain/permissions';
import type { DocumentState, ReferralDocument } from '~/domain/referrals';
import { refuse, refuseStale, type Reason } from '~/domain/refusal';
import { codesOf, fieldsAt, fits, monthsOn, type Named, type SectionField, type SectionTemplate, type UsedTool } from '~/domain/sections';
import { audit, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { activeConsent } from './milestones.server';
import { stepRequest } from './queueing.server';
import { NO_PARTS, codeLabels, copyParts, fieldsOf, keepParts, levelsOf, milestonesOf, partsOf, templateOf, type RatedDomain, type SectionParts } from './section-parts.server';
import { authorize, during, guardianLink, may } from './ties.server';

interface FindingText {
  strengths: string;
  needs: string;
  helps: string;
  recommendations: string;
}

interface FindingRow extends FindingText {
  id: string;
  assessmentId: string;
  childId: string;
  authorId: string;
  specialty: Specialty;
  medical: boolean;
  state: FindingState;
  edition: number;
  replacesId: string | null;
  amendReason: string | null;
  savedAt: Date;
  signedAt: Date | null;
  version: number;
  templateEdition: string | null;
}

const row = {
  id: findings.id,
  assessmentId: findings.assessmentId,
  childId: findings.childId,
  authorId: findings.authorId,
  specialty: findings.specialty,
  medical: findings.medical,
  state: findings.state,
  strengths: findings.strengths,
  needs: findings.needs,
  helps: findings.helps,
  recommendations: findings.recommendations,
  edition: findings.edition,
  replacesId: findings.replacesId,
  amendReason: findings.amendReason,
  savedAt: findings.savedAt,
  signedAt: findings.signedAt,
  version: findings.version,
  templateEdition: findings.templateEdition,
};

// Writing one's own section

export interface OwnSection extends SectionParts {
  assessmentId: string;
  /** Null before the first save. */
  findingId: string | null;
  head: ChildHead;
  specialty: Specialty;
  domains: readonly Domain[];
  text: FindingText;
  amendReason: string | null;
  /** The fields asked at the child's age, and the ICF codes of each area. */
  template: Pick<SectionTemplate, 'fields' | 'icf' | 'tools'>;
  codeLabels: Record<string, Named>;
  /** Of the age the child has reached. */
  milestonesAsked: { id: string; domain: Milestone['domain']; text: Named }[];
  /** Known to the whole team; `asked` while it still changes which milestones are looked at. */
  gestation: { weeks: number | null; asked: boolean };
  /** 0 before the first save. */
  version: number;
  /** ISO. */
  savedAt: string | null;
  /** Why nothing may be written into it now; `finding.signed` when the newest edition is signed. */
  blocked: Reason | null;
}

/** The actor's own section of an examination, for its form. */
export async function openOwnSection(ctx: Context, assessmentId: string): Promise<OwnSection> {
  const childId = await childOf(ctx, assessmentId);
  return opening(ctx, 'finding.open-own', { childId, subjectId: assessmentId }, async (tx) => {
    await authorize(ctx, tx, 'finding.open-own', { childId });
    const seat = await ownSeat(ctx, tx, assessmentId);
    const { specialty, state, current, child } = seat;
    const template = await templateOfSeat(ctx, tx, seat);
    const milestones = await milestonesOf(tx, template);
    return {
      assessmentId,
      findingId: current?.id ?? null,
      head: await readHead(ctx, tx, childId),
      specialty,
      domains: SPECIALTY_DOMAINS[specialty],
      text: textOf(current),
      ...(current ? await partsOf(tx, current.id) : NO_PARTS),
      amendReason: current?.amendReason ?? null,
      template: { fields: fieldsAt(template, monthsOn(child.birthDate, child.sessionOn)), icf: template.icf, tools: template.tools },
      codeLabels: await codeLabels(tx, codesOf(template)),
      milestonesAsked: askedAt(milestones, child).map(({ id, domain, text }) => ({ id, domain, text })),
      gestation: { weeks: child.gestationWeeks, asked: milestones.length > 0 && isCorrected(child.birthDate, child.sessionOn) },
      version: current?.version ?? 0,
      savedAt: current?.savedAt.toISOString() ?? null,
      blocked: whyNotRecord(await examinationOf(tx, childId, state), specialty, current?.state ?? null, []),
    };
  });
}

/** What the form of the actor's own section may say. */
export function openSectionForm(ctx: Context, assessmentId: string): Promise<SectionForm> {
  return ctx.read(async (tx) => {
    const template = await templateOfSeat(ctx, tx, await ownSeat(ctx, tx, assessmentId));
    return { template: { fields: template.fields, icf: template.icf }, milestones: await milestonesOf(tx, template) };
  });
}

/**
 * Saves the actor's own section; the first save begins it under the template in force, opens the examination and moves the
 * request on. Needs the written consent to be in force at this moment (access.md TR6).
 * @returns the finding's id
 */
export function saveFinding(ctx: Context, assessmentId: string, draft: FindingDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const seat = await ownSeat(ctx, tx, assessmentId);
    const { specialty, childId, referralId, state, action, current, child } = seat;
    const examination = await examinationOf(tx, childId, state);
    const whyNot = whyNotRecord(examination, specialty, current?.state ?? null, DOMAINS.filter((domain) => draft.levels[domain]));
    if (whyNot) refuse(whyNot);
    const template = await templateOfSeat(ctx, tx, seat);
    if (!fits(template, draft)) refuse('malformed');
    if (current ? current.version !== draft.version : draft.version !== 0) refuseStale(await recordedText(tx, current));

    const { strengths, needs, helps, recommendations } = draft;
    const text = { strengths, needs, helps, recommendations, savedAt: ctx.now, templateEdition: template.id || null };
    let id = current?.id;
    if (current && id) {
      const changed = await tx
        .update(findings)
        .set({ ...text, version: current.version + 1 })
        .where(and(eq(findings.id, id), eq(findings.version, draft.version), eq(findings.state, 'draft')))
        .returning({ id: findings.id });
      if (changed.length === 0) refuseStale(await recordedText(tx, current));
    } else {
      id = newId();
      const edition = (await newestEdition(tx, assessmentId, specialty)) + 1;
      await tx.insert(findings).values({
        ...text,
        id,
        assessmentId,
        childId,
        authorId: ctx.actor.id,
        specialty,
        medical: isMedical(specialty),
        state: 'draft',
        edition,
        createdAt: ctx.now,
      });
      const opened = await tx
        .update(assessments)
        .set({ state: 'open' })
        .where(and(eq(assessments.id, assessmentId), eq(assessments.state, 'scheduled')))
        .returning({ id: assessments.id });
      if (opened.length > 0) await stepRequest(ctx, tx, { referralId }, 'seen', ctx.today);
    }
    await keepParts(tx, id, draft);
    const weeks = draft.gestationWeeks ?? null;
    if (weeks !== null && weeks !== child.gestationWeeks) await tx.update(assessments).set({ gestationWeeks: weeks }).where(eq(assessments.id, assessmentId));
    await audit(ctx, tx, action, { childId, subjectId: id, detail: current ? 'saved' : 'begun' });
    return id;
  });
}

/** The facts of the examination that every section reads. */
interface Examined {
  birthDate: string;
  sessionOn: string;
  gestationWeeks: number | null;
}

/** The milestones of the age a child has reached by the day of the session, an early birth taken into account. */
function askedAt(all: Milestone[], { birthDate, sessionOn, gestationWeeks }: Examined): Milestone[] {
  return milestonesAt(all, correctedAgeOn(birthDate, sessionOn, gestationWeeks));
}

function templateOfSeat(ctx: Context, tx: Tx, { specialty, current }: Seat): Promise<SectionTemplate> {
  return templateOf(tx, specialty, current?.templateEdition ?? null, ctx.today);
}

interface Seat {
  specialty: Specialty;
  childId: string;
  referralId: string;
  child: Examined;
  /** Closed, too, once the referral is withdrawn. */
  state: AssessmentState;
  /** The word of the policy under which this specialty writes. */
  action: 'finding.record' | 'finding.record-medical';
  /** The actor's newest row for the section. */
  current: FindingRow | null;
}

/** The actor's seat in this very examination, with the specialty they work in now; without one nothing is here. */
async function ownSeat(ctx: Context, tx: Tx, assessmentId: string): Promise<Seat> {
  const { specialty } = ctx.actor;
  if (!specialty) refuse('not-found');
  const [seat] = await tx
    .select({
      childId: assessments.childId,
      referralId: assessments.referralId,
      state: assessments.state,
      referral: referrals.state,
      birthDate: children.birthDate,
      sessionOn: assessments.sessionOn,
      gestationWeeks: assessments.gestationWeeks,
    })
    .from(assessmentMembers)
    .innerJoin(assessments, eq(assessments.id, assessmentMembers.assessmentId))
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .innerJoin(children, eq(children.id, assessments.childId))
    .where(
      and(
        eq(assessments.id, assessmentId),
        eq(assessments.pmpcId, ctx.actor.organisationId ?? ''),
        eq(assessmentMembers.userId, ctx.actor.id),
        eq(assessmentMembers.specialty, specialty),
        eq(assessmentMembers.state, 'needed'),
        during(ctx, assessmentMembers),
      ),
    );
  if (!seat) refuse('not-found');
  const action = isMedical(specialty) ? 'finding.record-medical' : 'finding.record';
  await authorize(ctx, tx, action, { childId: seat.childId });
  const [current] = await tx
    .select(row)
    .from(findings)
    .where(and(eq(findings.assessmentId, assessmentId), eq(findings.specialty, specialty), eq(findings.authorId, ctx.actor.id)))
    .orderBy(desc(findings.edition))
    .limit(1);
  const { childId, referralId, birthDate, sessionOn, gestationWeeks } = seat;
  const state = seat.referral === 'withdrawn' ? 'closed' : seat.state;
  return { childId, referralId, child: { birthDate, sessionOn, gestationWeeks }, state, specialty, action, current: current ?? null };
}

async function examinationOf(tx: Tx, childId: string, assessment: AssessmentState): Promise<Examination> {
  return { assessment, consent: (await activeConsent(tx, childId, 'examination')) !== null };
}

async function newestEdition(tx: Tx, assessmentId: string, specialty: Specialty): Promise<number> {
  const [newest] = await tx
    .select({ edition: findings.edition })
    .from(findings)
    .where(and(eq(findings.assessmentId, assessmentId), eq(findings.specialty, specialty)))
    .orderBy(desc(findings.edition))
    .limit(1);
  return newest?.edition ?? 0;
}

function textOf(finding: FindingText | null): FindingText {
  const { strengths = '', needs = '', helps = '', recommendations = '' } = finding ?? {};
  return { strengths, needs, helps, recommendations };
}

/** The fields of the form as the record holds them, for a conflict page. */
async function recordedText(tx: Tx, finding: FindingRow | null): Promise<Record<string, string>> {
  return { ...textOf(finding), ...(finding ? fieldsOf(await partsOf(tx, finding.id)) : {}), version: String(finding?.version ?? 0) };
}

async function childOf(ctx: Context, assessmentId: string): Promise<string> {
  const [found] = await ctx.read((tx) => tx.select({ childId: assessments.childId }).from(assessments).where(eq(assessments.id, assessmentId)));
  if (!found) refuse('not-found');
  return found.childId;
}

// Reading

export interface FindingPage extends FindingText {
  id: string;
  assessmentId: string;
  head: ChildHead;
  specialty: Specialty;
  medical: boolean;
  by: string;
  state: FindingState;
  sessionOn: string;
  edition: number;
  /** Why this edition was made; staff only. */
  amendReason: string | null;
  /** The signed edition that stands instead of this one. */
  newerId: string | null;
  /** ISO. */
  savedAt: string;
  signedAt: string | null;
  levels: (RatedDomain & { effect: number | null })[];
  /** Areas of the specialty that still wait for a level; none once it is signed. */
  waiting: Domain[];
  /** In the order of the template it was written by. */
  answers: SaidField[];
  codes: { code: string; label: Named | null; qualifier: RatedDomain['withSupport'] }[];
  milestones: { id: string; text: Named; state: MilestoneState }[];
  tools: UsedTool[];
  version: number;
  mine: boolean;
  can: { edit: boolean; sign: boolean; amend: boolean; notes: boolean; openAssessment: boolean };
  /** Why it could not be signed as it is; only for its author. */
  whyNotSign: Reason | null;
  /** The section field by field, as its author reads it before signing. */
  recorded: Record<string, string>;
}

export interface SaidField {
  code: string;
  kind: SectionField['kind'];
  names: Named;
  value: string;
  /** The chosen option in words. */
  option: Named | null;
}

/** A specialist's section to read. Somebody else's draft does not exist for the reader; an older edition is for staff. */
export async function openFinding(ctx: Context, id: string): Promise<FindingPage> {
  const finding = await findingById(ctx, id);
  const mine = isOwn(ctx, finding);
  if (!mine && finding.state === 'draft') refuse('not-found');
  if (finding.state === 'replaced' && ctx.actor.role === 'parent') refuse('not-found');
  const action: Action = mine ? 'finding.open-own' : finding.medical ? 'finding.open-medical' : 'finding.open-others';
  return opening(ctx, action, { childId: finding.childId, subjectId: id }, (tx) => readFinding(ctx, tx, action, finding));
}

/** The author's own section, to read through once more before signing or making a new edition. */
export async function openOwnFinding(ctx: Context, id: string): Promise<FindingPage> {
  const finding = await openFinding(ctx, id);
  if (!finding.mine) refuse('not-found');
  return finding;
}

const isOwn = (ctx: Context, finding: FindingRow) => ctx.actor.role === 'pmpc_specialist' && finding.authorId === ctx.actor.id && finding.specialty === ctx.actor.specialty;

async function findingById(ctx: Context, id: string): Promise<FindingRow> {
  const [finding] = await ctx.read((tx) => tx.select(row).from(findings).where(eq(findings.id, id)));
  if (!finding) refuse('not-found');
  return finding;
}

async function readFinding(ctx: Context, tx: Tx, action: Action, finding: FindingRow): Promise<FindingPage> {
  const { childId, assessmentId, replacesId: _, templateEdition, ...shown } = finding;
  const [assessment] = await tx
    .select({ pmpcId: assessments.pmpcId, state: assessments.state, sessionOn: assessments.sessionOn })
    .from(assessments)
    .where(eq(assessments.id, assessmentId));
  if (!assessment) refuse('not-found');
  await authorize(ctx, tx, action, { childId, issued: await isIssued(tx, assessmentId) });
  const fromPmpc = ctx.actor.role !== 'parent';
  if (fromPmpc && assessment.pmpcId !== ctx.actor.organisationId) refuse('not-found');
  if (ctx.actor.role === 'pmpc_specialist' && !(await isMember(ctx, tx, assessmentId))) refuse('not-found');
  if (!fromPmpc && (await guardianLink(ctx, tx, childId))?.closed.includes('documents')) refuse('not-found');

  const [author] = await tx.select({ surname: users.surname, givenName: users.givenName }).from(users).where(eq(users.id, finding.authorId));
  const editions = await tx
    .select({ id: findings.id, state: findings.state, edition: findings.edition })
    .from(findings)
    .where(and(eq(findings.assessmentId, assessmentId), eq(findings.specialty, finding.specialty), eq(findings.authorId, finding.authorId)))
    .orderBy(asc(findings.edition));
  const parts = await partsOf(tx, finding.id);
  const { levels } = parts;
  const mine = isOwn(ctx, finding);
  const examination = await examinationOf(tx, childId, assessment.state);
  const hasDraft = editions.some(({ state }) => state === 'draft');
  const { authorId, ...text } = shown;
  const owns = mine && (await may(ctx, tx, 'finding.sign', { childId, writtenBy: authorId }));
  const isDraft = finding.state === 'draft';
  return {
    ...text,
    assessmentId,
    head: await headFor(ctx, tx, childId),
    by: author ? fullName(author) : '',
    sessionOn: assessment.sessionOn,
    amendReason: fromPmpc ? finding.amendReason : null,
    newerId: finding.state === 'replaced' ? (editions.findLast(({ state }) => state === 'signed')?.id ?? null) : null,
    savedAt: finding.savedAt.toISOString(),
    signedAt: finding.signedAt?.toISOString() ?? null,
    levels: levels.map((level) => ({ ...level, effect: effectOf(level) })),
    waiting: isDraft ? SPECIALTY_DOMAINS[finding.specialty].filter((domain) => levels.every((level) => level.domain !== domain)) : [],
    ...(await saidIn(tx, parts, await templateOf(tx, finding.specialty, templateEdition, assessment.sessionOn))),
    tools: parts.tools,
    mine,
    can: {
      edit: owns && isDraft && whyNotExamine(examination) === null,
      sign: owns && isDraft && whyNotExamine(examination) === null,
      amend: owns && whyNotAmend(examination, finding.state, hasDraft) === null,
      notes: mine && (await may(ctx, tx, 'finding.notes', { childId, writtenBy: authorId })),
      openAssessment: await may(ctx, tx, 'assessment.open', { childId }),
    },
    whyNotSign: owns && isDraft ? whyNotSign(examination, { ...finding, levels }) : null,
    recorded: owns && isDraft ? await recordedText(tx, finding) : {},
  };
}

/** What a section says beyond its texts, under the names of the template it was written by. */
async function saidIn(tx: Tx, { answers, codes, milestones }: SectionParts, template: SectionTemplate): Promise<Pick<FindingPage, 'answers' | 'codes' | 'milestones'>> {
  const labels = await codeLabels(tx, codes.map(({ code }) => code));
  const known = milestones.length > 0 ? await milestonesOf(tx, template) : [];
  return {
    answers: template.fields.flatMap(({ code, kind, names, options = [] }) => {
      const value = answers[code];
      return value === undefined ? [] : [{ code, kind, names, value, option: options.find((option) => option.code === value)?.names ?? null }];
    }),
    codes: codes.map(({ code, qualifier }) => ({ code, qualifier, label: labels[code] ?? null })),
    milestones: known.flatMap(({ id, text }) => {
      const said = milestones.find(({ milestone }) => milestone === id);
      return said ? [{ id, text, state: said.state }] : [];
    }),
  };
}

// What stands beside the section while it is written

export interface EarlierResult {
  sessionOn: string;
  levels: { domain: Domain; withSupport: RatedDomain['withSupport']; withoutSupport: RatedDomain['withoutSupport'] }[];
}

export interface Beside {
  documents: { kind: ReferralDocument; state: DocumentState }[];
  /** What the same specialty found at earlier examinations here, latest first. */
  earlier: EarlierResult[];
  /** What the milestones of this examination ask for, the signed ones of colleagues with them. */
  signal: Signal | null;
}

/** How many earlier examinations stand beside a section. */
const EARLIER = 2;

/**
 * The documents of the referral and earlier levels of the same child, specialty and PMPC. No text of an earlier section is
 * shown: its window has closed (access.md TR2).
 */
export async function openBeside(ctx: Context, assessmentId: string): Promise<Beside> {
  const childId = await childOf(ctx, assessmentId);
  const { shown, ofOthers } = await ctx.read((tx) => readBeside(ctx, tx, assessmentId));
  if (!ofOthers) return shown;
  const action = isMedical(ctx.actor.specialty) ? 'finding.open-medical' : 'finding.open-others';
  return opening(ctx, action, { childId, subjectId: assessmentId }, async (tx) => (await readBeside(ctx, tx, assessmentId)).shown);
}

/** `ofOthers`: it holds what somebody wrote in another section. */
async function readBeside(ctx: Context, tx: Tx, assessmentId: string): Promise<{ shown: Beside; ofOthers: boolean }> {
  const { specialty, childId, referralId, current } = await ownSeat(ctx, tx, assessmentId);
  await authorize(ctx, tx, isMedical(specialty) ? 'finding.open-medical' : 'finding.open-others', { childId });
  const documents = (await may(ctx, tx, 'referral.open', { childId }))
    ? await tx.select({ kind: referralDocuments.kind, state: referralDocuments.state }).from(referralDocuments).where(eq(referralDocuments.referralId, referralId))
    : [];

  const past = await tx
    .select({ id: findings.id, sessionOn: assessments.sessionOn })
    .from(findings)
    .innerJoin(assessments, eq(assessments.id, findings.assessmentId))
    .where(
      and(
        eq(findings.childId, childId),
        eq(findings.specialty, specialty),
        eq(findings.state, 'signed'),
        ne(findings.assessmentId, assessmentId),
        eq(assessments.pmpcId, ctx.actor.organisationId ?? ''),
      ),
    )
    .orderBy(desc(assessments.sessionOn), desc(findings.signedAt))
    .limit(EARLIER);
  const earlier: EarlierResult[] = [];
  for (const { id, sessionOn } of past) {
    const levels = await levelsOf(tx, id);
    earlier.push({ sessionOn, levels: levels.map(({ domain, withSupport, withoutSupport }) => ({ domain, withSupport, withoutSupport })) });
  }

  const seen = isMedical(specialty) ? [] : await milestonesSeen(ctx, tx, childId);
  const known = seen.length > 0 ? await milestonesOf(tx, { milestones: [...MILESTONE_DOMAINS] }) : [];
  const now = seen.flatMap((one) => {
    const milestone = known.find(({ id }) => id === one.milestone);
    const isHere = one.assessmentId === assessmentId && (one.id === current?.id || (one.state === 'signed' && one.id !== current?.replacesId));
    return milestone && isHere ? [{ id: milestone.id, domain: milestone.domain, state: one.said }] : [];
  });
  const before = seen.filter((one) => one.assessmentId !== assessmentId && one.state === 'signed').map(({ milestone, said }) => ({ id: milestone, state: said }));
  return {
    shown: { documents, earlier, signal: signalOf(now, before, false) },
    ofOthers: past.length > 0 || seen.some(({ id }) => id !== current?.id),
  };
}

/** What this PMPC's sections saw of the child's milestones; they stand in no medical section. */
function milestonesSeen(ctx: Context, tx: Tx, childId: string) {
  return tx
    .select({ id: findings.id, assessmentId: findings.assessmentId, state: findings.state, milestone: findingMilestones.milestone, said: findingMilestones.state })
    .from(findingMilestones)
    .innerJoin(findings, eq(findings.id, findingMilestones.findingId))
    .innerJoin(assessments, eq(assessments.id, findings.assessmentId))
    .where(
      and(
        eq(findings.childId, childId),
        eq(findings.medical, false),
        eq(assessments.pmpcId, ctx.actor.organisationId ?? ''),
        or(eq(findings.state, 'signed'), eq(findings.authorId, ctx.actor.id)),
      ),
    );
}

/** A guardian reads no class: it says where the child is. */
async function headFor(ctx: Context, tx: Tx, childId: string): Promise<ChildHead> {
  const head = await readHead(ctx, tx, childId);
  return ctx.actor.role === 'parent' ? { ...head, className: null } : head;
}

async function isIssued(tx: Tx, assessmentId: string): Promise<boolean> {
  const [issued] = await tx
    .select({ id: conclusions.id })
    .from(conclusions)
    .where(and(eq(conclusions.assessmentId, assessmentId), inArray(conclusions.state, ['issued', 'void'])));
  return issued !== undefined;
}

async function isMember(ctx: Context, tx: Tx, assessmentId: string): Promise<boolean> {
  const [seat] = await tx
    .select({ id: assessmentMembers.id })
    .from(assessmentMembers)
    .where(
      and(
        eq(assessmentMembers.assessmentId, assessmentId),
        eq(assessmentMembers.userId, ctx.actor.id),
        eq(assessmentMembers.state, 'needed'),
        during(ctx, assessmentMembers),
      ),
    );
  return seat !== undefined;
}

// Signing and new editions

/** Signs the actor's own section over the version that was read. It never changes again; an edition it replaces steps back. */
export function signFinding(ctx: Context, id: string, version: number): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { finding, examination } = await ownFinding(ctx, tx, id);
    const whyNot = whyNotSign(examination, { ...finding, levels: await levelsOf(tx, id) });
    if (whyNot) refuse(whyNot);
    if (finding.version !== version) refuseStale(await recordedText(tx, finding));
    if (finding.replacesId) {
      await tx.update(findings).set({ state: 'replaced' }).where(and(eq(findings.id, finding.replacesId), eq(findings.state, 'signed')));
    }
    const changed = await tx
      .update(findings)
      .set({ state: 'signed', signedAt: ctx.now })
      .where(and(eq(findings.id, id), eq(findings.state, 'draft'), eq(findings.version, version)))
      .returning({ id: findings.id });
    if (changed.length === 0) refuse('finding.signed');
    await audit(ctx, tx, 'finding.sign', { childId: finding.childId, subjectId: id, detail: `edition ${finding.edition}` });
  });
}

/**
 * Begins a new edition of the actor's own signed section, as a copy with a reason. The signed one stands until the new one
 * is signed.
 * @returns the id of the new draft
 */
export function amendFinding(ctx: Context, id: string, reason: string): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { finding, examination, hasDraft } = await ownFinding(ctx, tx, id);
    const whyNot = whyNotAmend(examination, finding.state, hasDraft);
    if (whyNot) refuse(whyNot);
    const draftId = newId();
    await tx.insert(findings).values({
      ...textOf(finding),
      id: draftId,
      assessmentId: finding.assessmentId,
      childId: finding.childId,
      authorId: finding.authorId,
      specialty: finding.specialty,
      medical: finding.medical,
      state: 'draft',
      edition: (await newestEdition(tx, finding.assessmentId, finding.specialty)) + 1,
      replacesId: id,
      amendReason: reason,
      createdAt: ctx.now,
      savedAt: ctx.now,
      templateEdition: finding.templateEdition,
    });
    await copyParts(tx, id, draftId);
    await audit(ctx, tx, 'finding.sign', { childId: finding.childId, subjectId: draftId, detail: 'new edition' });
    return draftId;
  });
}

/** The actor's own row in an examination they are still a member of, with that specialty. */
async function ownFinding(ctx: Context, tx: Tx, id: string): Promise<{ finding: FindingRow; examination: Examination; hasDraft: boolean }> {
  const [finding] = await tx.select(row).from(findings).where(eq(findings.id, id));
  if (!finding || !isOwn(ctx, finding)) refuse('not-found');
  await authorize(ctx, tx, 'finding.sign', { childId: finding.childId, writtenBy: finding.authorId });
  const { state, current } = await ownSeat(ctx, tx, finding.assessmentId);
  return { finding, examination: await examinationOf(tx, finding.childId, state), hasDraft: current?.state === 'draft' };
}

// The author's raw notes

export interface NotesPage {
  findingId: string;
  assessmentId: string;
  head: ChildHead;
  specialty: Specialty;
  body: string;
  /** 0 before the first save. */
  version: number;
  /** The examination still goes on. */
  can: { edit: boolean };
}

/** The author's raw notes and test protocols of a section; nobody else has them, the head of the PMPC included. */
export async function openNotes(ctx: Context, findingId: string): Promise<NotesPage> {
  const finding = await findingById(ctx, findingId);
  return opening(ctx, 'finding.notes', { childId: finding.childId, subjectId: findingId }, async (tx) => {
    await authorize(ctx, tx, 'finding.notes', { childId: finding.childId, writtenBy: finding.authorId });
    const { state } = await ownSeat(ctx, tx, finding.assessmentId);
    const notes = await notesOf(tx, findingId);
    return {
      findingId,
      assessmentId: finding.assessmentId,
      head: await readHead(ctx, tx, finding.childId),
      specialty: finding.specialty,
      ...notes,
      can: { edit: whyNotExamine(await examinationOf(tx, finding.childId, state)) === null },
    };
  });
}

/** Saves the author's raw notes, sealed. They may still be put in order after the section is signed, while the examination is open. */
export function saveNotes(ctx: Context, findingId: string, draft: NotesDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const [finding] = await tx.select(row).from(findings).where(eq(findings.id, findingId));
    if (!finding) refuse('not-found');
    await authorize(ctx, tx, 'finding.notes', { childId: finding.childId, writtenBy: finding.authorId });
    const { state } = await ownSeat(ctx, tx, finding.assessmentId);
    const whyNot = whyNotExamine(await examinationOf(tx, finding.childId, state));
    if (whyNot) refuse(whyNot);
    const { body, version } = await notesOf(tx, findingId);
    if (version !== draft.version) refuseStale({ body, version: String(version) });
    const next = { body: draft.body, version: version + 1 };
    if (version === 0) await tx.insert(findingNotes).values({ findingId, authorId: ctx.actor.id, ...next });
    else await tx.update(findingNotes).set(next).where(and(eq(findingNotes.findingId, findingId), eq(findingNotes.version, version)));
    await audit(ctx, tx, 'finding.notes', { childId: finding.childId, subjectId: findingId, detail: 'saved' });
  });
}

async function notesOf(tx: Tx, findingId: string): Promise<{ body: string; version: number }> {
  const [notes] = await tx.select({ body: findingNotes.body, version: findingNotes.version }).from(findingNotes).where(eq(findingNotes.findingId, findingId));
  return notes ?? { body: '', version: 0 };
}
