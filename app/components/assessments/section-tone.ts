import type { SectionState } from '~/domain/assessments';
import type { Tone } from '../ui/state-tag';

/** The shape and colour of a section's state; its word always stands beside it. */
export const SECTION_TONE: Record<SectionState, Tone> = { 'not-started': 'draft', 'in-progress': 'review', done: 'good', 'not-needed': 'draft' };
