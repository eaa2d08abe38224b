import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, meetingDecisions, meetingOpinions, meetings } from '#db/schema';
import { issueConclusion } from '~/services/conclusion-signatures.server';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { saveConclusion } from '~/services/conclusions.server';
import { closeMeeting, openMeeting, openPrintedMinutes, saveMinutes, writeOpinion } from '~/services/meetings.server';
import { answerConsent } from '../support/story-assessments';
import { drafted, examined, issued, signed, versionOf } from '../support/story-conclusions';
import { askForMinutes, concluded, examinationOf, heard, minutesOf } from '../support/story-meetings';
import { openWorld, type World } from '../support/world';

/** An examination whose conclusion is drafted, so that there is something to decide on. */
async function onTable(world: World): Promise<{ assessmentId: string; conclusionId: string }> {
  const conclusionId = await drafted(world);
  return { conclusionId, assessmentId: (await examinationOf(world, conclusionId)).assessmentId };
}

test('the meeting decides on what the draft recommends, and the record says who wrote it', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  await saveMinutes(world.as('zhanar'), assessmentId, await minutesOf(world, assessmentId));
  const { minutes, subjects } = await openMeeting(world.as('aigerim'), assessmentId);
  expect(minutes).toMatchObject({ state: 'draft', version: 1, familyPresent: true, heldOn: '2026-10-14' });
  expect(subjects.map(({ subject }) => subject)).toEqual(['programme:adapted', 'condition:methods', 'sessions:speech_therapist', 'assistant', 'exam-condition:extra-time', 'placement:ordinary-class', 'next-examination']);
  expect(new Set(subjects.map(({ decision }) => decision))).toEqual(new Set(['adopted']));
  const lines = await world.database.read((tx) =>
    tx.select({ detail: auditEntries.detail, actorId: auditEntries.actorId }).from(auditEntries).where(and(eq(auditEntries.action, 'meeting.record'), eq(auditEntries.subjectId, assessmentId))),
  );
  expect(lines).toEqual([{ detail: 'version 1', actorId: world.people.zhanar.userId }]);
});

test('a meeting may be begun before there is a draft, and decides on it later', async () => {
  const world = await openWorld();
  const assessmentId = await examined(world);
  await saveMinutes(world.as('marat'), assessmentId, await minutesOf(world, assessmentId));
  expect(await openMeeting(world.as('marat'), assessmentId)).toMatchObject({ subjects: [], conclusionId: null, waiting: { whyNot: 'meeting.opinions-missing', opinionsMissing: 4 } });
});

test('nobody outside the team and its head reads or writes minutes', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  const draft = await minutesOf(world, assessmentId);
  for (const person of ['gulnar', 'otherHead', 'saule', 'bolat', 'ainur', 'dana', 'erlan', 'roza', 'kanat', 'nurlan'] as const) {
    await expect(openMeeting(world.as(person), assessmentId), person).rejects.toThrow('not-found');
    await expect(openPrintedMinutes(world.as(person), assessmentId), person).rejects.toThrow('not-found');
    await expect(saveMinutes(world.as(person), assessmentId, draft), person).rejects.toThrow('not-found');
    await expect(writeOpinion(world.as(person), assessmentId, { opinion: 'agrees', words: '' }), person).rejects.toThrow('not-found');
    await expect(closeMeeting(world.as(person), assessmentId, { version: 0 }), person).rejects.toThrow('not-found');
  }
});

test('whoever saves over newer minutes gets both texts and changes nothing', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  const draft = await minutesOf(world, assessmentId);
  await saveMinutes(world.as('zhanar'), assessmentId, { ...draft, summary: 'Жанар жазды.' });
  const late = saveMinutes(world.as('aigerim'), assessmentId, { ...draft, summary: 'Айгерім жазды.' });
  await expect(late).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { summary: 'Жанар жазды.', 'decisions[0].decision': 'adopted', version: '1' } });
  expect((await openMeeting(world.as('aigerim'), assessmentId)).minutes?.summary).toBe('Жанар жазды.');
});

test('two first saves at once leave one text, and the other hears of it', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  const draft = await minutesOf(world, assessmentId);
  const save = (person: 'zhanar' | 'aigerim') => saveMinutes(world.as(person), assessmentId, draft).then(() => 'saved', (error: Error) => error.message);
  expect((await Promise.all([save('zhanar'), save('aigerim')])).sort()).toEqual(['changed-meanwhile', 'saved']);
  expect(await world.database.read((tx) => tx.select({ version: meetings.version }).from(meetings))).toEqual([{ version: 1 }]);
});

test('a recommendation nobody made cannot be slipped into the minutes', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  const slipped = await minutesOf(world, assessmentId, { decisions: [{ subject: 'placement:special-school', decision: 'adopted', note: '' }] });
  await expect(saveMinutes(world.as('aigerim'), assessmentId, slipped)).rejects.toThrow('malformed');
});

test('a meeting of tomorrow or from before the examination is refused', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  const draft = await minutesOf(world, assessmentId);
  await expect(saveMinutes(world.as('aigerim'), assessmentId, { ...draft, heldOn: '2026-10-15' })).rejects.toThrow('field.in-the-future');
  await expect(saveMinutes(world.as('aigerim'), assessmentId, { ...draft, heldOn: '2026-10-12' })).rejects.toThrow('field.before-start');
  expect((await openMeeting(world.as('aigerim'), assessmentId)).minutes).toBeNull();
});

test('each writes the own opinion: a second one replaces the own row and nobody else’s', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  await heard(world, assessmentId);
  await writeOpinion(world.as('zhanar'), assessmentId, { opinion: 'dissents', words: 'Апталық сабақ көбірек керек.' });
  await writeOpinion(world.as('marat'), assessmentId, { opinion: 'agrees', words: '' });
  const { participants } = await openMeeting(world.as('aigerim'), assessmentId);
  expect(participants.map(({ specialty, opinion, words }) => [specialty, opinion, words])).toEqual([
    ['neurologist', 'agrees', ''],
    ['psychologist', 'agrees', ''],
    ['special_pedagogue', 'agrees', ''],
    ['speech_therapist', 'dissents', 'Апталық сабақ көбірек керек.'],
    [null, 'agrees', ''],
  ]);
});

test('the head closes what is decided and heard, and a member does not', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  await heard(world, assessmentId, ['aigerim', 'zhanar']);
  await expect(closeMeeting(world.as('aigerim'), assessmentId, { version: 1 })).rejects.toThrow('not-found');
  await expect(closeMeeting(world.as('marat'), assessmentId, { version: 1 })).rejects.toMatchObject({ reason: 'meeting.opinions-missing', values: { missing: 2 } });
  for (const person of ['asel', 'timur'] as const) await writeOpinion(world.as(person), assessmentId, { opinion: 'agrees', words: '' });
  await expect(closeMeeting(world.as('marat'), assessmentId, { version: 0 })).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { version: '1' } });
  await closeMeeting(world.as('marat'), assessmentId, { version: 1 });
  expect(await openMeeting(world.as('marat'), assessmentId)).toMatchObject({ minutes: { state: 'closed' }, waiting: null, can: { record: false, speak: false, close: false } });
});

test('a recommendation added after the talk has to be decided before the closing', async () => {
  const world = await openWorld();
  const { assessmentId, conclusionId } = await onTable(world);
  await heard(world, assessmentId);
  const { text, version } = await openConclusion(world.as('aigerim'), conclusionId);
  await saveConclusion(world.as('aigerim'), conclusionId, { ...text, version, personalHelper: true });
  await expect(closeMeeting(world.as('marat'), assessmentId, { version: 1 })).rejects.toThrow('meeting.incomplete');
});

test('once the consent is withdrawn nothing more is written into the minutes, and they are not closed', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  await heard(world, assessmentId);
  const draft = await minutesOf(world, assessmentId);
  await answerConsent(world, 'withdrawn');
  await expect(saveMinutes(world.as('aigerim'), assessmentId, draft)).rejects.toThrow('consent.needed');
  await expect(writeOpinion(world.as('zhanar'), assessmentId, { opinion: 'dissents', words: 'Келіспеймін.' })).rejects.toThrow('consent.needed');
  await expect(closeMeeting(world.as('marat'), assessmentId, { version: draft.version })).rejects.toThrow('consent.needed');
  expect((await openMeeting(world.as('marat'), assessmentId)).minutes).toMatchObject({ state: 'draft', version: draft.version });
});

test('closed minutes never change, not even past the services', async () => {
  const world = await openWorld();
  const { assessmentId } = await onTable(world);
  await concluded(world, assessmentId);
  const draft = await minutesOf(world, assessmentId);
  await expect(saveMinutes(world.as('aigerim'), assessmentId, draft)).rejects.toThrow('meeting.wrong-state');
  await expect(writeOpinion(world.as('aigerim'), assessmentId, { opinion: 'agrees', words: '' })).rejects.toThrow('meeting.wrong-state');
  await expect(closeMeeting(world.as('marat'), assessmentId, { version: draft.version })).rejects.toThrow('meeting.wrong-state');
  const [row] = await world.database.read((tx) => tx.select({ id: meetings.id }).from(meetings));
  const meetingId = row?.id ?? '';
  const past = [
    world.database.transaction(async (tx) => void (await tx.update(meetings).set({ summary: 'x' }))),
    world.database.transaction(async (tx) => void (await tx.update(meetingOpinions).set({ words: 'x' }))),
    world.database.transaction(async (tx) => void (await tx.delete(meetingDecisions))),
    world.database.transaction(async (tx) => void (await tx.insert(meetingOpinions).values({ meetingId, userId: world.people.marat.userId, opinion: 'agrees' }))),
    world.database.transaction(async (tx) => void (await tx.insert(meetingDecisions).values({ meetingId, subject: 'x', decision: 'adopted' }))),
  ];
  for (const change of past) await expect(change).rejects.toThrow('closed minutes');
});

test('where the PMPC asks for minutes, the issue waits until they are closed', async () => {
  const world = await openWorld();
  await askForMinutes(world);
  const id = await signed(world);
  const { assessmentId } = await examinationOf(world, id);
  const version = await versionOf(world, id);
  await expect(issueConclusion(world.as('marat'), id, { version, withoutEnd: false })).rejects.toThrow('conclusion.minutes-open');
  await heard(world, assessmentId);
  await expect(issueConclusion(world.as('marat'), id, { version, withoutEnd: false })).rejects.toThrow('conclusion.minutes-open');
  await closeMeeting(world.as('marat'), assessmentId, { version: 1 });
  expect((await issueConclusion(world.as('marat'), id, { version, withoutEnd: false })).number).toBe(1);
});

test('a PMPC that does not ask for minutes issues without them', async () => {
  const world = await openWorld();
  expect((await issued(world)).number).toBe(1);
});

test('what the meeting declined is pointed out while the draft still recommends it', async () => {
  const world = await openWorld();
  const { assessmentId, conclusionId } = await onTable(world);
  const { decisions, ...draft } = await minutesOf(world, assessmentId);
  const changed = decisions.map((row) => (row.subject === 'assistant' ? { ...row, decision: 'declined' as const, note: 'Әзірге қажет емес.' } : row));
  await saveMinutes(world.as('aigerim'), assessmentId, { ...draft, decisions: changed });
  const { declined, text, version } = await openConclusion(world.as('marat'), conclusionId);
  expect(declined).toEqual(['assistant']);
  await saveConclusion(world.as('aigerim'), conclusionId, { ...text, version, assistantNeeded: false });
  expect((await openConclusion(world.as('marat'), conclusionId)).declined).toEqual([]);
  expect((await openMeeting(world.as('marat'), assessmentId)).subjects.find(({ subject }) => subject === 'assistant')).toMatchObject({ decision: 'declined', isGone: true });
});
