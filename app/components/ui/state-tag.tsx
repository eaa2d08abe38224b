/** draft: not begun or few data · review: someone is looking · good: agreed, on track, reached · watch: attention · late: overdue, refused. */
export type Tone = 'draft' | 'review' | 'good' | 'watch' | 'late';

const SHAPE: Record<Tone, JSX.Element> = {
  draft: <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" strokeWidth="2" />,
  review: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  good: <rect x="1" y="1" width="8" height="8" rx="1.5" fill="currentColor" />,
  watch: <path d="M5 .5L10 9.5H0z" fill="currentColor" />,
  late: <path d="M5 0l5 5-5 5-5-5z" fill="currentColor" />,
};

/** A state in a word, with a shape of its own: nothing rests on colour. */
export function StateTag({ tone, text }: { tone: Tone; text: string }) {
  return (
    <span className={`tag tone-${tone}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true">{SHAPE[tone]}</svg>
      {text}
    </span>
  );
}
