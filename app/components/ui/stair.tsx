/** The mark of Qadam: a rising stair of dots, the last one the next step. */
export function MarkSign() {
  return (
    <svg viewBox="0 0 30 22" aria-hidden="true">
      <path className="fill-accent" d="M.5 18.5a3 3 0 1 0 6 0 3 3 0 1 0-6 0M8 13.5a3 3 0 1 0 6 0 3 3 0 1 0-6 0M15.5 8.5a3 3 0 1 0 6 0 3 3 0 1 0-6 0" />
      <circle className="fill-needs" cx="26" cy="3.5" r="3" />
    </svg>
  );
}

/** The mark with the name, as a link home. */
export function Mark({ href = '/', name = 'Qadam' }: { href?: string; name?: string }) {
  return <a className="mark" href={href} aria-label={name}><MarkSign />{name}</a>;
}

export type StepState = 'done' | 'now' | 'todo';

export interface Step {
  label: string;
  /** A date or a number under the label. */
  detail?: string;
  state: StepState;
  href?: string;
}

/**
 * The child's way as a stair, first step lowest: solid where done, a ring where one stands, dotted where not yet.
 * `states` are the words a screen reader hears after each step. On a phone the steps stand one under another.
 */
export function Stair({ label, steps, states }: { label: string; steps: Step[]; states: Record<StepState, string> }) {
  return (
    <ol className="stair" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <b>{step.href ? <a href={step.href}>{step.label}</a> : step.label}</b>
          <span className="sr-only">{states[step.state]}</span>
          {step.detail && <span>{step.detail}</span>}
        </li>
      ))}
    </ol>
  );
}

/** The same stair as one small drawing, for the parent's page; the sentence beside it says where we are, and so does `label`. */
export function StairLine({ label, states }: { label: string; states: StepState[] }) {
  const width = 100 / states.length;
  return (
    <svg className="stair-line" viewBox="0 0 100 36" preserveAspectRatio="none" role="img" aria-label={label}>
      {states.map((state, index) => {
        const y = 32 - (index * 28) / Math.max(1, states.length - 1);
        return <line key={index} className={state} x1={index * width} x2={(index + 1) * width} y1={y} y2={y} vectorEffect="non-scaling-stroke" />;
      })}
    </svg>
  );
}

/** Rising dots, filled up to the level; a ring marks the target. A drawing only: the word stands beside it. */
export function LevelDots({ level, of = 5, target }: { level: number; of?: number; target?: number }) {
  const step = 38 / Math.max(1, of - 1);
  return (
    <svg viewBox="0 0 46 22" width="46" height="22" aria-hidden="true">
      {Array.from({ length: of }, (_, index) => {
        const number = index + 1;
        const name = number === target && number > level ? 'dot dot-aim' : number <= level ? 'dot dot-on' : 'dot';
        return <circle key={number} className={name} cx={4 + index * step} cy={18 - (index * 14) / Math.max(1, of - 1)} r={3} />;
      })}
    </svg>
  );
}

/** A level of a rubric in a word, with its dots. */
export function LevelStair({ level, of, target, text }: { level: number; of?: number; target?: number; text: string }) {
  return <span className="level"><LevelDots level={level} of={of} target={target} /><span>{text}</span></span>;
}
