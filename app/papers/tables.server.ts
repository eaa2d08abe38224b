import type { ExaminedLine, Journal, MinutesLine, RegistrationLine } from '~/domain/journals';
import type { Language } from '~/domain/languages';
import { RECOMMENDATION_KINDS, RECOMMENDATION_STATES, type RecommendationKind, type RecommendationState } from '~/domain/recommendations';
import { AGE_GROUPS, AREAS, CONDITIONS, DOMAINS, EXAM_KINDS, PROGRAMMES, SEXES, crossCounts, shownCounts, type ShownCounts } from '~/domain/reports';
import { MESSAGES } from '~/i18n/all';
import { sayRecommendation, type SaidLine } from '~/i18n/recommended';
import { day, fill } from '~/i18n/translate';

/** A table in the words of one language, for a page, a paper or a workbook. */
export interface Table {
  title: string;
  note?: string;
  heads: string[];
  rows: (string | number)[][];
}

/** A journal line by line; the second cell names the child. `narrow` joins what must fit the width of a sheet of paper. */
export function journalTable(language: Language, journal: Journal, narrow = false): Table {
  const m = MESSAGES[language];
  const words = m.reports.journals;
  const title = words.names[journal.name];
  const joined = (...cells: string[]) => (narrow ? [cells.join(', ')] : cells);
  const first = [words.on[journal.name], ...joined(words.child, words.birthYear)];
  const start = (line: { on: string; child: string; birthYear: string }) => [day(language, line.on), ...joined(line.child, line.birthYear)];
  switch (journal.name) {
    case 'registration':
      return {
        title,
        heads: [...first, words.channel, ...joined(words.caseKind, words.urgency), words.language, words.state, words.visitOn],
        rows: journal.lines.map((line: RegistrationLine) => [
          ...start(line),
          m.vocabulary.requestChannels[line.channel],
          ...joined(m.vocabulary.caseKinds[line.caseKind], m.vocabulary.urgencies[line.urgency]),
          m.vocabulary.instructionLanguages[line.language],
          m.vocabulary.requestStates[line.state],
          line.visitOn ? day(language, line.visitOn) : '',
        ]),
      };
    case 'examined':
      return {
        title,
        heads: [...first, words.examKind, words.team, words.conclusion],
        rows: journal.lines.map((line: ExaminedLine) => [
          ...start(line),
          m.vocabulary.examKinds[line.examKind],
          line.team.map((specialty) => m.vocabulary.specialties[specialty]).join(', '),
          line.number !== null && line.issuedOn !== null ? fill(words.conclusionOf, { number: line.number, day: day(language, line.issuedOn) }) : '',
        ]),
      };
    case 'minutes':
      return {
        title,
        heads: [...first, words.state, words.people, words.dissents, words.family],
        rows: journal.lines.map((line: MinutesLine) => [
          ...start(line),
          m.vocabulary.meetingStates[line.state],
          line.people,
          line.dissents,
          line.familyPresent ? m.frame.yes : m.frame.no,
        ]),
      };
  }
}

/** The yearly report table by table; hidden counts are a sign here and their numbers are not known. */
export function yearTables(language: Language, shown: ShownCounts): Table[] {
  const m = MESSAGES[language];
  const words = m.reports;
  const cell = (key: string): string | number => shown[key] ?? words.hidden;
  const list = (title: string, rows: [label: string, key: string][], note?: string): Table => ({
    title,
    note,
    heads: [words.group, words.children],
    rows: rows.map(([label, key]) => [label, cell(key)]),
  });
  const cross = (title: string, name: string, values: readonly string[], labels: Record<string, string>): Table => ({
    title,
    heads: [words.age, ...values.map((value) => labels[value] ?? ''), words.total],
    rows: [
      ...AGE_GROUPS.map((group) => [words.ages[group], ...values.map((value) => cell(`age:${group} ${name}:${value}`)), cell(`age:${group}`)]),
      [words.total, ...values.map((value) => cell(`${name}:${value}`)), cell('all')],
    ],
  });
  const total: [string, string] = [words.total, 'all'];
  return [
    cross(words.tables.sex, 'sex', SEXES, words.sexes),
    cross(words.tables.area, 'area', AREAS, words.areas),
    list(words.tables.exam, [...EXAM_KINDS.map((kind): [string, string] => [m.vocabulary.examKinds[kind], `exam:${kind}`]), total]),
    list(words.tables.programme, [
      ...PROGRAMMES.map((programme): [string, string] => [m.vocabulary.programmes[programme], `programme:${programme}`]),
      [words.noProgramme, 'programme:none'],
      total,
    ]),
    list(words.tables.assistant, [[words.assistant.yes, 'assistant:yes'], [words.assistant.no, 'assistant:no'], total]),
    list(words.tables.condition, CONDITIONS.map((condition) => [m.vocabulary.conditions[condition], `condition:${condition}`]), words.overlaps),
    list(words.tables.domain, DOMAINS.map((domain) => [m.vocabulary.domains[domain], `domain:${domain}`]), `${words.domainNote} ${words.overlaps}`),
  ];
}

interface CarriedOut {
  name: string;
  className: string | null;
  number: number;
  issuedOn: string;
  lines: (SaidLine & { detail: string; state: RecommendationState; reason: string; interim: string; changedBy: string | null; changedAt: string | null })[];
}

/** How a school carries out recommendations, a line for each; `at` is the day of an instant. */
export function implementationTable(language: Language, children: readonly CarriedOut[], at: (instant: string) => string): Table {
  const m = MESSAGES[language];
  const words = m.recommendations;
  const sheet = words.implementation;
  return {
    title: sheet.paperTitle,
    note: sheet.basis,
    heads: [sheet.child, sheet.className, m.reports.journals.conclusion, words.columns.line, words.columns.state, words.columns.since, words.columns.who, words.columns.note, words.interim],
    rows: children.flatMap((child) =>
      child.lines.map((line) => [
        child.name,
        child.className ?? '',
        conclusionOf(language, child),
        whatOf(language, line),
        m.vocabulary.recommendationStates[line.state],
        line.changedAt ? day(language, at(line.changedAt)) : '',
        line.changedBy ?? '',
        line.reason,
        line.interim,
      ]),
    ),
  };
}

/** The same for paper: a narrow table for each child, under the child's name. */
export function implementationSheets(language: Language, children: readonly CarriedOut[], at: (instant: string) => string): Table[] {
  const m = MESSAGES[language];
  const words = m.recommendations;
  const said = (...texts: (string | false)[]) => texts.filter(Boolean).join('. ');
  return children.map((child) => ({
    title: [child.name, child.className].filter(Boolean).join(', '),
    note: conclusionOf(language, child),
    heads: [words.columns.line, words.columns.state, words.columns.note],
    rows: child.lines.map((line) => [
      whatOf(language, line),
      [m.vocabulary.recommendationStates[line.state], line.changedAt && day(language, at(line.changedAt)), line.changedBy].filter(Boolean).join(', '),
      said(line.reason, line.interim && `${words.interim}: ${line.interim}`),
    ]),
  }));
}

function conclusionOf(language: Language, { number, issuedOn }: CarriedOut): string {
  return fill(MESSAGES[language].reports.journals.conclusionOf, { number, day: day(language, issuedOn) });
}

function whatOf(language: Language, line: SaidLine & { detail: string }): string {
  const { what, how } = sayRecommendation(language, MESSAGES[language], line);
  return [[what, how].filter(Boolean).join(', '), line.detail].filter(Boolean).join('. ');
}

/** Recommendations by kind and state; `hides` where the table stands without the names. */
export function implementationCounts(language: Language, counted: readonly { kind: RecommendationKind; state: RecommendationState; n: number }[], hides: boolean): Table {
  const m = MESSAGES[language];
  const words = m.recommendations.implementation;
  const kinds = RECOMMENDATION_KINDS.filter((kind) => counted.some((row) => row.kind === kind));
  const { counts, sums } = crossCounts(kinds, RECOMMENDATION_STATES, (kind, state) => counted.find((row) => row.kind === kind && row.state === state)?.n ?? 0);
  const shown = hides ? shownCounts(counts, sums) : Object.fromEntries(counts);
  const cell = (key: string): string | number => shown[key] ?? words.hidden;
  return {
    title: words.summary,
    note: hides ? words.hiddenNote : undefined,
    heads: [words.kind, ...RECOMMENDATION_STATES.map((state) => m.vocabulary.recommendationStates[state]), words.all],
    rows: [
      ...kinds.map((kind) => [m.vocabulary.recommendationKinds[kind], ...RECOMMENDATION_STATES.map((state) => cell(`${kind} ${state}`)), cell(kind)]),
      [words.all, ...RECOMMENDATION_STATES.map((state) => cell(` ${state}`)), cell('all')],
    ],
  };
}
