import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, consents } from '#db/schema';
import { listConsents, recordTransfer, startTransfer, withdrawConsent } from '~/services/consents.server';
import { openCase } from '~/services/cases.server';
import { openHistory } from '~/services/histories.server';
import { MEDICAL_WORD, drafted } from '../support/story-conclusions';
import { knownElsewhere, tracked } from '../support/story-recommendations';
import { openWorld, restrict, type World } from '../support/world';

const toOther = (world: World, state: 'given' | 'refused' = 'given') => ({ pmpcId: world.places.otherPmpc, state });

test('a PMPC reads another one’s conclusions once the mother lets it, and not before', async () => {
  const world = await openWorld();
  const { number } = await tracked(world);
  await knownElsewhere(world);
  expect(await openHistory(world.as('otherHead'), world.alikhan)).toMatchObject({ agreedOn: null, conclusions: [] });
  await recordTransfer(world.as('dana'), world.alikhan, toOther(world));
  const page = await openHistory(world.as('otherHead'), world.alikhan);
  expect(page.conclusions).toMatchObject([{ number, issuedOn: '2026-10-14', programme: 'adapted', sessions: [{ specialty: 'speech_therapist', perWeek: 2 }] }]);
});

test('without consent a child with conclusions elsewhere looks like one without', async () => {
  const world = await openWorld();
  await knownElsewhere(world);
  const without = await openHistory(world.as('otherHead'), world.alikhan);
  await tracked(world);
  expect(await openHistory(world.as('otherHead'), world.alikhan)).toEqual(without);
});

test('a consent taken back closes the history with the next request', async () => {
  const world = await openWorld();
  await tracked(world);
  await knownElsewhere(world);
  const id = await recordTransfer(world.as('dana'), world.alikhan, toOther(world));
  await withdrawConsent(world.as('dana'), id);
  expect((await openHistory(world.as('otherHead'), world.alikhan)).conclusions).toEqual([]);
});

test('a consent for one PMPC opens nothing to another', async () => {
  const world = await openWorld();
  await tracked(world);
  await knownElsewhere(world);
  await recordTransfer(world.as('dana'), world.alikhan, { pmpcId: world.places.pmpc, state: 'given' });
  expect((await openHistory(world.as('otherHead'), world.alikhan)).agreedOn).toBeNull();
});

test('neither a draft nor a specialist’s section nor anything medical goes along', async () => {
  const world = await openWorld();
  await tracked(world);
  await drafted(world);
  await knownElsewhere(world);
  await recordTransfer(world.as('dana'), world.alikhan, toOther(world));
  const page = await openHistory(world.as('otherHead'), world.alikhan);
  expect(page.conclusions).toHaveLength(1);
  const text = JSON.stringify(page);
  for (const word of [MEDICAL_WORD, 'көмегі', 'дәлел', 'withoutSupport']) expect(text).not.toContain(word);
});

test('the own conclusions are not among those of others', async () => {
  const world = await openWorld();
  await tracked(world);
  await recordTransfer(world.as('dana'), world.alikhan, { pmpcId: world.places.pmpc, state: 'given' });
  expect(await openHistory(world.as('marat'), world.alikhan)).toMatchObject({ agreedOn: '2026-10-14', conclusions: [] });
});

test('a PMPC that does not know the child has no such page, whatever the consent says', async () => {
  const world = await openWorld();
  await tracked(world);
  await recordTransfer(world.as('dana'), world.alikhan, toOther(world));
  await expect(openHistory(world.as('otherHead'), world.alikhan)).rejects.toThrow('not-found');
});

test('the registrar, schools, families and others find no history', async () => {
  const world = await openWorld();
  await tracked(world);
  for (const person of ['gulnar', 'saule', 'bolat', 'ainur', 'dana', 'erlan', 'kanat', 'nurlan'] as const) {
    await expect(openHistory(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
});

test('a PMPC records the paper for itself, with its guardian and its day', async () => {
  const world = await openWorld();
  await tracked(world);
  await knownElsewhere(world);
  await recordTransfer(world.as('otherHead'), world.alikhan, { guardianId: world.danaGuardian, state: 'given', answeredOn: '2026-10-13' });
  expect((await openHistory(world.as('otherHead'), world.alikhan)).agreedOn).toBe('2026-10-13');
  const [line] = await world.database.read((tx) => tx.select({ to: consents.organisationId, manner: consents.manner }).from(consents).where(eq(consents.purpose, 'transfer')));
  expect(line).toEqual({ to: world.places.otherPmpc, manner: 'paper' });
});

test('a school is no PMPC, and a paper of tomorrow is refused', async () => {
  const world = await openWorld();
  await knownElsewhere(world);
  await expect(recordTransfer(world.as('dana'), world.alikhan, { pmpcId: world.places.school, state: 'given' })).rejects.toThrow('not-found');
  const paper = { guardianId: world.danaGuardian, state: 'given' as const, answeredOn: '2026-10-15' };
  await expect(recordTransfer(world.as('otherHead'), world.alikhan, paper)).rejects.toThrow('field.in-the-future');
});

test('schools and strangers record nothing, nor a guardian to whom documents are closed', async () => {
  const world = await openWorld();
  for (const person of ['saule', 'bolat', 'erlan', 'otherHead', 'aigerim', 'kanat'] as const) {
    await expect(startTransfer(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
    await expect(recordTransfer(world.as(person), world.alikhan, toOther(world)), person).rejects.toThrow('not-found');
  }
  await restrict(world, world.danaGuardian, 'documents');
  await expect(recordTransfer(world.as('dana'), world.alikhan, toOther(world))).rejects.toThrow('not-found');
});

test('that a family goes to another PMPC is told neither to the school nor to the PMPC it comes from', async () => {
  const world = await openWorld();
  await tracked(world);
  await knownElsewhere(world);
  await recordTransfer(world.as('dana'), world.alikhan, toOther(world));
  const transfers = async (person: 'saule' | 'marat' | 'otherHead' | 'dana') =>
    (await listConsents(world.as(person), world.alikhan)).rows.filter(({ purpose }) => purpose === 'transfer').map(({ to }) => to?.kk);
  expect([await transfers('saule'), await transfers('marat'), await transfers('otherHead'), await transfers('dana')]).toEqual([[], [], ['Басқа ПМПК'], ['Басқа ПМПК']]);
  for (const person of ['saule', 'marat'] as const) {
    const { happenings } = await openCase(world.as(person), world.alikhan, { group: null, before: null });
    expect(JSON.stringify(happenings), person).not.toContain('transfer');
  }
});

test('reading the history stands in the record of the child', async () => {
  const world = await openWorld();
  await knownElsewhere(world);
  await openHistory(world.as('otherHead'), world.alikhan);
  const lines = await world.database.read((tx) => tx.select({ detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'conclusion.open')));
  expect(lines).toEqual([{ detail: 'history' }]);
});
