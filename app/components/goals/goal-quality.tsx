import { goalQuality, QUALITY_GATES, QUALITY_WEIGHTS, sheetOf, type QualityPart, type Texts, type WrittenGoal } from '~/domain/goals';
import { useWords } from '~/i18n/words';
import { StateTag, type Tone } from '../ui/state-tag';

interface GoalQualityProps {
  goal: WrittenGoal;
  plan: { needs: string; hasVoice: boolean };
  hints: Record<string, Texts>;
  wording: { term: string; suggestion: string }[];
}

const TONES: Record<'draft' | 'polish' | 'ready', Tone> = { draft: 'draft', polish: 'watch', ready: 'good' };

/** A checklist of what makes a goal clear, each open part with its hint. It never stands in the way of saving. */
export function GoalQuality({ goal, plan, hints, wording }: GoalQualityProps) {
  const { m, fill, inOwn } = useWords();
  const words = m.goals.quality;
  const { points, band } = goalQuality(sheetOf(goal, plan, wording.length));
  const parts = Object.keys(QUALITY_WEIGHTS) as QualityPart[];
  const isDone = (part: QualityPart) => (part === 'baseline' ? points[part] > 0 : points[part] === QUALITY_WEIGHTS[part]);
  const isGate = (part: QualityPart) => (QUALITY_GATES as readonly QualityPart[]).includes(part);
  return (
    <section aria-labelledby="quality">
      <h2 id="quality">{words.title}</h2>
      <p className="small">{words.lead}</p>
      <p className="mt-2"><StateTag tone={TONES[band]} text={words.bands[band]} /></p>
      <ul className="mt-2 grid gap-2">
        {parts.map((part) => (
          <li key={part}>
            <StateTag tone={isDone(part) ? 'good' : isGate(part) ? 'watch' : 'draft'} text={words.parts[part]} />
            <span className="sr-only"> {isDone(part) ? words.done : words.open}</span>
            {!isDone(part) && isGate(part) && <span className="small"> · {words.gate}</span>}
            {!isDone(part) && hints[part] && <p className="small">{inOwn(hints[part]).text}</p>}
          </li>
        ))}
      </ul>
      {wording.length > 0 && (
        <ul className="list small mt-2">
          {wording.map(({ term, suggestion }, index) => <li key={index}>{fill(words.wording, { term, suggestion })}</li>)}
        </ul>
      )}
    </section>
  );
}
