import type { Next } from '~/domain/cases';

type Step = Extract<Next, { step: unknown }>;

/** Where the button of a next step leads. */
export function addressOf({ step, id }: Step, childId: string): string {
  switch (step) {
    case 'add-guardian':
      return `/children/${childId}/guardians/new`;
    case 'make-referral':
      return `/children/${childId}/referrals/new`;
    case 'send-referral':
      return `/referrals/${id}`;
    case 'accept-referral':
      return `/referrals/${id}/acceptance`;
    case 'hold-examination':
      return `/assessments/${id}`;
    case 'write-finding':
      return `/assessments/${id}/finding`;
    case 'write-conclusion':
      return `/assessments/${id}/conclusion`;
    case 'finish-conclusion':
    case 'sign-conclusion':
    case 'issue-conclusion':
      return `/conclusions/${id}`;
    case 'start-plan':
      return `/children/${childId}/plans/new`;
    case 'go-on-plan':
      return `/plans/${id}/edit`;
    case 'share-plan':
    case 'approve-plan':
    case 'renew-plan':
      return `/plans/${id}`;
    case 'cover-hours':
      return `/needs/${id}/assignment`;
    case 'record':
      return `/goals/${id}/entries/new`;
  }
}
