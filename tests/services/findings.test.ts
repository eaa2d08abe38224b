import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assessmentMembers, assessments, auditEntries, conclusions, findingNotes, findings, referrals } from '#db/schema';
import { firstBrokenLine } from '~/services/audit.server';
import { openAssessment, pmpcToday } from '~/services/assessments.server';
import { amendFinding, openFinding, openNotes, openOwnFinding, openOwnSection, saveFinding, saveNotes, signFinding } from '~/services/findings.server';
import { answerConsent, examinedChild, findingOf, scheduledAssessment, signedFinding, writtenFinding } from '../support/story-assessments';
import { openWorld, restrict, type Person, type World } from '../support/world';

const allOf = (world: World) => world.database.read((tx) => tx.select().from(findings).orderBy(findings.edition));
const STRANGERS = ['saule', 'bolat', 'ainur', 'roza', 'yerbol', 'erlan', 'kanat', 'nurlan', 'otherHead', 'gulnar'] as const satisfies Person[];

async function issue(world: World, assessmentId: string): Promise<void> {
  await world.database.transaction(async (tx) => {
    await tx.insert(conclusions).values({
      assessmentId, childId: world.alikhan, pmpcId: world.places.pmpc, authorId: world.people.aigerim.userId, state: 'issued', number: 1,
      numberYear: 2026, issuedOn: '2026-10-22', issuedBy: world.people.marat.userId, createdAt: new Date(), savedAt: new Date(),
    });
    await tx.update(assessments).set({ state: 'closed' }).where(eq(assessments.id, assessmentId));
  });
}

test('the first save begins the section and opens the examination; the record says who wrote', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', id);
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ findingId, version: 1, text: { needs: 'Қысқа нұсқау.' }, blocked: null });
  expect((await openAssessment(world.as('marat'), id)).state).toBe('open');
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectId, findingId)));
  expect(lines).toMatchObject([{ action: 'finding.record', actorId: world.people.aigerim.userId, detail: 'begun' }]);
  expect(await world.database.read(firstBrokenLine)).toBeNull();
});

test('each specialist writes the own section only, medical ones under their own right', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await writtenFinding(world, 'aigerim', id);
  await writtenFinding(world, 'timur', id);
  expect((await allOf(world)).map(({ specialty, authorId, medical }) => [specialty, authorId, medical])).toEqual([
    ['psychologist', world.people.aigerim.userId, false],
    ['neurologist', world.people.timur.userId, true],
  ]);
  const lines = await world.database.read((tx) => tx.select({ action: auditEntries.action }).from(auditEntries).where(eq(auditEntries.detail, 'begun')));
  expect(lines.map(({ action }) => action)).toEqual(['finding.record', 'finding.record-medical']);
});

test('an area of another specialty cannot be rated', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await expect(saveFinding(world.as('aigerim'), id, findingOf('neurologist'))).rejects.toThrow('finding.not-your-domain');
  expect(await allOf(world)).toEqual([]);
});

test('nobody outside the team writes a section, the head included', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { team: ['aigerim'] });
  for (const person of [...STRANGERS, 'marat', 'zhanar', 'timur', 'dana'] as const) {
    await expect(saveFinding(world.as(person), id, findingOf('psychologist')), person).rejects.toThrow('not-found');
    await expect(openOwnSection(world.as(person), id), person).rejects.toThrow('not-found');
  }
});

test('being in one examination gives nothing on another one of the same child', async () => {
  const world = await openWorld();
  const old = await scheduledAssessment(world, { team: ['zhanar'] });
  const findingId = await signedFinding(world, 'zhanar', old);
  await world.database.transaction(async (tx) => {
    await tx.update(assessmentMembers).set({ validTo: '2026-10-13', validFrom: '2026-09-01' });
    const [row] = await tx.select().from(assessments);
    const [referral] = await tx.select().from(referrals);
    if (!row || !referral) throw new Error('the story has no examination');
    await tx.update(referrals).set({ state: 'closed' });
    await tx.insert(referrals).values({ ...referral, id: 'another-referral', state: 'accepted' });
    await tx.insert(assessments).values({ ...row, id: 'another-assessment', referralId: 'another-referral' });
    await tx.insert(assessmentMembers).values({ assessmentId: 'another-assessment', userId: world.people.aigerim.userId, specialty: 'psychologist', validFrom: '2026-10-07' });
  });
  await expect(openAssessment(world.as('aigerim'), 'another-assessment')).resolves.toMatchObject({ id: 'another-assessment' });
  await expect(openAssessment(world.as('aigerim'), old)).rejects.toThrow('not-found');
  await expect(openFinding(world.as('aigerim'), findingId)).rejects.toThrow('not-found');
  await expect(saveFinding(world.as('aigerim'), old, findingOf('psychologist'))).rejects.toThrow('not-found');
});

test('without a written consent nothing is written, and withdrawing it stops the next save', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await answerConsent(world, 'refused');
  await expect(writtenFinding(world, 'aigerim', id)).rejects.toThrow('finding.no-consent');
  await answerConsent(world, 'given');
  const findingId = await writtenFinding(world, 'aigerim', id);
  await answerConsent(world, 'withdrawn');
  await expect(writtenFinding(world, 'aigerim', id, { version: 1, needs: 'жаңа' })).rejects.toThrow('finding.no-consent');
  await expect(signFinding(world.as('aigerim'), findingId, 1)).rejects.toThrow('finding.no-consent');
  await expect(saveNotes(world.as('aigerim'), findingId, { body: 'хаттама', version: 0 })).rejects.toThrow('finding.no-consent');
  expect((await allOf(world))[0]).toMatchObject({ needs: 'Қысқа нұсқау.', state: 'draft' });
});

test('a save over an older version gets both texts and changes nothing', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await writtenFinding(world, 'aigerim', id);
  await writtenFinding(world, 'aigerim', id, { version: 1, needs: 'Бірінші терезе' });
  await expect(writtenFinding(world, 'aigerim', id, { version: 1, needs: 'Екінші терезе' })).rejects.toMatchObject({
    reason: 'changed-meanwhile',
    theirs: { needs: 'Бірінші терезе', version: '2', 'levels.COG.withoutSupport': '3' },
  });
  await expect(writtenFinding(world, 'aigerim', id)).rejects.toMatchObject({ reason: 'changed-meanwhile' });
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ version: 2, text: { needs: 'Бірінші терезе' } });
});

test('an area left out of a save keeps its levels', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await writtenFinding(world, 'aigerim', id);
  await writtenFinding(world, 'aigerim', id, { version: 1, levels: {} });
  expect((await openOwnSection(world.as('aigerim'), id)).levels.map(({ domain }) => domain)).toEqual(['COG', 'EMO', 'SOC']);
});

test('a section without strengths is not signed', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', id, { strengths: '' });
  expect(await openOwnFinding(world.as('aigerim'), findingId)).toMatchObject({ whyNotSign: 'finding.strengths-first', can: { sign: true } });
  await expect(signFinding(world.as('aigerim'), findingId, 1)).rejects.toThrow('finding.strengths-first');
});

test('a signature binds the version that was read', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', id);
  await writtenFinding(world, 'aigerim', id, { version: 1, needs: 'кейінгі мәтін' });
  await expect(signFinding(world.as('aigerim'), findingId, 1)).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { version: '2' } });
  await signFinding(world.as('aigerim'), findingId, 2);
  expect(await openFinding(world.as('aigerim'), findingId)).toMatchObject({ state: 'signed', signedAt: '2026-10-14T06:00:00.000Z', can: { edit: false, sign: false, amend: true } });
});

test('only the author signs', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', id);
  for (const person of ['zhanar', 'timur', 'marat', 'gulnar', 'saule', 'dana'] as const) {
    await expect(signFinding(world.as(person), findingId, 1), person).rejects.toThrow('not-found');
    await expect(amendFinding(world.as(person), findingId, 'себеп'), person).rejects.toThrow('not-found');
  }
});

test('a signed section never changes, not even by hand in the database', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await signedFinding(world, 'aigerim', id);
  await expect(writtenFinding(world, 'aigerim', id, { version: 1 })).rejects.toThrow('finding.signed');
  await expect(signFinding(world.as('aigerim'), findingId, 1)).rejects.toThrow('finding.signed');
  const byHand = world.database.transaction(async (tx) => {
    await tx.update(findings).set({ needs: 'басқа' }).where(eq(findings.id, findingId));
  });
  await expect(byHand).rejects.toThrow();
  expect((await openFinding(world.as('aigerim'), findingId)).needs).toBe('Қысқа нұсқау.');
});

test('a correction is a new edition; the signed one stands until the new one is signed, then steps back unchanged', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const first = await signedFinding(world, 'aigerim', id);
  const second = await amendFinding(world.as('aigerim'), first, 'Жаңа бақылау.');
  await expect(amendFinding(world.as('aigerim'), first, 'тағы')).rejects.toThrow('changed-meanwhile');
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ findingId: second, amendReason: 'Жаңа бақылау.', text: { needs: 'Қысқа нұсқау.' } });
  expect((await openOwnSection(world.as('aigerim'), id)).levels).toHaveLength(3);
  expect(await openFinding(world.as('zhanar'), first)).toMatchObject({ state: 'signed', newerId: null });
  await expect(openFinding(world.as('zhanar'), second)).rejects.toThrow('not-found');

  await writtenFinding(world, 'aigerim', id, { version: 1, needs: 'Жаңа мәтін.' });
  await signFinding(world.as('aigerim'), second, 2);
  expect(await openFinding(world.as('zhanar'), first)).toMatchObject({ state: 'replaced', needs: 'Қысқа нұсқау.', newerId: second });
  expect(await openFinding(world.as('zhanar'), second)).toMatchObject({ state: 'signed', edition: 2, needs: 'Жаңа мәтін.' });
});

test('a draft is for its author alone', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', id);
  await expect(openFinding(world.as('aigerim'), findingId)).resolves.toMatchObject({ mine: true, state: 'draft' });
  for (const person of ['zhanar', 'timur', 'marat', 'dana', ...STRANGERS] as const) {
    await expect(openFinding(world.as(person), findingId), person).rejects.toThrow('not-found');
  }
});

test('a signed pedagogical section is read by the team and the head, and by the family only after the issue', async () => {
  const world = await openWorld();
  const { assessmentId, findings: signed } = await examinedChild(world);
  const findingId = signed.aigerim ?? '';
  for (const person of ['zhanar', 'timur', 'marat'] as const) await expect(openFinding(world.as(person), findingId), person).resolves.toMatchObject({ mine: false });
  for (const person of ['dana', ...STRANGERS] as const) await expect(openFinding(world.as(person), findingId), person).rejects.toThrow('not-found');
  await issue(world, assessmentId);
  expect(await openFinding(world.as('dana'), findingId)).toMatchObject({ head: { className: null }, can: { openAssessment: false, notes: false }, amendReason: null });
  for (const person of STRANGERS) await expect(openFinding(world.as(person), findingId), person).rejects.toThrow('not-found');
});

test('the medical section is read by the team, and by the family after the issue; never by the head or a school', async () => {
  const world = await openWorld();
  const { assessmentId, findings: signed } = await examinedChild(world);
  const findingId = signed.timur ?? '';
  for (const person of ['aigerim', 'zhanar', 'timur'] as const) await expect(openFinding(world.as(person), findingId), person).resolves.toMatchObject({ medical: true });
  for (const person of ['marat', 'dana', ...STRANGERS] as const) await expect(openFinding(world.as(person), findingId), person).rejects.toThrow('not-found');
  await issue(world, assessmentId);
  await expect(openFinding(world.as('dana'), findingId)).resolves.toMatchObject({ medical: true });
  for (const person of ['marat', ...STRANGERS] as const) await expect(openFinding(world.as(person), findingId), person).rejects.toThrow('not-found');
});

test('a section that was replaced is staff’s to read, not the family’s', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const first = await signedFinding(world, 'aigerim', id);
  const second = await amendFinding(world.as('aigerim'), first, 'Себебі бар.');
  await signFinding(world.as('aigerim'), second, 1);
  await issue(world, id);
  await expect(openFinding(world.as('dana'), first)).rejects.toThrow('not-found');
  expect(await openFinding(world.as('dana'), second)).toMatchObject({ amendReason: null });
});

test('opening a section is written down under its own word', async () => {
  const world = await openWorld();
  const { findings: signed } = await examinedChild(world, ['aigerim', 'timur']);
  await openFinding(world.as('zhanar'), signed.aigerim ?? '');
  await openFinding(world.as('zhanar'), signed.timur ?? '');
  const lines = await world.database.read((tx) => tx.select({ action: auditEntries.action }).from(auditEntries).where(eq(auditEntries.actorId, world.people.zhanar.userId)));
  expect(lines.map(({ action }) => action)).toEqual(['finding.open-others', 'finding.open-medical']);
});

test('raw notes are sealed and for their author alone', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', id);
  await saveNotes(world.as('aigerim'), findingId, { body: 'CNR-notes', version: 0 });
  expect(await openNotes(world.as('aigerim'), findingId)).toMatchObject({ body: 'CNR-notes', version: 1, can: { edit: true } });
  for (const person of ['zhanar', 'timur', 'marat', 'dana', ...STRANGERS] as const) {
    await expect(openNotes(world.as(person), findingId), person).rejects.toThrow('not-found');
    await expect(saveNotes(world.as(person), findingId, { body: 'x', version: 1 }), person).rejects.toThrow('not-found');
  }
  expect(JSON.stringify(await openFinding(world.as('aigerim'), findingId))).not.toContain('CNR-notes');
  expect(await world.database.read((tx) => tx.select({ body: findingNotes.body }).from(findingNotes))).toEqual([{ body: 'CNR-notes' }]);
});

test('notes changed in two windows are both kept in sight', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', id);
  await saveNotes(world.as('aigerim'), findingId, { body: 'бірінші', version: 0 });
  await expect(saveNotes(world.as('aigerim'), findingId, { body: 'екінші', version: 0 })).rejects.toMatchObject({ theirs: { body: 'бірінші', version: '1' } });
});

test('after the examination is closed nothing in it is written any more', async () => {
  const world = await openWorld();
  const { assessmentId, findings: signed } = await examinedChild(world, ['aigerim']);
  await issue(world, assessmentId);
  await expect(writtenFinding(world, 'zhanar', assessmentId)).rejects.toThrow('finding.not-open');
  await expect(amendFinding(world.as('aigerim'), signed.aigerim ?? '', 'кеш')).rejects.toThrow('finding.not-open');
  await expect(saveNotes(world.as('aigerim'), signed.aigerim ?? '', { body: 'кеш', version: 0 })).rejects.toThrow('finding.not-open');
});

test('after the referral is withdrawn nothing is written, and the session leaves everybody’s day', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await writtenFinding(world, 'aigerim', id);
  await world.database.transaction(async (tx) => {
    await tx.update(referrals).set({ state: 'withdrawn' });
  });
  await expect(writtenFinding(world, 'aigerim', id, { version: 1 })).rejects.toThrow('finding.not-open');
  expect((await pmpcToday(world.as('aigerim'))).total).toBe(0);
});

test('a colleague who takes over a begun section starts afresh; the first author’s draft stays closed', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { team: ['aigerim'] });
  const draft = await writtenFinding(world, 'aigerim', id);
  await world.database.transaction(async (tx) => {
    await tx.update(assessmentMembers).set({ userId: world.people.zhanar.userId });
  });
  const ctx = world.as('zhanar');
  const colleague = { ...ctx, actor: { ...ctx.actor, specialty: 'psychologist' as const } };
  expect(await openOwnSection(colleague, id)).toMatchObject({ findingId: null, version: 0, text: { needs: '' } });
  await saveFinding(colleague, id, findingOf('psychologist'));
  expect((await allOf(world)).map(({ edition, authorId }) => [edition, authorId])).toEqual([[1, world.people.aigerim.userId], [2, world.people.zhanar.userId]]);
  await expect(openFinding(colleague, draft)).rejects.toThrow('not-found');
  await expect(openFinding(world.as('aigerim'), draft)).rejects.toThrow('not-found');
});

test('a guardian from whom documents are kept finds no section, not even after the issue', async () => {
  const world = await openWorld();
  const { assessmentId, findings: { aigerim = '', timur = '' } } = await examinedChild(world);
  await issue(world, assessmentId);
  await expect(openFinding(world.as('dana'), aigerim)).resolves.toMatchObject({ state: 'signed' });
  await restrict(world, world.danaGuardian, 'documents');
  for (const id of [aigerim, timur]) await expect(openFinding(world.as('dana'), id)).rejects.toThrow('not-found');
});
