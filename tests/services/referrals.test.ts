import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assessmentMembers, assessments, auditEntries, consents, guardians, newId, referrals } from '#db/schema';
import type { ReferralState } from '#db/vocabulary';
import { alikhanDraft, NOW, openWorld, restrict, type World } from '../support/world';
import { consentsOnPaper, draftedReferral, referralDraft, sentReferral } from '../support/story-referrals';
import { recordConsent } from '~/services/consents.server';
import { listChildren, registerChild } from '~/services/children.server';
import { listReferrals, openReferral, reviseReferral, saveReferral, sendReferral, startReferral, startRevision, withdrawReferral } from '~/services/referrals.server';

const everything = { q: '', show: 'all' as const, after: null };

/** A guardian's own tick. */
const ticked = { agreed: true, guardianId: '', agreedOn: null } as const;

async function stateOf(world: World, id: string): Promise<ReferralState | undefined> {
  const [row] = await world.database.read((tx) => tx.select({ state: referrals.state }).from(referrals).where(eq(referrals.id, id)));
  return row?.state;
}

async function put(world: World, id: string, state: ReferralState): Promise<void> {
  await world.database.transaction(async (tx) => {
    await tx.update(referrals).set({ state }).where(eq(referrals.id, id));
  });
}

function revisionOf(world: World, version: number, change = {}) {
  const { pmpcId, reason, tried, documents, send } = referralDraft(world);
  return { pmpcId, reason, tried, documents, send, version, ...change };
}

test('a coordinator refers a child, and both consents on the paper stand in the ledger', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  expect(await stateOf(world, id)).toBe('sent');
  const lines = await world.database.read((tx) => tx.select().from(consents));
  expect(lines.map(({ purpose, state, manner, answeredOn }) => ({ purpose, state, manner, answeredOn }))).toEqual([
    { purpose: 'examination', state: 'given', manner: 'paper', answeredOn: '2026-10-12' },
    { purpose: 'personal-data', state: 'given', manner: 'paper', answeredOn: '2026-10-12' },
  ]);
  const record = await world.database.read((tx) => tx.select({ action: auditEntries.action, detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.subjectId, id)));
  expect(record).toEqual([{ action: 'referral.create', detail: 'draft' }, { action: 'referral.create', detail: 'sent' }]);
});

test('without consent nothing is written, not even a draft', async () => {
  const world = await openWorld();
  await expect(saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { agreed: false }))).rejects.toThrow('consent.needed');
  await expect(saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { agreedOn: '2026-10-15' }))).rejects.toThrow('field.in-the-future');
  expect(await world.database.read((tx) => tx.select().from(referrals))).toEqual([]);
  expect(await world.database.read((tx) => tx.select().from(consents))).toEqual([]);
});

test('a paper of somebody else’s guardian carries no referral', async () => {
  const world = await openWorld();
  const [stranger] = await world.database.read((tx) => tx.select({ id: guardians.id }).from(guardians).where(eq(guardians.childId, world.otherChild)));
  await expect(saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { guardianId: stranger?.id ?? '' }))).rejects.toThrow('consent.not-this-guardian');
});

test('a child without a guardian on record is not referred', async () => {
  const world = await openWorld();
  const child = await registerChild(world.as('saule'), { ...alikhanDraft, givenName: 'Айша' });
  await expect(saveReferral(world.as('saule'), child, referralDraft(world))).rejects.toThrow('referral.no-guardian');
});

test('a consent that stands is not written a second time', async () => {
  const world = await openWorld();
  await consentsOnPaper(world);
  await saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { agreed: false, guardianId: '', agreedOn: null }));
  expect(await world.database.read((tx) => tx.select().from(consents))).toHaveLength(2);
});

test('a teacher refers the child once the consents are on record, and not before', async () => {
  const world = await openWorld();
  await expect(saveReferral(world.as('bolat'), world.alikhan, referralDraft(world))).rejects.toThrow('consent.needed');
  expect((await startReferral(world.as('bolat'), world.alikhan)).consenting).toBe('missing');
  await consentsOnPaper(world);
  const id = await saveReferral(world.as('bolat'), world.alikhan, referralDraft(world));
  expect(await openReferral(world.as('bolat'), id)).toMatchObject({ state: 'draft', can: { edit: true, withdraw: true, accept: false } });
});

test('a mother applies herself with her own consent, and the school is not told', async () => {
  const world = await openWorld();
  const id = await saveReferral(world.as('dana'), world.alikhan, referralDraft(world, { ...ticked, send: true }));
  const lines = await world.database.read((tx) => tx.select({ manner: consents.manner, guardianId: consents.guardianId }).from(consents));
  expect(lines).toEqual([{ manner: 'electronic', guardianId: world.danaGuardian }, { manner: 'electronic', guardianId: world.danaGuardian }]);
  expect(await openReferral(world.as('marat'), id)).toMatchObject({ byFamily: true, from: null, state: 'sent' });
  await expect(openReferral(world.as('saule'), id)).rejects.toThrow('not-found');
  await expect(openReferral(world.as('bolat'), id)).rejects.toThrow('not-found');
  expect((await listReferrals(world.as('saule'), everything)).rows).toEqual([]);
  expect((await listReferrals(world.as('gulnar'), everything)).rows).toMatchObject([{ other: null }]);
});

test('a mother’s draft is hers alone', async () => {
  const world = await openWorld();
  const id = await saveReferral(world.as('dana'), world.alikhan, referralDraft(world, ticked));
  for (const person of ['saule', 'bolat', 'marat', 'gulnar'] as const) {
    await expect(openReferral(world.as(person), id), person).rejects.toThrow('not-found');
    await expect(sendReferral(world.as(person), id), person).rejects.toThrow('not-found');
  }
  await sendReferral(world.as('dana'), id);
  expect(await stateOf(world, id)).toBe('sent');
});

test('a registrar refers a child registered at the PMPC', async () => {
  const world = await openWorld();
  const child = await registerChild(world.as('gulnar'), { ...alikhanDraft, givenName: 'Айша' });
  const guardianId = newId();
  await world.database.transaction((tx) =>
    tx.insert(guardians).values({ id: guardianId, childId: child, surname: 'Т', givenName: 'А', relation: 'mother', household: 'x', verifiedBy: world.people.gulnar.userId, validFrom: '2026-10-14' }).then(() => undefined),
  );
  const id = await saveReferral(world.as('gulnar'), child, referralDraft(world, { guardianId, send: true }));
  expect(await openReferral(world.as('gulnar'), id)).toMatchObject({ state: 'sent', byFamily: false, can: { accept: true, withdraw: false } });
});

test('people without a tie write no referral', async () => {
  const world = await openWorld();
  for (const person of ['ainur', 'aigerim', 'marat', 'erlan', 'roza', 'yerbol', 'kanat', 'nurlan'] as const) {
    await expect(saveReferral(world.as(person), world.alikhan, referralDraft(world)), person).rejects.toThrow('not-found');
    await expect(startReferral(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
});

test('a referral goes to a PMPC and nowhere else', async () => {
  const world = await openWorld();
  await expect(saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { pmpcId: world.places.otherSchool }))).rejects.toThrow('field.choose');
});

test('a child has one open referral to a PMPC, and may have one to another', async () => {
  const world = await openWorld();
  await sentReferral(world);
  await expect(draftedReferral(world)).rejects.toThrow('referral.open-already');
  await expect(saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { pmpcId: world.places.otherPmpc }))).resolves.toMatch(/-/);
});

test('a draft is sent only with a reason', async () => {
  const world = await openWorld();
  const id = await saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { reason: '' }));
  await expect(sendReferral(world.as('saule'), id)).rejects.toThrow('referral.no-reason');
  await reviseReferral(world.as('saule'), id, revisionOf(world, 1, { send: true }));
  expect(await stateOf(world, id)).toBe('sent');
});

test('a consent taken back meanwhile stops the sending', async () => {
  const world = await openWorld();
  const id = await draftedReferral(world);
  await recordConsent(world.as('dana'), world.alikhan, { purpose: 'examination', state: 'refused' });
  await expect(sendReferral(world.as('saule'), id)).rejects.toThrow('consent.needed');
  expect(await stateOf(world, id)).toBe('draft');
});

test('a sent referral is neither sent nor changed again, whatever came after', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  for (const state of ['sent', 'accepted', 'declined', 'withdrawn', 'closed'] as const) {
    await put(world, id, state);
    await expect(sendReferral(world.as('saule'), id), state).rejects.toThrow('referral.wrong-state');
    await expect(reviseReferral(world.as('saule'), id, revisionOf(world, 2)), state).rejects.toThrow('referral.wrong-state');
    expect((await startRevision(world.as('saule'), id)).isDraft, state).toBe(false);
  }
});

test('who saves a draft over an older version gets both texts and changes nothing', async () => {
  const world = await openWorld();
  const id = await draftedReferral(world);
  await reviseReferral(world.as('saule'), id, revisionOf(world, 1, { reason: 'first' }));
  const stale = reviseReferral(world.as('saule'), id, revisionOf(world, 1, { reason: 'second' }));
  await expect(stale).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { reason: 'first', version: '2' } });
  expect((await openReferral(world.as('saule'), id)).reason).toBe('first');
});

test('the PMPC sees a referral once it is sent to it, and no other PMPC does', async () => {
  const world = await openWorld();
  const id = await draftedReferral(world);
  for (const person of ['marat', 'gulnar'] as const) await expect(openReferral(world.as(person), id), person).rejects.toThrow('not-found');
  await sendReferral(world.as('saule'), id);
  expect((await openReferral(world.as('gulnar'), id)).can).toMatchObject({ accept: true, edit: false, withdraw: false });
  await expect(openReferral(world.as('otherHead'), id)).rejects.toThrow('not-found');
});

test('strangers, assistants and specialists without a session find no referral', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  for (const person of ['bolat', 'ainur', 'aigerim', 'erlan', 'roza', 'yerbol', 'kanat', 'nurlan'] as const) {
    await expect(openReferral(world.as(person), id), person).rejects.toThrow('not-found');
  }
  await expect(openReferral(world.as('saule'), newId())).rejects.toThrow('not-found');
});

test('a mother reads the sent referral without the name of the school or its staff', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  expect(await openReferral(world.as('dana'), id)).toMatchObject({ from: null, author: null, reason: referralDraft(world).reason, can: { withdraw: true, edit: false } });
});

test('a guardian restricted by location or documents gets neither place nor documents', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  await restrict(world, world.danaGuardian, 'location');
  await restrict(world, world.danaGuardian, 'documents');
  expect(await openReferral(world.as('dana'), id)).toMatchObject({ pmpc: null, documents: null, head: { className: null } });
  expect((await startReferral(world.as('dana'), world.alikhan)).pmpcs.some(({ near }) => near)).toBe(false);
});

test('a guardian without the portal finds no referral', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  await restrict(world, world.danaGuardian, 'portal');
  await expect(openReferral(world.as('dana'), id)).rejects.toThrow('not-found');
  await expect(withdrawReferral(world.as('dana'), id)).rejects.toThrow('not-found');
});

test('a referral is taken back by its school or the family, and by nobody else', async () => {
  for (const person of ['saule', 'dana'] as const) {
    const world = await openWorld();
    const id = await sentReferral(world);
    for (const other of ['bolat', 'marat', 'gulnar', 'aigerim', 'erlan', 'roza'] as const) {
      await expect(withdrawReferral(world.as(other), id), other).rejects.toThrow('not-found');
    }
    await withdrawReferral(world.as(person), id);
    expect(await stateOf(world, id), person).toBe('withdrawn');
  }
});

test('a teacher takes back the own referral and not a colleague’s', async () => {
  const world = await openWorld();
  await consentsOnPaper(world);
  const own = await saveReferral(world.as('bolat'), world.alikhan, referralDraft(world, { send: true }));
  const other = await saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { pmpcId: world.places.otherPmpc, send: true }));
  await withdrawReferral(world.as('bolat'), own);
  expect(await stateOf(world, own)).toBe('withdrawn');
  await expect(withdrawReferral(world.as('bolat'), other)).rejects.toThrow('not-found');
});

test('once the conclusion is issued a referral is not taken back', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  for (const state of ['closed', 'declined', 'withdrawn'] as const) {
    await put(world, id, state);
    await expect(withdrawReferral(world.as('saule'), id), state).rejects.toThrow('referral.wrong-state');
  }
});

test('with a withdrawn referral the child is closed to the PMPC and to the specialists of the session', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  await put(world, id, 'accepted');
  const assessmentId = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(assessments).values({
      id: assessmentId, childId: world.alikhan, referralId: id, pmpcId: world.places.pmpc, state: 'scheduled', examKind: 'primary', sessionOn: '2026-10-20',
      sessionAt: '10:00', room: '1', language: 'kk', createdBy: world.people.marat.userId, createdAt: NOW,
    });
    await tx.insert(assessmentMembers).values({ assessmentId, userId: world.people.aigerim.userId, specialty: 'psychologist', validFrom: '2026-10-06' });
  });
  expect((await openReferral(world.as('aigerim'), id)).assessmentId).toBe(assessmentId);
  await withdrawReferral(world.as('saule'), id);
  for (const person of ['aigerim', 'marat'] as const) {
    expect((await listChildren(world.as(person), { q: '', show: 'all', after: null })).total, person).toBe(0);
    await expect(openReferral(world.as(person), id), person).rejects.toThrow('not-found');
  }
});

test('the queue stands in the order of sending, with waiting days and awaited documents', async () => {
  const world = await openWorld();
  const draft = referralDraft(world, { send: true, agreedOn: '2026-10-01' });
  await saveReferral(world.as('saule', new Date('2026-10-04T06:00:00Z')), world.alikhan, draft);
  await saveReferral(world.as('erlan', new Date('2026-10-02T06:00:00Z')), world.otherChild, { ...draft, ...ticked });
  const { rows, as } = await listReferrals(world.as('gulnar'), { ...everything, show: 'sent' });
  expect(as).toBe('queue');
  expect(rows.map(({ name, waiting, debts, place }) => ({ name, waiting, debts, place }))).toEqual([
    { name: 'Ерланұлы Нұрбек Болатұлы', waiting: 12, debts: 2, place: 1 },
    { name: 'Серіков Әлихан Болатұлы', waiting: 10, debts: 2, place: 2 },
  ]);
});

test('a name is found in the queue, and keeps its place there', async () => {
  const world = await openWorld();
  await saveReferral(world.as('erlan', new Date('2026-10-02T06:00:00Z')), world.otherChild, referralDraft(world, { ...ticked, send: true }));
  await sentReferral(world);
  const { rows, total } = await listReferrals(world.as('marat'), { ...everything, q: 'алих' });
  expect(total).toBe(1);
  expect(rows).toMatchObject([{ name: 'Серіков Әлихан Болатұлы', place: 2 }]);
});

test('the queue turns its pages by key and loses nobody', async () => {
  const world = await openWorld();
  await consentsOnPaper(world);
  await world.database.transaction(async (tx) => {
    for (let n = 0; n < 30; n++) {
      await tx.insert(referrals).values({
        childId: world.alikhan, fromOrganisationId: world.places.school, pmpcId: world.places.pmpc, authorId: world.people.saule.userId,
        state: 'closed', reason: 'r', tried: 't', createdAt: NOW, sentAt: new Date(NOW.getTime() + Math.floor(n / 3) * 1000),
      });
    }
  });
  const first = await listReferrals(world.as('marat'), everything);
  const cut = first.next?.lastIndexOf('~') ?? 0;
  const after = { key: first.next?.slice(0, cut) ?? '', id: first.next?.slice(cut + 1) ?? '' };
  const second = await listReferrals(world.as('marat'), { ...everything, after });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([25, 5, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(30);
});

test('a school lists what it sent, newest first; nobody else has a list', async () => {
  const world = await openWorld();
  await sentReferral(world);
  expect((await listReferrals(world.as('saule'), everything)).rows).toMatchObject([{ state: 'sent', place: null, other: { kk: 'ПМПК' } }]);
  expect((await listReferrals(world.as('roza'), everything)).rows).toEqual([]);
  for (const person of ['bolat', 'ainur', 'aigerim', 'dana', 'kanat', 'nurlan'] as const) {
    expect(() => listReferrals(world.as(person), everything), person).toThrow('not-found');
  }
});

test('opening a referral is written down once in ten minutes', async () => {
  const world = await openWorld();
  const id = await sentReferral(world);
  await openReferral(world.as('marat'), id);
  await openReferral(world.as('marat'), id);
  const lines = await world.database.read((tx) =>
    tx.select({ childId: auditEntries.childId }).from(auditEntries).where(and(eq(auditEntries.action, 'referral.open'), eq(auditEntries.subjectId, id))),
  );
  expect(lines).toEqual([{ childId: world.alikhan }]);
});
