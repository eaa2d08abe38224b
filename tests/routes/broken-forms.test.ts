import type { ActionFunctionArgs } from '@remix-run/node';
import { expect, test } from 'vitest';
import { action as closeMinutes } from '~/routes/assessments.$assessmentId.meeting.closing';
import { action as changeSession } from '~/routes/assessments.$assessmentId.edit';
import { action as setNeed } from '~/routes/assessments.$assessmentId.members.$memberId.need';
import { action as issueIt } from '~/routes/conclusions.$conclusionId.issue';
import { action as signIt } from '~/routes/conclusions.$conclusionId.signature';
import { action as newAbsence } from '~/routes/desk.absences.new';
import { action as editCrew } from '~/routes/desk.crews.$crewId.edit';
import { action as newCrew } from '~/routes/desk.crews.new';
import { action as endHours } from '~/routes/desk.hours.$hoursId.ending';
import { action as newHours } from '~/routes/desk.hours.new';
import { action as editRoom } from '~/routes/desk.rooms.$roomId.edit';
import { action as newRoom } from '~/routes/desk.rooms.new';
import { action as keepVisits } from '~/routes/desk.visits';
import { action as amend } from '~/routes/findings.$findingId.amendment';
import { action as keepNotes } from '~/routes/findings.$findingId.notes';
import { action as signSection } from '~/routes/findings.$findingId.signature';
import { action as keepRules } from '~/routes/queue.rules';
import { action as accept } from '~/routes/referrals.$referralId.acceptance';
import { action as decline } from '~/routes/referrals.$referralId.declining';
import { action as come } from '~/routes/requests.$requestId.arrival';
import { action as book } from '~/routes/requests.$requestId.visits.new';
import { action as cancel } from '~/routes/visits.$visitId.cancelling';
import { action as hold } from '~/routes/visits.$visitId.holding';
import { action as move } from '~/routes/visits.$visitId.moving';
import { action as miss } from '~/routes/visits.$visitId.no-show';
import { action as confirm } from '~/routes/voidings.$voidingId.confirmation';
import { action as drop } from '~/routes/voidings.$voidingId.dropping';
import { openAssessment } from '~/services/assessments.server';
import { askVoiding } from '~/services/conclusion-voidings.server';
import { openDesk } from '~/services/desk.server';
import { bookVisit } from '~/services/visits.server';
import { examinedChild, scheduledAssessment, waitingReferral } from '../support/story-assessments';
import { drafted, issued, versionOf } from '../support/story-conclusions';
import { examinationOf } from '../support/story-meetings';
import { appointment, arrangedDesk, typedAppointment, waitingStranger } from '../support/story-visits';
import { answerOf, send } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

type Door = (args: ActionFunctionArgs) => Promise<unknown>;

/** Whoever may send the form is told what is wrong with it; a stranger hears what an address says that nobody has. */
async function turnsAway(world: World, owner: Person, strangers: readonly Person[], doors: Record<string, Door>, params: Record<string, string>, typed: Record<string, string> = {}): Promise<void> {
  for (const [name, door] of Object.entries(doors)) {
    expect((await answerOf(door(await send(world, owner, typed, { params })))).status, name).toBe(422);
    for (const person of strangers) expect((await answerOf(door(await send(world, person, typed, { params })))).status, `${name} ${person}`).toBe(404);
  }
}

const OUTSIDE = ['saule', 'bolat', 'dana', 'kanat'] as const satisfies Person[];

test('a stranger’s broken form of the desk or of a visit is as little there as a whole one', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const requestId = await waitingStranger(world);
  const visitId = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  const hoursId = (await openDesk(world.as('gulnar'))).people.flatMap(({ hours }) => hours)[0]?.id ?? '';
  const params = { requestId, visitId, hoursId, roomId: desk.rooms[0], crewId: desk.crews[0] };
  await turnsAway(world, 'gulnar', [...OUTSIDE, 'aigerim', 'otherHead'], { come, book, cancel, hold, move, miss, editCrew, editRoom, endHours }, params);
  await turnsAway(world, 'gulnar', [...OUTSIDE, 'aigerim'], { newAbsence, newHours, newCrew, newRoom, keepVisits }, {});
  await turnsAway(world, 'marat', [...OUTSIDE, 'aigerim', 'gulnar'], { keepRules }, {});
  const past = { ...typedAppointment(appointment(desk, { day: '2026-10-01' })), reason: 'Отбасы сұрады.', version: '1' };
  await turnsAway(world, 'gulnar', [...OUTSIDE, 'otherHead'], { move }, params, past);
});

test('a stranger’s broken form of a conclusion, of minutes or of a void is as little there as a whole one', async () => {
  const world = await openWorld();
  const conclusionId = await drafted(world);
  const params = { conclusionId, assessmentId: (await examinationOf(world, conclusionId)).assessmentId };
  await turnsAway(world, 'marat', [...OUTSIDE, 'gulnar', 'aigerim', 'otherHead'], { issueIt, closeMinutes }, params);
  await turnsAway(world, 'zhanar', [...OUTSIDE, 'gulnar', 'marat', 'otherHead'], { signIt }, params);
  const other = await issued(world, { childId: world.otherChild });
  const voidingId = await askVoiding(world.as('marat'), other.id, { version: await versionOf(world, other.id), reason: 'Бағдарлама қате жазылған.' });
  await turnsAway(world, 'marat', [...OUTSIDE, 'gulnar', 'aigerim', 'otherHead'], { confirm, drop }, { voidingId });
});

test('a broken form about somebody else’s section is as little there as a whole one', async () => {
  const world = await openWorld();
  const { findings } = await examinedChild(world, ['aigerim']);
  await turnsAway(world, 'aigerim', [...OUTSIDE, 'zhanar', 'marat', 'gulnar'], { amend, signSection, keepNotes }, { findingId: findings.aigerim ?? '' });
});

test('a stranger’s broken answer to a referral, or change of its session, is as little there as a whole one', async () => {
  const world = await openWorld();
  const referralId = await waitingReferral(world, world.otherChild);
  await turnsAway(world, 'gulnar', [...OUTSIDE, 'aigerim', 'otherHead'], { accept, decline }, { referralId });
  const assessmentId = await scheduledAssessment(world);
  const memberId = (await openAssessment(world.as('marat'), assessmentId)).sections[0]?.memberId ?? '';
  await turnsAway(world, 'marat', [...OUTSIDE, 'otherHead'], { changeSession, setNeed }, { assessmentId, memberId });
});
