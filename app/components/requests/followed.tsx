import type { Language } from '~/domain/languages';
import type { PaperNeed } from '~/domain/papers-asked';
import type { RequestState } from '~/domain/requests';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Card, Row, Rows, Section } from '../ui/card';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { Expected, type ExpectedTurn } from './expected';

/** The form that asks for the follow-up code. */
export function FollowForm() {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.requests.follow;
  return (
    <>
      <ProblemSummary labels={{ code: words.code }} />
      <Send className="form">
        <TextField id="code" label={words.code} hint={words.codeHint} error={error('code')} defaultValue={typed('code')} inputProps={{ autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false }} />
        <Button kind="main" full>{words.submit}</Button>
      </Send>
      <p className="small mt-6">{words.lost}</p>
    </>
  );
}

export interface FollowedFor {
  state: RequestState;
  pmpc: Record<Language, string> & { locality: string };
  receivedOn: string;
  place: number | null;
  expected: ExpectedTurn | null;
  visit: { on: string; startsAt: string } | null;
  papers: { code: string; names: Record<Language, string>; where: Record<Language, string>; need: PaperNeed }[];
}

const OPEN: readonly RequestState[] = ['waiting', 'booked', 'seen'];

/** How far a request is, in plain words and without anybody's name. */
export function Followed({ state, pmpc, receivedOn, place, expected, visit, papers }: FollowedFor) {
  const { m, inOwn, day, fill, count } = useWords();
  const words = m.requests.follow;
  return (
    <div className="stack mt-4">
      <Notice kind={state === 'waiting' ? 'info' : state === 'booked' ? 'needs' : 'good'} role="status">
        <p className="font-strong">{words.states[state]}</p>
        {place !== null && <p>{count(place, words.place)}</p>}
      </Notice>
      {place !== null && <p className="small">{words.placeHint}</p>}
      <Card>
        <Rows>
          {visit && <Row label={words.visit}><b>{fill(words.visitAt, { day: day(visit.on), time: visit.startsAt })}</b></Row>}
          {place !== null && <Row label={words.expected}><Expected turn={expected} /></Row>}
          <Row label={words.pmpc}>{inOwn(pmpc).text}, {pmpc.locality}</Row>
          <Row label={words.received}>{day(receivedOn)}</Row>
        </Rows>
      </Card>
      {OPEN.includes(state) && (
        <Section id="papers" title={words.papers}>
          {papers.length === 0 ? (
            <p>{words.nothing}</p>
          ) : (
            <>
              <p className="small mb-2">{words.papersHint}</p>
              <ul className="list">
                {papers.map(({ code, names, where, need }) => (
                  <li key={code}>
                    {inOwn(names).text} <span className="small">({m.requests.needs[need]})</span>
                    <span className="small block">{inOwn(where).text}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Section>
      )}
      <p><a href="/request/follow">{words.again}</a></p>
    </div>
  );
}
