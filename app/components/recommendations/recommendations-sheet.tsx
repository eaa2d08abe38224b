import type { Language } from '~/domain/languages';
import type { RecommendationState } from '~/domain/recommendations';
import { sayRecommendation, type SaidLine } from '~/i18n/recommended';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Card, CardPart, Section, Stack, Told } from '../ui/card';
import { EmptyState } from '../ui/list';
import { Notice } from '../ui/notice';
import { StateTag, type Tone } from '../ui/state-tag';

export interface ShownLine extends SaidLine {
  id: string;
  detail: string;
  state: RecommendationState;
  reason: string;
  interim: string;
  changedBy: string | null;
  changedAt: string | null;
  inPlan?: { perWeek: number; minutes: number } | null;
}

export interface ShownConclusion {
  conclusionId: string | null;
  extractId: string | null;
  number: number;
  issuedOn: string;
  pmpc: Record<Language, string>;
  isCurrent: boolean;
  lines: ShownLine[];
}

export const RECOMMENDATION_TONE: Record<RecommendationState, Tone> = { open: 'draft', 'in-progress': 'review', done: 'good', impossible: 'watch' };

/** Since when a line stands as it does, and who said so. */
export function Since({ line }: { line: Pick<ShownLine, 'changedAt' | 'changedBy'> }) {
  const { m, fill, moment } = useWords();
  const words = m.recommendations;
  if (!line.changedAt) return <>{words.notMarked}</>;
  return <>{line.changedBy ? fill(words.since, { day: moment(line.changedAt), who: line.changedBy }) : moment(line.changedAt)}</>;
}

/** What a line recommends, with the team's own words. */
export function LineWords({ line }: { line: SaidLine & { detail: string } }) {
  const { language, m } = useWords();
  const { what, how } = sayRecommendation(language, m, line);
  return (
    <>
      <span className="font-strong">{what}</span>
      {how && <span className="block">{how}</span>}
      {line.detail && <span className="small block whitespace-pre-wrap">{line.detail}</span>}
    </>
  );
}

interface RecommendationsSheetProps {
  conclusions: ShownConclusion[];
  isFamily: boolean;
  mayTrack: boolean;
  /** What to say where nothing is known yet. */
  empty: string;
}

/** The recommendations about one child, conclusion by conclusion, the newest first. */
export function RecommendationsSheet({ conclusions, isFamily, mayTrack, empty }: RecommendationsSheetProps) {
  const { m, fill, day, inOwn } = useWords();
  const words = m.recommendations;
  if (conclusions.length === 0) return <EmptyState title={words.empty.title} text={empty} />;
  return (
    <Stack>
      {conclusions.map((one) => (
        <Section
          key={`${one.number} ${one.issuedOn} ${one.conclusionId ?? one.extractId}`}
          title={fill(words.conclusion, { number: one.number, day: day(one.issuedOn) })}
          link={one.extractId ? { href: `/extracts/${one.extractId}`, label: words.toExtract } : one.conclusionId ? { href: `/conclusions/${one.conclusionId}`, label: words.toConclusion } : undefined}
        >
          <p className="small">{inOwn(one.pmpc).text}</p>
          {!one.isCurrent && <div className="mt-2"><Notice kind="readonly">{words.replaced}</Notice></div>}
          <div className="mt-2">
            <Card bare>
              {one.lines.map((line) => (
                <CardPart key={line.id} id={line.id}>
                  <Line line={line} isFamily={isFamily} mayTrack={mayTrack && one.isCurrent} />
                </CardPart>
              ))}
              {one.lines.length === 0 && <CardPart><p>{words.empty.title}</p></CardPart>}
            </Card>
          </div>
        </Section>
      ))}
    </Stack>
  );
}

function Line({ line, isFamily, mayTrack }: { line: ShownLine; isFamily: boolean; mayTrack: boolean }) {
  const { m, fill, number, language } = useWords();
  const words = m.recommendations;
  const told = [
    ...(line.reason ? [{ label: words.reason, text: <span className="whitespace-pre-wrap">{line.reason}</span> }] : []),
    ...(line.interim ? [{ label: words.interim, text: <span className="whitespace-pre-wrap">{line.interim}</span> }] : []),
  ];
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p className="min-w-0 flex-1 basis-60"><LineWords line={line} /></p>
        <StateTag tone={RECOMMENDATION_TONE[line.state]} text={m.vocabulary.recommendationStates[line.state]} />
      </div>
      {isFamily && <p className="mt-1">{words.plain.kinds[line.kind]} {words.plain.states[line.state]}</p>}
      <p className="small mt-1"><Since line={line} /></p>
      {line.inPlan && <p className="small">{fill(words.inPlan, { times: number(line.inPlan.perWeek), minutes: number(line.inPlan.minutes) })}</p>}
      {told.length > 0 && <div className="mt-2"><Told items={told} /></div>}
      {mayTrack && (
        <div className="mt-2 no-print">
          <LinkButton href={`/recommendations/${line.id}/state`}>
            {words.mark}
            <span className="sr-only">: {sayRecommendation(language, m, line).what}</span>
          </LinkButton>
        </div>
      )}
    </>
  );
}
