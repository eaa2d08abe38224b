import type { Domain, FindingState, Level } from '~/domain/findings';
import { useWords } from '~/i18n/words';
import { Card, Section, Stack } from '../ui/card';
import { DataList } from '../ui/list';
import { Notice } from '../ui/notice';
import { LevelDots } from '../ui/stair';
import { SaidAnswers, SaidParts, WaitingAreas, type SaidPartsProps } from './said-parts';

interface RatedDomain {
  domain: Domain;
  withSupport: Level;
  withoutSupport: Level;
  evidence: string;
  effect: number | null;
}

interface FindingSheetProps extends SaidPartsProps {
  state: FindingState;
  strengths: string;
  needs: string;
  helps: string;
  recommendations: string;
  amendReason: string | null;
  newerId: string | null;
  levels: RatedDomain[];
  /** Areas of a draft that wait for a level. */
  waiting: Domain[];
}

/** A specialist's section to read: strengths first, the levels in words, and what the present support gives. */
export function FindingSheet({ state, amendReason, newerId, levels, waiting, answers, codes, milestones, tools, ...text }: FindingSheetProps) {
  const { m, fill } = useWords();
  const words = m.findings.page;
  const names = m.findings.form;
  return (
    <Stack>
      {state === 'draft' && <Notice kind="info">{words.draft}</Notice>}
      {newerId && <Notice kind="watch" action={<a href={`/findings/${newerId}`}>{words.newer}</a>}>{words.replaced}</Notice>}
      {amendReason && <p>{fill(words.amended, { reason: amendReason })}</p>}
      <Part title={names.strengths} text={text.strengths} />
      <SaidAnswers answers={answers} />
      <WaitingAreas waiting={waiting} />
      {levels.length > 0 && (
        <Section id="levels" title={names.levels}>
          <DataList
            caption={names.levels}
            captionHidden
            items={levels}
            itemKey={({ domain }) => domain}
            columns={[
              { head: words.area, names: true, cell: ({ domain }) => m.vocabulary.domains[domain] },
              { head: names.withoutSupport, cell: ({ withoutSupport }) => <LevelWords level={withoutSupport} /> },
              { head: names.withSupport, cell: ({ withSupport }) => <LevelWords level={withSupport} /> },
              { head: words.effect, cell: ({ effect }) => <Effect effect={effect} /> },
              { head: words.evidence, cell: ({ evidence }) => <span className="whitespace-pre-line break-words">{evidence || '—'}</span> },
            ]}
          />
        </Section>
      )}
      <SaidParts codes={codes} milestones={milestones} tools={tools} />
      <Part title={names.needs} text={text.needs} />
      <Part title={names.helps} text={text.helps} />
      <Part title={names.recommendations} text={text.recommendations} />
    </Stack>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  const { m } = useWords();
  return (
    <Section title={title}>
      <Card>
        <p className={text ? 'max-w-reading whitespace-pre-line break-words' : 'small'}>{text || m.findings.page.nothing}</p>
      </Card>
    </Section>
  );
}

function LevelWords({ level }: { level: Level }) {
  const { m } = useWords();
  return (
    <span className="level">
      {level <= 4 && <LevelDots level={level} of={4} />}
      <span>{level}: {m.vocabulary.levels[level]}</span>
    </span>
  );
}

function Effect({ effect }: { effect: number | null }) {
  const { m, count } = useWords();
  const words = m.findings.effect;
  if (effect === null) return <>{words.unknown}</>;
  if (effect === 0) return <>{words.same}</>;
  return <>{effect > 0 ? count(effect, words.helps) : words.harder}</>;
}
