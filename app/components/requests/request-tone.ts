import type { RequestState } from '~/domain/requests';
import type { Tone } from '../ui/state-tag';

/** The shape each state of a request is shown with. */
export const REQUEST_TONE: Record<RequestState, Tone> = { waiting: 'review', booked: 'good', seen: 'review', closed: 'good', withdrawn: 'draft' };
