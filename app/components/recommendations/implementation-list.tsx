import type { Language } from '~/domain/languages';
import { RECOMMENDATION_STATES } from '~/domain/recommendations';
import { useWords } from '~/i18n/words';
import { Card, CardPart, Section, Stack } from '../ui/card';
import { EmptyState, FilterBar, Pager } from '../ui/list';
import { StateTag } from '../ui/state-tag';
import { LineWords, RECOMMENDATION_TONE, Since, type ShownLine } from './recommendations-sheet';

export interface ImplementedChild {
  id: string;
  name: string;
  birthYear: string;
  className: string | null;
  number: number;
  issuedOn: string;
  pmpc: Record<Language, string>;
  lines: ShownLine[];
}

const SHOWN = ['all', 'open', 'in-progress', 'done', 'impossible'] as const;

interface ImplementationListProps {
  rows: ImplementedChild[];
  total: number;
  next: string | null;
  query: { q: string; show: (typeof SHOWN)[number]; later: boolean };
}

/** A school's children with what is recommended and how far it has come. */
export function ImplementationList({ rows, total, next, query }: ImplementationListProps) {
  const { m, fill, count, number, day, inOwn } = useWords();
  const words = m.recommendations.implementation;
  const filtered = query.q !== '' || query.show !== 'all';
  const address = (after?: string) => {
    const params = new URLSearchParams();
    if (query.q) params.set('q', query.q);
    if (query.show !== 'all') params.set('show', query.show);
    if (after) params.set('after', after);
    return `/recommendations/report${params.size ? `?${params}` : ''}`;
  };
  return (
    <>
      <FilterBar
        action="/recommendations/report"
        label={m.frame.search.label}
        search={{ name: 'q', label: m.frame.list.search, value: query.q }}
        selects={[{ name: 'show', label: m.frame.list.filter, value: query.show, options: SHOWN.map((value) => ({ value, label: words.show[value] })) }]}
        submit={m.frame.search.submit}
        clear={filtered ? { href: '/recommendations/report', label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState title={words.empty.title} text={filtered ? words.empty.search : words.empty.text} />
      ) : (
        <>
          <p className="font-strong mb-2">{count(total, words.count)}</p>
          <Stack>
            {rows.map((child) => (
              <Section key={child.id} title={child.name} link={{ href: `/children/${child.id}/recommendations`, label: m.recommendations.title }}>
                <p className="small">{[child.birthYear, child.className, fill(m.recommendations.conclusion, { number: child.number, day: day(child.issuedOn) }), inOwn(child.pmpc).text].filter(Boolean).join(' · ')}</p>
                <details className="mt-2" open={query.show !== 'all' || query.q !== ''}>
                  <summary><StatesOf lines={child.lines} /></summary>
                  <div className="mt-2">
                    <Card bare>
                      {child.lines.map((line) => (
                        <CardPart key={line.id}>
                          <div className="flex flex-wrap items-start justify-between gap-2">
                            <p className="min-w-0 flex-1 basis-60"><LineWords line={line} /></p>
                            <StateTag tone={RECOMMENDATION_TONE[line.state]} text={m.vocabulary.recommendationStates[line.state]} />
                          </div>
                          <p className="small mt-1"><Since line={line} /></p>
                          {line.reason && <p className="small whitespace-pre-wrap">{m.recommendations.reason}: {line.reason}</p>}
                          {line.interim && <p className="small whitespace-pre-wrap">{m.recommendations.interim}: {line.interim}</p>}
                        </CardPart>
                      ))}
                    </Card>
                  </div>
                </details>
              </Section>
            ))}
          </Stack>
          <Pager
            label={m.frame.list.paging}
            count={fill(m.frame.list.shown, { shown: number(rows.length), total: number(total) })}
            first={query.later ? { href: address(), label: m.frame.list.first } : undefined}
            next={next ? { href: address(next), label: m.frame.list.next } : undefined}
          />
        </>
      )}
    </>
  );
}

/** How many recommendations of a child stand where, closed over the lines themselves. */
function StatesOf({ lines }: { lines: ShownLine[] }) {
  const { m, count, number } = useWords();
  const stand = RECOMMENDATION_STATES.map((state) => ({ state, n: lines.filter((line) => line.state === state).length })).filter(({ n }) => n > 0);
  return (
    <>
      {count(lines.length, m.recommendations.count)}{' '}
      {stand.map(({ state, n }) => <span key={state}><StateTag tone={RECOMMENDATION_TONE[state]} text={`${m.vocabulary.recommendationStates[state]}: ${number(n)}`} />{' '}</span>)}
    </>
  );
}
