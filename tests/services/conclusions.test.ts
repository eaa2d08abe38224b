import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  assessmentMembers, assessments, auditEntries, children, conclusionChecks, conclusionConditions, conclusionSignatures, conclusions, consents, extracts,
  recommendations, referenceItems, referrals, requestPapers, requests, settings,
} from '#db/schema';
import { listConclusions } from '~/services/conclusion-lists.server';
import { openConclusion, openConclusionDraft, openConclusionPaper } from '~/services/conclusion-sheets.server';
import { issueConclusion, signConclusion } from '~/services/conclusion-signatures.server';
import { prepareConclusion, saveConclusion, startConclusion } from '~/services/conclusions.server';
import { papersOwed, queueReferral, stepRequest } from '~/services/queueing.server';
import { answerConsent } from '../support/story-assessments';
import { bodyOf, drafted, draftOf, examined, issued, MEDICAL_WORD, signed, signedBy, versionOf } from '../support/story-conclusions';
import { examinationOf } from '../support/story-meetings';
import { openWorld, restrict, type World } from '../support/world';

const all = { q: '', show: 'all' as const, after: null };
const TWO_MONTHS_ON = new Date('2026-12-14T06:00:00Z');

test('a member starts the conclusion from the signed sections, and the record says so', async () => {
  const world = await openWorld();
  const id = await startConclusion(world.as('aigerim'), await examined(world), { psychologist: 'психолог' });
  const { text, state, number } = await openConclusion(world.as('aigerim'), id);
  expect({ state, number }).toEqual({ state: 'draft', number: null });
  expect(text.strengths).toContain('speech_therapist: күшті жағы');
  expect(text.needs).toContain('Психолог: psychologist: қажеттілігі');
  const lines = await world.database.read((tx) =>
    tx.select({ action: auditEntries.action }).from(auditEntries).where(and(eq(auditEntries.subjectId, id), eq(auditEntries.detail, 'started'))),
  );
  expect(lines).toEqual([{ action: 'conclusion.draft' }]);
});

test('where two specialists differ, the draft proposes the level with more support and shows both', async () => {
  const world = await openWorld();
  const id = await startConclusion(world.as('aigerim'), await examined(world));
  const draft = await openConclusionDraft(world.as('zhanar'), id);
  expect(draft?.domains.find(({ domain }) => domain === 'SOC')).toEqual({
    domain: 'SOC',
    withSupport: 2,
    withoutSupport: 3,
    by: [
      { specialty: 'psychologist', withSupport: 1, withoutSupport: 3 },
      { specialty: 'speech_therapist', withSupport: 2, withoutSupport: 2 },
    ],
  });
});

test('nothing of the medical section comes into the draft, nor to the head who reads it', async () => {
  const world = await openWorld();
  const id = await startConclusion(world.as('marat'), await examined(world));
  expect(JSON.stringify(await openConclusion(world.as('marat'), id))).not.toContain(MEDICAL_WORD);
  const draft = await openConclusionDraft(world.as('marat'), id);
  expect(JSON.stringify(draft)).not.toContain(MEDICAL_WORD);
  expect(draft?.domains.map(({ domain }) => domain)).toEqual(['COG', 'SPL', 'EMO', 'SOC', 'SLF', 'LRN']);
});

test('before anybody has signed there is nothing to start from', async () => {
  const world = await openWorld();
  const assessmentId = await examined(world, { unsigned: ['psychologist', 'speech_therapist', 'special_pedagogue', 'neurologist'] });
  expect((await prepareConclusion(world.as('aigerim'), assessmentId)).whyNot).toBe('conclusion.no-finding-signed');
  await expect(startConclusion(world.as('aigerim'), assessmentId)).rejects.toThrow('conclusion.no-finding-signed');
});

test('starting twice leads to one conclusion', async () => {
  const world = await openWorld();
  const assessmentId = await examined(world);
  expect(await startConclusion(world.as('marat'), assessmentId)).toBe(await startConclusion(world.as('aigerim'), assessmentId));
});

test('once the consent to the examination is withdrawn, no conclusion is issued', async () => {
  const world = await openWorld();
  const id = await signed(world);
  await world.database.transaction(async (tx) => {
    await tx.insert(consents).values({
      childId: world.alikhan, guardianId: world.danaGuardian, purpose: 'examination', state: 'withdrawn', manner: 'electronic',
      answeredOn: '2026-10-14', recordedBy: world.people.dana.userId, recordedAt: world.as('dana').now, sequence: 2,
    });
  });
  await expect(issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false })).rejects.toThrow('consent.needed');
});

test('nobody outside the team and its head sees or writes a draft', async () => {
  const world = await openWorld();
  const id = await drafted(world, { notNeeded: ['neurologist'] });
  for (const person of ['timur', 'gulnar', 'otherHead', 'saule', 'bolat', 'ainur', 'dana', 'erlan', 'roza', 'kanat', 'nurlan'] as const) {
    await expect(openConclusion(world.as(person), id), person).rejects.toThrow('not-found');
    await expect(openConclusionDraft(world.as(person), id), person).rejects.toThrow('not-found');
    await expect(saveConclusion(world.as(person), id, draftOf(2)), person).rejects.toThrow('not-found');
  }
});

test('whoever saves over a newer version gets both texts and changes nothing', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const version = await versionOf(world, id);
  const { text } = await openConclusion(world.as('zhanar'), id);
  await saveConclusion(world.as('zhanar'), id, { ...text, version, strengths: 'Жанар жазды.' });
  const refused = saveConclusion(world.as('aigerim'), id, { ...text, version, strengths: 'Айгерім жазды.' });
  await expect(refused).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { strengths: 'Жанар жазды.', version: String(version + 1) } });
  expect((await openConclusion(world.as('aigerim'), id)).text.strengths).toBe('Жанар жазды.');
});

test('a domain nobody rated cannot be slipped into the levels', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const slipped = draftOf(await versionOf(world, id), { levels: [{ domain: 'MOT', withSupport: 1, withoutSupport: 1 }] });
  await expect(saveConclusion(world.as('aigerim'), id, slipped)).rejects.toThrow('malformed');
});

test('a change makes the signatures void, saving the same text does not', async () => {
  const world = await openWorld();
  const id = await signed(world);
  const { text, version } = await openConclusion(world.as('aigerim'), id);
  await saveConclusion(world.as('aigerim'), id, { ...text, version });
  expect((await openConclusion(world.as('aigerim'), id)).quorum).toMatchObject({ signed: 4, needed: 4, whyNot: null });
  await saveConclusion(world.as('aigerim'), id, { ...text, version, needs: 'Басқа қажеттілік.' });
  const edited = await openConclusion(world.as('aigerim'), id);
  expect(edited.quorum).toMatchObject({ signed: 0, whyNot: 'conclusion.too-few-signatures' });
  expect(new Set(edited.team.map(({ state }) => state))).toEqual(new Set(['outdated']));
  await expect(issueConclusion(world.as('marat'), id, { version: edited.version, withoutEnd: false })).rejects.toThrow('conclusion.too-few-signatures');
});

test('a member signs once the own section is signed, and only the version that stands', async () => {
  const world = await openWorld();
  const id = await drafted(world, { unsigned: ['speech_therapist'] });
  const version = await versionOf(world, id);
  await expect(signConclusion(world.as('zhanar'), id, { version })).rejects.toThrow('finding.not-signed');
  await expect(signConclusion(world.as('asel'), id, { version: version - 1 })).rejects.toMatchObject({ theirs: { version: String(version) } });
  await signConclusion(world.as('asel'), id, { version });
  await expect(signConclusion(world.as('asel'), id, { version })).rejects.toThrow('conclusion.signed-already');
  const rows = await world.database.read((tx) => tx.select({ specialty: conclusionSignatures.specialty }).from(conclusionSignatures));
  expect(rows).toEqual([{ specialty: 'special_pedagogue' }]);
});

test('the head does not sign for the team, and the team does not issue', async () => {
  const world = await openWorld();
  const id = await signed(world);
  const version = await versionOf(world, id);
  await expect(signConclusion(world.as('marat'), id, { version })).rejects.toThrow('not-found');
  await expect(issueConclusion(world.as('zhanar'), id, { version, withoutEnd: false })).rejects.toThrow('not-found');
});

test('two signatures do not issue a conclusion, and the answer says how many are needed', async () => {
  const world = await openWorld();
  const id = await drafted(world, { notNeeded: ['neurologist', 'special_pedagogue'] });
  await signedBy(world, id, ['aigerim', 'zhanar']);
  const issue = issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false });
  await expect(issue).rejects.toMatchObject({ reason: 'conclusion.too-few-signatures', values: { needed: 3 } });
});

test('a PMPC may set another quorum for itself', async () => {
  const world = await openWorld();
  const id = await drafted(world, { notNeeded: ['neurologist', 'special_pedagogue'] });
  await signedBy(world, id, ['aigerim', 'zhanar']);
  await world.database.transaction(async (tx) => {
    await tx.insert(settings).values([
      { key: 'quorum.signatures', organisationId: world.places.pmpc, value: '2' },
      { key: 'quorum.signatures', organisationId: '', value: '4' },
    ]);
  });
  const { number } = await issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false });
  expect(number).toBe(1);
});

test('with a member who is not needed, the other three are enough', async () => {
  const world = await openWorld();
  const { number } = await issued(world, { notNeeded: ['neurologist'] });
  expect(number).toBe(1);
});

test('the author, even the head, waits for somebody else to issue', async () => {
  const world = await openWorld();
  const id = await signed(world, { by: 'marat' });
  await expect(issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false })).rejects.toThrow('needs-second-person');
  expect(await openConclusion(world.as('marat'), id)).toMatchObject({ can: { issue: false }, quorum: { whyNot: 'conclusion.author-cannot-issue' } });
});

test('an unfinished conclusion is not issued', async () => {
  const world = await openWorld();
  const id = await signed(world, { change: { programme: null } });
  await expect(issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false })).rejects.toThrow('conclusion.incomplete');
});

test('a conclusion without a last day is issued only when the head says so', async () => {
  const world = await openWorld();
  const id = await signed(world, { change: { validUntil: null } });
  const version = await versionOf(world, id);
  await expect(issueConclusion(world.as('marat'), id, { version, withoutEnd: false })).rejects.toThrow('conclusion.incomplete');
  const { extractId } = await issueConclusion(world.as('marat'), id, { version, withoutEnd: true });
  expect((await bodyOf(world, extractId)).validUntil).toBeNull();
});

test('the issue closes the examination and the referral and ends the team’s window in thirty days', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const state = await world.database.read(async (tx) => ({
    assessment: (await tx.select({ state: assessments.state }).from(assessments))[0]?.state,
    referral: (await tx.select({ state: referrals.state }).from(referrals))[0]?.state,
    windows: (await tx.select({ validTo: assessmentMembers.validTo }).from(assessmentMembers)).map(({ validTo }) => validTo),
  }));
  expect(state).toEqual({ assessment: 'closed', referral: 'closed', windows: Array.from({ length: 4 }, () => '2026-11-13') });
  const later = world.as('aigerim', TWO_MONTHS_ON);
  expect((await openConclusion(later, id)).state).toBe('issued');
  await expect(openConclusionDraft(later, id)).rejects.toThrow('not-found');
});

test('a referral that was withdrawn meanwhile takes the child from the PMPC, and nothing is issued', async () => {
  const world = await openWorld();
  const id = await signed(world);
  await world.database.transaction(async (tx) => {
    await tx.update(referrals).set({ state: 'withdrawn' });
  });
  await expect(issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false })).rejects.toThrow('not-found');
});

test('a PMPC that registered the child itself does not issue on a withdrawn referral either, and nothing is half done', async () => {
  const world = await openWorld();
  const id = await signed(world);
  await world.database.transaction(async (tx) => {
    await tx.update(referrals).set({ state: 'withdrawn' });
    await tx.update(children).set({ registeredOrganisationId: world.places.pmpc });
  });
  await expect(issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false })).rejects.toThrow('referral.wrong-state');
  expect((await openConclusion(world.as('marat'), id)).state).toBe('draft');
});

test('once the consent is withdrawn the draft is neither changed nor signed', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const version = await versionOf(world, id);
  await answerConsent(world, 'withdrawn');
  await expect(saveConclusion(world.as('zhanar'), id, draftOf(version, { needs: 'Басқаша.' }))).rejects.toThrow('consent.needed');
  await expect(signConclusion(world.as('zhanar'), id, { version })).rejects.toThrow('consent.needed');
  expect(await versionOf(world, id)).toBe(version);
});

test('a draft stops with its referral, even where the PMPC registered the child itself', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const version = await versionOf(world, id);
  await world.database.transaction(async (tx) => {
    await tx.update(referrals).set({ state: 'withdrawn' });
    await tx.update(children).set({ registeredOrganisationId: world.places.pmpc });
  });
  await expect(saveConclusion(world.as('marat'), id, draftOf(version, { needs: 'Басқаша.' }))).rejects.toThrow('referral.wrong-state');
  expect(await versionOf(world, id)).toBe(version);
});

test('conclusions issued at once get different numbers, and a new year starts again from one', async () => {
  const world = await openWorld();
  const ids = [await signed(world), await signed(world, { childId: world.otherChild })];
  const made = await Promise.all(
    ids.map(async (id) => issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false })),
  );
  expect(made.map(({ number }) => number).sort()).toEqual([1, 2]);
  const again = await signed(world);
  const nextYear = world.as('marat', new Date('2027-01-11T06:00:00Z'));
  expect((await issueConclusion(nextYear, again, { version: await versionOf(world, again), withoutEnd: false })).number).toBe(1);
});

test('pressing issue twice issues once', async () => {
  const world = await openWorld();
  const id = await signed(world);
  const version = await versionOf(world, id);
  const press = () => issueConclusion(world.as('marat'), id, { version, withoutEnd: false }).then(() => 'issued', (error: Error) => error.message);
  expect((await Promise.all([press(), press()])).sort()).toEqual(['conclusion.wrong-state', 'issued']);
});

test('an issued conclusion never changes, not even past the services', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const version = await versionOf(world, id);
  await expect(saveConclusion(world.as('aigerim'), id, draftOf(version))).rejects.toThrow('conclusion.wrong-state');
  await expect(signConclusion(world.as('aigerim'), id, { version })).rejects.toThrow('conclusion.wrong-state');
  const change = world.database.transaction(async (tx) => {
    await tx.update(conclusions).set({ strengths: 'басқа' }).where(eq(conclusions.id, id));
  });
  await expect(change).rejects.toThrow('an issued conclusion never changes');
  const conditions = world.database.transaction(async (tx) => {
    await tx.delete(conclusionConditions).where(eq(conclusionConditions.conclusionId, id));
  });
  await expect(conditions).rejects.toThrow('an issued conclusion never changes');
  const extract = world.database.transaction(async (tx) => {
    await tx.update(extracts).set({ digest: 'another' });
  });
  await expect(extract).rejects.toThrow('an extract never changes');
});

test('the extract holds what the school needs and no word or level of the medical section', async () => {
  const world = await openWorld();
  const { extractId, number } = await issued(world);
  const body = await bodyOf(world, extractId);
  expect(body).toMatchObject({
    edition: 2,
    number,
    issuedOn: '2026-10-14',
    child: { birthYear: '2018' },
    programme: 'adapted',
    assistant: { needed: true, hours: 12.5, from: '2026-11-01', to: '2027-05-25' },
    sessions: [{ specialty: 'speech_therapist', form: 'individual', perWeek: 2 }],
  });
  expect(body.helps).toContain('special_pedagogue: көмегі');
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`${MEDICAL_WORD}|neurologist|MOT|HWB|withSupport`));
});

test('a guardian reads the conclusion once it is issued', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const page = await openConclusion(world.as('dana'), id);
  expect(page).toMatchObject({ state: 'issued', can: { edit: false, sign: false, issue: false, share: true, extract: true }, quorum: null });
  expect(page.team.every(({ state }) => state === 'signed')).toBe(true);
  expect(JSON.stringify(page)).not.toContain(MEDICAL_WORD);
});

test('another family, the school and another PMPC know nothing of an issued conclusion', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  for (const person of ['erlan', 'saule', 'bolat', 'ainur', 'otherHead', 'gulnar', 'kanat', 'nurlan'] as const) {
    await expect(openConclusion(world.as(person), id), person).rejects.toThrow('not-found');
    await expect(openConclusionPaper(world.as(person), id), person).rejects.toThrow('not-found');
  }
});

test('a specialist keeps the conclusion of the own team, and does not get a later one of others', async () => {
  const world = await openWorld();
  const own = await issued(world);
  const others = await issued(world, { notNeeded: ['speech_therapist'] });
  await expect(openConclusion(world.as('zhanar'), others.id)).resolves.toMatchObject({ state: 'issued' });
  const after = world.as('zhanar', TWO_MONTHS_ON);
  await expect(openConclusion(after, own.id)).resolves.toMatchObject({ number: own.number });
  await expect(openConclusion(after, others.id)).rejects.toThrow('not-found');
  await expect(openConclusionPaper(after, others.id)).rejects.toThrow('not-found');
});

test('a guardian from whom documents are kept finds no conclusion', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await restrict(world, world.danaGuardian, 'documents');
  await expect(openConclusion(world.as('dana'), id)).rejects.toThrow('not-found');
});

test('a guardian restricted by location reads no school or class, on the page or on paper', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await restrict(world, world.danaGuardian, 'location');
  const paper = await openConclusionPaper(world.as('dana'), id);
  expect(paper).toMatchObject({ school: null, child: { className: null } });
});

test('the head lists the PMPC’s conclusions and finds one by name or number', async () => {
  const world = await openWorld();
  await issued(world);
  await drafted(world, { childId: world.otherChild });
  const list = await listConclusions(world.as('marat'), all);
  expect(list).toMatchObject({ total: 2, next: null });
  const found = async (change: Partial<Parameters<typeof listConclusions>[1]>) => (await listConclusions(world.as('marat'), { ...all, ...change })).rows.map(({ name }) => name);
  expect(await found({ q: 'алихан' })).toHaveLength(1);
  expect(await found({ q: '№ 1' })).toEqual(await found({ show: 'issued' }));
  expect(await found({ q: '7' })).toEqual([]);
  expect(await found({ show: 'draft' })).toHaveLength(1);
  const [first, second] = list.rows;
  expect(await found({ after: { key: String(Date.parse(first?.savedAt ?? '')), id: first?.id ?? '' } })).toEqual([second?.name]);
});

test('nobody but the head lists conclusions', async () => {
  const world = await openWorld();
  for (const person of ['aigerim', 'gulnar', 'saule', 'bolat', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(listConclusions(world.as(person), all), person).rejects.toThrow('not-found');
  }
  expect((await listConclusions(world.as('otherHead'), all)).total).toBe(0);
});

test('fifty signatures at once are four, and the quorum is neither more nor less', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const version = await versionOf(world, id);
  const team = ['aigerim', 'zhanar', 'asel', 'timur'] as const;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => signConclusion(world.as(team[index % 4] ?? 'aigerim'), id, { version }).then(() => 'signed', (error: Error) => error.message)),
  );
  expect(answers.filter((answer) => answer === 'signed')).toHaveLength(4);
  expect(answers.filter((answer) => answer === 'conclusion.signed-already')).toHaveLength(46);
  expect((await openConclusion(world.as('marat'), id)).quorum).toMatchObject({ signed: 4, needed: 4, whyNot: null });
});

test('a text that changes among fifty signatures leaves only those under the version that stands', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const { text, version } = await openConclusion(world.as('aigerim'), id);
  const team = ['aigerim', 'zhanar', 'asel', 'timur'] as const;
  const sign = (index: number) => signConclusion(world.as(team[index % 4] ?? 'aigerim'), id, { version }).then(() => 'signed', (error: Error) => error.message);
  const before = Array.from({ length: 3 }, (_, index) => sign(index));
  const change = saveConclusion(world.as('aigerim'), id, { ...text, version, needs: 'Басқа қажеттілік.' });
  const after = Array.from({ length: 47 }, (_, index) => sign(index));
  const issue = issueConclusion(world.as('marat'), id, { version, withoutEnd: false }).then(() => 'issued', (error: Error) => error.message);
  expect(await change).toBe(version + 1);
  expect(new Set(await Promise.all(before))).toEqual(new Set(['signed']));
  expect(new Set(await Promise.all(after))).toEqual(new Set(['changed-meanwhile']));
  expect(await issue).toBe('changed-meanwhile');
  expect((await openConclusion(world.as('marat'), id)).quorum).toMatchObject({ signed: 0, needed: 4, whyNot: 'conclusion.too-few-signatures' });
});

test('whoever signs a text that has moved on gets the text that stands', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const { text, version } = await openConclusion(world.as('aigerim'), id);
  await saveConclusion(world.as('aigerim'), id, { ...text, version, needs: 'Басқа қажеттілік.' });
  await expect(signConclusion(world.as('zhanar'), id, { version })).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { needs: 'Басқа қажеттілік.', version: String(version + 1) } });
});

test('recommendations are kept as data, word by word', async () => {
  const world = await openWorld();
  const more = { placements: ['special-class' as const, 'correction-room' as const], examConditions: ['breaks' as const, 'reader' as const], personalHelper: true, repeatFirstYear: true, nextExamOn: '2027-05-20' };
  const { id, extractId } = await issued(world, { change: more });
  expect((await openConclusion(world.as('dana'), id)).text).toMatchObject(more);
  const { nextExamOn: _, ...toSchool } = more;
  expect((await bodyOf(world, extractId)).more).toEqual(toSchool);
});

test('the issue opens the list of recommendations, makes the check of the paper and closes the request', async () => {
  const world = await openWorld();
  const id = await signed(world);
  const { referralId } = await examinationOf(world, id);
  const requestId = await queued(world, referralId);
  await brought(world, requestId);
  await world.database.transaction((tx) => stepRequest(world.as('aigerim'), tx, { referralId }, 'seen', '2026-10-13'));
  await issueConclusion(world.as('marat'), id, { version: await versionOf(world, id), withoutEnd: false });
  const state = await world.database.read(async (tx) => ({
    lines: (await tx.select({ kind: recommendations.kind, state: recommendations.state }).from(recommendations).where(eq(recommendations.conclusionId, id))).length,
    checks: (await tx.select({ digest: conclusionChecks.digest }).from(conclusionChecks).where(eq(conclusionChecks.conclusionId, id))).length,
    request: (await tx.select({ state: requests.state }).from(requests))[0]?.state,
  }));
  expect(state).toEqual({ lines: 6, checks: 1, request: 'closed' });
});

test('while the family owes a mandatory paper the conclusion waits', async () => {
  const world = await openWorld();
  const id = await signed(world);
  const requestId = await queued(world, (await examinationOf(world, id)).referralId);
  const version = await versionOf(world, id);
  await expect(issueConclusion(world.as('marat'), id, { version, withoutEnd: false })).rejects.toThrow('conclusion.papers-owed');
  expect((await openConclusion(world.as('marat'), id)).quorum?.whyNot).toBe('conclusion.papers-owed');
  await brought(world, requestId);
  expect((await issueConclusion(world.as('marat'), id, { version, withoutEnd: false })).number).toBe(1);
});

/** The referral stands in the queue. */
async function queued(world: World, referralId: string): Promise<string> {
  return world.database.transaction((tx) => queueReferral(world.as('saule'), tx, { id: referralId, childId: world.alikhan, pmpcId: world.places.pmpc, channel: 'school' }));
}

/** Every mandatory paper has been seen. */
async function brought(world: World, requestId: string): Promise<void> {
  await world.database.transaction(async (tx) => {
    const [request] = await tx.select({ referralId: requests.referralId }).from(requests).where(eq(requests.id, requestId));
    const owed = await papersOwed(tx, request?.referralId ?? '');
    if (owed.length > 0) await tx.insert(requestPapers).values(owed.map((paper) => ({ requestId, paper, state: 'present' as const })));
  });
}

test('a new edition of the form needs no code: new drafts are printed by it, older conclusions keep theirs', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const { form: first } = await openConclusionPaper(world.as('marat'), id);
  expect(first.id).toBe('pmpc-conclusion@2026-01-01');
  const next = { ...first, id: 'pmpc-conclusion@2026-10-01', from: '2026-10-01', title: { kk: 'Жаңа нысан', ru: 'Новая форма' }, parts: [{ code: 'needs', title: { kk: 'Бала қажеттіліктері', ru: 'Потребности ребёнка' }, note: { kk: 'Бұйрыққа сай', ru: 'По приказу' } }] };
  await world.database.transaction(async (tx) => {
    await tx.insert(referenceItems).values({ collection: 'forms', item: next.id, position: 99, body: next, edition: 'test' });
  });
  const later = await issued(world, { childId: world.otherChild });
  expect((await openConclusionPaper(world.as('marat'), later.id)).form).toEqual(next);
  expect((await openConclusionPaper(world.as('marat'), id)).form).toEqual(first);
});
