import type { ReferralDraft } from '~/domain/referrals';
import { recordConsent } from '~/services/consents.server';
import { saveReferral } from '~/services/referrals.server';
import type { World } from './world';

/** What Saule writes when Alikhan is referred, the mother's paper consent in her hand. */
export function referralDraft(world: World, change: Partial<ReferralDraft> = {}): ReferralDraft {
  return {
    pmpcId: world.places.pmpc,
    reason: 'Сөйлеуінде және назарын шоғырландыруда қолдау керек.',
    tried: 'Бір тоқсан бойы логопедпен жұмыс, суретті кесте.',
    documents: {
      characteristic: 'present',
      'work-samples': 'present',
      'medical-extract': 'requested',
      'development-history': 'missing',
      'support-record': 'present',
      'previous-conclusion': 'present',
    },
    send: false,
    agreed: true,
    guardianId: world.danaGuardian,
    agreedOn: '2026-10-12',
    ...change,
  };
}

/** A referral of Alikhan to the PMPC that is not sent yet; both consents are on record. */
export function draftedReferral(world: World, now?: Date): Promise<string> {
  return saveReferral(world.as('saule', now), world.alikhan, referralDraft(world));
}

/** A referral of Alikhan that waits at the PMPC; both consents are on record. */
export function sentReferral(world: World, now?: Date): Promise<string> {
  return saveReferral(world.as('saule', now), world.alikhan, referralDraft(world, { send: true }));
}

/** Both consents a referral needs, on paper from Alikhan's mother. */
export async function consentsOnPaper(world: World): Promise<void> {
  for (const purpose of ['examination', 'personal-data'] as const) {
    await recordConsent(world.as('saule'), world.alikhan, { guardianId: world.danaGuardian, purpose, state: 'given', answeredOn: '2026-10-12' });
  }
}
