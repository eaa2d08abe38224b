import type { Tx } from '#db/client.server';
import { foldForSearch, fullName } from '~/domain/children';
import { AISHA } from './aisha';
import { canariesIn, type Canaries } from './marks';
import type { Stage } from './stage';
import { ARTYOM } from './stories';

/** Ids of a child's things, by the names routes give them; what the child does not have is left out. */
export type Ids = Partial<
  Record<
    | 'childId'
    | 'guardianId'
    | 'consentId'
    | 'referralId'
    | 'requestId'
    | 'visitId'
    | 'assessmentId'
    | 'memberId'
    | 'findingId'
    | 'medicalFindingId'
    | 'conclusionId'
    | 'recommendationId'
    | 'voidingId'
    | 'extractId'
    | 'planId'
    | 'archivedPlanId'
    | 'draftPlanId'
    | 'goalId'
    | 'entryId'
    | 'needId'
    | 'assignmentId'
    | 'serviceId'
    | 'teamMemberId'
    | 'roomId'
    | 'crewId'
    | 'hoursId'
    | 'absenceId',
    string
  >
>;

export interface Told {
  /** The main child's. */
  ids: Ids;
  /**
   * `parent2`: the child of the second family. `rural`: a child of another region with a plan in force. `examined`: an
   * examination of today that is under way. `waiting`: a referral that waits at the first PMPC. `concluding`: a conclusion
   * that waits for signatures there. `asked`: a wish of a family without an account, with its appointment. `voiding`: a
   * conclusion the head has asked to be void. `desk`: a room, a crew, hours and an absence of the first PMPC.
   */
  otherIds: Record<'parent2' | 'rural' | 'examined' | 'waiting' | 'concluding' | 'asked' | 'voiding' | 'desk', Ids>;
  /** Where the main pages are. */
  paths: Record<string, string>;
  canaries: Canaries;
}

/** The ids, addresses and canaries of a filled demo. */
export function tellStory(stage: Stage): Promise<Told> {
  return stage.database.read(async (tx) => {
    const { pmpc, ruralSchool } = stage.places;
    const named = async (name: typeof AISHA | typeof ARTYOM): Promise<Ids> => {
      const found = await tx.query.children.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.folded, foldForSearch(fullName(name))) });
      return found ? idsOf(tx, found.id) : {};
    };
    const of = async (found: { childId: string } | undefined): Promise<Ids> => (found ? idsOf(tx, found.childId) : {});
    const ids = await named(AISHA);
    const otherIds = {
      parent2: await named(ARTYOM),
      rural: await of(await tx.query.plans.findFirst({ columns: { childId: true }, where: (row, { and, eq }) => and(eq(row.organisationId, ruralSchool), eq(row.state, 'active')), orderBy: (row, { asc }) => [asc(row.approvedAt), asc(row.id)] })),
      examined: await of(await tx.query.assessments.findFirst({ columns: { childId: true }, where: (row, { and, eq }) => and(eq(row.pmpcId, pmpc), eq(row.state, 'open')), orderBy: (row, { desc }) => [desc(row.sessionOn), desc(row.sessionAt)] })),
      waiting: await of(await tx.query.referrals.findFirst({ columns: { childId: true }, where: (row, { and, eq }) => and(eq(row.pmpcId, pmpc), eq(row.state, 'sent')), orderBy: (row, { asc }) => [asc(row.sentAt), asc(row.id)] })),
      concluding: await of(await tx.query.conclusions.findFirst({ columns: { childId: true }, where: (row, { and, eq }) => and(eq(row.pmpcId, pmpc), eq(row.state, 'draft')), orderBy: (row, { desc }) => [desc(row.savedAt), desc(row.id)] })),
      asked: await askedOf(tx, pmpc),
      voiding: await of(await tx.query.conclusionVoidings.findFirst({ columns: { childId: true }, where: (row, { and, isNull }) => and(isNull(row.confirmedAt), isNull(row.droppedAt)) })),
      desk: await deskIdsOf(tx, pmpc),
    };
    const { draftPlanId } = otherIds.parent2;
    if (draftPlanId) ids.draftPlanId = draftPlanId;
    return { ids, otherIds, paths: pathsOf(ids, otherIds), canaries: await canariesIn(tx) };
  });
}

async function askedOf(tx: Tx, pmpcId: string): Promise<Ids> {
  const request = await tx.query.requests.findFirst({ columns: { id: true }, where: (row, { and, eq, isNull }) => and(eq(row.pmpcId, pmpcId), eq(row.state, 'booked'), isNull(row.childId)), orderBy: (row, { asc }) => [asc(row.receivedAt), asc(row.id)] });
  const visit = await tx.query.visits.findFirst({ columns: { id: true }, where: (row, { and, eq }) => and(eq(row.requestId, request?.id ?? ''), eq(row.state, 'booked')) });
  return present({ requestId: request?.id, visitId: visit?.id });
}

async function deskIdsOf(tx: Tx, pmpcId: string): Promise<Ids> {
  const room = await tx.query.rooms.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.pmpcId, pmpcId), orderBy: (row, { asc }) => asc(row.name) });
  const crew = await tx.query.crews.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.pmpcId, pmpcId) });
  const hours = await tx.query.workingHours.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.pmpcId, pmpcId), orderBy: (row, { asc }) => [asc(row.weekday), asc(row.startsAt), asc(row.id)] });
  const absence = await tx.query.absences.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.pmpcId, pmpcId) });
  return present({ roomId: room?.id, crewId: crew?.id, hoursId: hours?.id, absenceId: absence?.id });
}

async function idsOf(tx: Tx, childId: string): Promise<Ids> {
  const mother = await tx.query.guardians.findFirst({ columns: { id: true }, where: (row, { and, eq }) => and(eq(row.childId, childId), eq(row.preferred, true)) });
  const consent = await tx.query.consents.findFirst({ columns: { id: true }, where: (row, { and, eq }) => and(eq(row.childId, childId), eq(row.purpose, 'examination'), eq(row.state, 'given')), orderBy: (row, { desc }) => desc(row.sequence) });
  const referral = await tx.query.referrals.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { desc }) => desc(row.createdAt) });
  const assessment = await tx.query.assessments.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { desc }) => desc(row.sessionOn) });
  const member = await tx.query.assessmentMembers.findFirst({ columns: { id: true }, where: (row, { and, eq }) => and(eq(row.assessmentId, assessment?.id ?? ''), eq(row.specialty, 'speech_therapist')) });
  const sections = await tx.query.findings.findMany({ columns: { id: true, medical: true }, where: (row, { and, eq }) => and(eq(row.childId, childId), eq(row.state, 'signed')), orderBy: (row, { asc }) => asc(row.signedAt) });
  const conclusion = await tx.query.conclusions.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { desc }) => desc(row.createdAt) });
  const extract = await tx.query.extracts.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { desc }) => desc(row.createdAt) });
  const versions = await tx.query.plans.findMany({ columns: { id: true, state: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { desc }) => desc(row.number) });
  const planId = versions.find(({ state }) => state === 'active')?.id;
  const draftPlanId = versions.find(({ state }) => state === 'draft' || state === 'team_review' || state === 'family_consent')?.id;
  const goal = await tx.query.goals.findFirst({ columns: { id: true, lineageId: true }, where: (row, { eq }) => eq(row.planId, planId ?? draftPlanId ?? ''), orderBy: (row, { asc }) => asc(row.position) });
  const entry = await tx.query.entries.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.lineageId, goal?.lineageId ?? ''), orderBy: (row, { desc }) => desc(row.measuredOn) });
  const service = await tx.query.planServices.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.planId, planId ?? draftPlanId ?? ''), orderBy: (row, { asc }) => asc(row.position) });
  const need = await tx.query.assistantNeeds.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId) });
  const assignment = await tx.query.assignments.findFirst({ columns: { id: true }, where: (row, { and, eq }) => and(eq(row.childId, childId), eq(row.state, 'active')) });
  const place = await tx.query.teamMembers.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { asc }) => asc(row.part) });
  const request = await tx.query.requests.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { desc }) => desc(row.receivedAt) });
  const visit = await tx.query.visits.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.requestId, request?.id ?? ''), orderBy: (row, { desc }) => desc(row.visitOn) });
  const recommendation = await tx.query.recommendations.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { asc }) => asc(row.position) });
  const voiding = await tx.query.conclusionVoidings.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.childId, childId) });
  return present({
    childId,
    guardianId: mother?.id,
    consentId: consent?.id,
    referralId: referral?.id,
    requestId: request?.id,
    visitId: visit?.id,
    recommendationId: recommendation?.id,
    voidingId: voiding?.id,
    assessmentId: assessment?.id,
    memberId: member?.id,
    findingId: sections.find(({ medical }) => !medical)?.id,
    medicalFindingId: sections.find(({ medical }) => medical)?.id,
    conclusionId: conclusion?.id,
    extractId: extract?.id,
    planId,
    archivedPlanId: versions.find(({ state }) => state === 'archived')?.id,
    draftPlanId,
    goalId: goal?.id,
    entryId: entry?.id,
    needId: need?.id,
    assignmentId: assignment?.id,
    serviceId: service?.id,
    teamMemberId: place?.id,
  });
}

function present(all: { [Name in keyof Ids]: string | undefined }): Ids {
  return Object.fromEntries(Object.entries(all).filter(([, id]) => id !== undefined)) as Ids;
}

function pathsOf(ids: Ids, { parent2, examined, waiting, concluding, asked, voiding }: Told['otherIds']): Record<string, string> {
  const at = (root: string, id: string | undefined, rest = '') => `/${root}/${id ?? ''}${rest}`;
  return {
    children: '/children',
    child: at('children', ids.childId),
    case: at('children', ids.childId),
    parent: at('children', ids.childId),
    parent2: at('children', parent2.childId),
    today: '/today',
    queue: '/queue',
    request: at('requests', asked.requestId),
    booking: at('requests', waiting.requestId, '/visits/new'),
    day: '/day',
    desk: '/desk',
    load: '/load',
    yearReport: '/load/reports',
    reexaminations: '/reexaminations',
    meeting: at('assessments', concluding.assessmentId, '/meeting'),
    minutes: at('assessments', ids.assessmentId, '/meeting/paper'),
    recommendations: at('children', ids.childId, '/recommendations'),
    handovers: '/conclusions/handovers',
    numbers: '/conclusions/numbers',
    familyCopy: at('conclusions', ids.conclusionId, '/family'),
    voiding: at('voidings', voiding.voidingId, '/confirmation'),
    publicRequest: '/request',
    referral: at('referrals', ids.referralId),
    newReferral: at('children', ids.childId, '/referrals/new'),
    acceptance: at('referrals', waiting.referralId, '/acceptance'),
    assessment: at('assessments', examined.assessmentId),
    section: at('assessments', examined.assessmentId, '/finding'),
    finding: at('findings', ids.findingId),
    conclusions: '/conclusions',
    conclusionDraft: at('conclusions', concluding.conclusionId),
    conclusion: at('conclusions', ids.conclusionId),
    conclusionPaper: at('conclusions', ids.conclusionId, '/paper'),
    sharing: at('conclusions', ids.conclusionId, '/sharing'),
    extract: at('extracts', ids.extractId),
    plans: '/plans',
    plan: at('plans', ids.planId),
    planPaper: at('plans', ids.planId, '/paper'),
    planArchived: at('plans', ids.archivedPlanId),
    planDraft: at('plans', parent2.draftPlanId),
    planAnswers: at('plans', parent2.draftPlanId, '/answers'),
    goal: at('goals', ids.goalId),
    record: at('goals', ids.goalId, '/entries/new'),
    deliveries: at('children', ids.childId, '/deliveries/new'),
    assistants: '/assistants',
    assignment: at('assignments', ids.assignmentId),
    coverNeed: at('needs', ids.needId, '/assignment'),
    guardians: at('children', ids.childId, '/guardians'),
    consents: at('children', ids.childId, '/consents'),
    team: at('children', ids.childId, '/team'),
    opened: at('children', ids.childId, '/opened'),
    access: at('children', ids.childId, '/access'),
    account: '/account',
  };
}
