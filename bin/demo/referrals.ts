import type { ReferralDraft } from '~/domain/referrals';
import { saveReferral, sendReferral, withdrawReferral } from '~/services/referrals.server';
import type { Part } from './agenda';
import type { Registered } from './children';
import { takes, type Life } from './lives';
import type { Stage } from './stage';

const COMPLETE = {
  characteristic: 'present',
  'work-samples': 'present',
  'medical-extract': 'present',
  'development-history': 'present',
  'support-record': 'present',
  'previous-conclusion': 'present',
} as const satisfies ReferralDraft['documents'];

const LACKING = { ...COMPLETE, 'medical-extract': 'requested', 'previous-conclusion': 'missing' } as const satisfies ReferralDraft['documents'];

/** Writes the referral with the consents on paper and, when the story goes on, sends it. */
export async function* refer(stage: Stage, life: Life, child: Registered, days: { drafted: string; sent: string }): Part<string> {
  const { home, portrait, plot } = life;
  yield days.drafted;
  const referralId = await saveReferral(stage.as(home.coordinator, days.drafted, '11:00'), child.childId, {
    pmpcId: stage.places[home.pmpc],
    reason: stage.mark('referral', portrait.reason),
    tried: stage.mark('referral', portrait.tried),
    documents: plot.papersLack ? LACKING : COMPLETE,
    send: false,
    agreed: true,
    guardianId: child.guardianId,
    agreedOn: days.drafted,
  });
  if (!takes(life, 'sent')) return referralId;
  yield days.sent;
  await sendReferral(stage.as(home.coordinator, days.sent, '15:00'), referralId);
  return referralId;
}

/** The family has changed its mind. */
export function takeBack(stage: Stage, life: Life, referralId: string, day: string): Promise<void> {
  return withdrawReferral(stage.as(life.home.coordinator, day, '14:00'), referralId);
}
