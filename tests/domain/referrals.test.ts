import { expect, test } from 'vitest';
import { daysWaiting, debtsOf, referralDraft, whyNotConsentFields, whyNotEdit, whyNotSend, whyNotWithdraw, REFERRAL_STATES } from '~/domain/referrals';

const PMPC = '00000000-0000-0000-0000-000000000001';

test('a draft may lack its reason, but what is sent may not', () => {
  expect(referralDraft.safeParse({ pmpcId: PMPC, reason: ' ', tried: '' }).success).toBe(true);
  const sent = referralDraft.safeParse({ pmpcId: PMPC, reason: ' ', tried: '', send: 'yes' });
  expect(sent.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['reason', 'field.required']]);
});

test('a document nobody spoke of is not there yet', () => {
  const { documents } = referralDraft.parse({ pmpcId: PMPC, reason: 'r', documents: { characteristic: 'present' } });
  expect(documents).toMatchObject({ characteristic: 'present', 'medical-extract': 'missing', 'previous-conclusion': 'missing' });
});

test('a reason of five thousand letters fits and one more does not, whatever the letters', () => {
  expect(referralDraft.safeParse({ pmpcId: PMPC, reason: '🌱'.repeat(5000) }).success).toBe(true);
  expect(referralDraft.safeParse({ pmpcId: PMPC, reason: 'ә'.repeat(5001) }).success).toBe(false);
});

test('a referral is sent once, with a reason and with the consents in force', () => {
  const ready = { state: 'draft', reason: 'why', consented: true } as const;
  expect(whyNotSend(ready)).toBeNull();
  expect(whyNotSend({ ...ready, reason: '  ' })).toBe('referral.no-reason');
  expect(whyNotSend({ ...ready, consented: false })).toBe('consent.needed');
  for (const state of REFERRAL_STATES.filter((other) => other !== 'draft')) expect(whyNotSend({ ...ready, state }), state).toBe('referral.wrong-state');
});

test('a referral is taken back until the conclusion is issued, and changed only as a draft', () => {
  expect(REFERRAL_STATES.filter((state) => whyNotWithdraw(state) === null)).toEqual(['draft', 'sent', 'accepted']);
  expect(REFERRAL_STATES.filter((state) => whyNotEdit(state) === null)).toEqual(['draft']);
});

test('every document that is not present is awaited', () => {
  expect(debtsOf([{ state: 'present' }, { state: 'requested' }, { state: 'missing' }])).toBe(2);
});

test('only a sent referral waits, from the day it was sent', () => {
  expect(daysWaiting('sent', '2026-10-01', '2026-10-14')).toBe(13);
  expect(daysWaiting('accepted', '2026-10-01', '2026-10-14')).toBe(0);
  expect(daysWaiting('draft', null, '2026-10-14')).toBe(0);
});

test('a paper consent needs the tick, the person and a day that has come; a guardian’s own only the tick', () => {
  const nothing = { agreed: false, guardianId: '', agreedOn: null };
  expect(whyNotConsentFields(nothing, 'paper', '2026-10-14')).toEqual({ agreed: 'consent.needed', guardianId: 'field.choose', agreedOn: 'field.required' });
  expect(whyNotConsentFields(nothing, 'own', '2026-10-14')).toEqual({ agreed: 'consent.needed' });
  expect(whyNotConsentFields({ agreed: true, guardianId: PMPC, agreedOn: '2026-10-15' }, 'paper', '2026-10-14')).toEqual({ agreedOn: 'field.in-the-future' });
  expect(whyNotConsentFields(nothing, 'on-record', '2026-10-14')).toBeNull();
});
