import type { Domain, Level } from '~/domain/findings';
import type { MilestoneState } from '~/domain/milestones-of-age';
import type { Named, SectionField, UsedTool } from '~/domain/sections';
import { useWords } from '~/i18n/words';
import { Section, Told } from '../ui/card';
import { DataList } from '../ui/list';
import { Notice } from '../ui/notice';

export interface SaidPartsProps {
  answers: { code: string; kind: SectionField['kind']; names: Named; value: string; option: Named | null }[];
  codes: { code: string; label: Named | null; qualifier: Level }[];
  milestones: { id: string; text: Named; state: MilestoneState }[];
  tools: UsedTool[];
}

/** What the specialist looked at, under the names of the template it was written by. */
export function SaidAnswers({ answers }: Pick<SaidPartsProps, 'answers'>) {
  const { m, day, inOwn } = useWords();
  if (answers.length === 0) return null;
  return (
    <Section id="answers" title={m.findings.form.own}>
      <Told
        items={answers.map(({ kind, names, value, option }) => ({
          label: inOwn(names).text,
          text: <span className="whitespace-pre-line break-words">{option ? inOwn(option).text : kind === 'date' ? day(value) : value}</span>,
        }))}
      />
    </Section>
  );
}

/** ICF codes with their level in words, milestones and tools; a part nobody filled in is not there. */
export function SaidParts({ codes, milestones, tools }: Omit<SaidPartsProps, 'answers'>) {
  const { m, day, inOwn } = useWords();
  const words = m.findings.page;
  const names = m.findings.form;
  const levelsOf = (code: string) => (code.startsWith('e') ? m.findings.barriers : m.vocabulary.levels);
  return (
    <>
      {codes.length > 0 && (
        <Section id="codes" title={names.codes}>
          <DataList
            caption={names.codes}
            captionHidden
            items={codes}
            itemKey={({ code }) => code}
            columns={[
              { head: words.code, names: true, cell: ({ code, label }) => `${code} ${label ? inOwn(label).text : ''}` },
              { head: words.qualifier, cell: ({ code, qualifier }) => `${qualifier}: ${levelsOf(code)[qualifier]}` },
            ]}
          />
        </Section>
      )}
      {milestones.length > 0 && (
        <Section id="milestones" title={names.milestones}>
          <DataList
            caption={names.milestones}
            captionHidden
            items={milestones}
            itemKey={({ id }) => id}
            columns={[
              { head: words.milestone, names: true, cell: ({ text }) => inOwn(text).text },
              { head: words.seen, cell: ({ state }) => m.vocabulary.milestoneStates[state] },
            ]}
          />
        </Section>
      )}
      {tools.length > 0 && (
        <Section id="tools" title={names.tools}>
          <DataList
            caption={names.tools}
            captionHidden
            items={tools.map((tool, row) => ({ ...tool, row }))}
            itemKey={({ row }) => String(row)}
            columns={[
              { head: words.tool, names: true, cell: ({ name }) => <span className="break-words">{name}</span> },
              { head: names.usedOn, cell: ({ usedOn }) => (usedOn ? day(usedOn) : '—') },
            ]}
          />
        </Section>
      )}
    </>
  );
}

/** Which areas still wait for a level, for the author of a draft. */
export function WaitingAreas({ waiting }: { waiting: Domain[] }) {
  const { m, fill } = useWords();
  if (waiting.length === 0) return null;
  return <Notice kind="needs">{fill(m.findings.page.waiting, { areas: waiting.map((domain) => m.vocabulary.domains[domain]).join(', ') })}</Notice>;
}
