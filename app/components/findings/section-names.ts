import type { Domain } from '~/domain/findings';
import { TOOL_ROWS, type Named, type SectionTemplate } from '~/domain/sections';
import { useWords } from '~/i18n/words';

/** What a section's form is made of, besides what was said in it. */
export interface AskedSection {
  domains: readonly Domain[];
  template: Pick<SectionTemplate, 'fields' | 'icf' | 'tools'>;
  codeLabels: Record<string, Named>;
  milestonesAsked: { id: string; text: Named }[];
}

/** How a control of the form is told what stands in it, what is wrong with it and how the browser follows it. */
export interface Controls {
  typed: (name: string, otherwise?: string | number | null) => string;
  wrong: (name: string) => string | undefined;
  register: (name: string) => Record<string, unknown>;
}

export const RATED = ['withoutSupport', 'withSupport'] as const;

/** What each field of the form is called, by its name. */
export function useFindingLabels({ domains, template, codeLabels, milestonesAsked }: AskedSection): Record<string, string> {
  const { m, fill, inOwn } = useWords();
  const words = m.findings.form;
  const ofDomain = domains.flatMap((domain) =>
    ([...RATED, 'evidence'] as const).map((field) => [`levels.${domain}.${field}`, fill(words.levelOf, { domain: m.vocabulary.domains[domain], field: words[field] })]),
  );
  const tools = Array.from({ length: TOOL_ROWS }, (_, row) => [
    [`tools[${row}].name`, fill(words.tool, { n: row + 1 })],
    [`tools[${row}].usedOn`, `${fill(words.tool, { n: row + 1 })}: ${words.usedOn}`],
  ]).flat();
  return {
    strengths: words.strengths,
    gestationWeeks: words.gestation,
    ...Object.fromEntries(template.fields.map(({ code, names }) => [`answers.${code}`, inOwn(names).text])),
    ...Object.fromEntries(ofDomain),
    ...Object.fromEntries(Object.values(template.icf).flat().map((code) => [`codes.${code}`, codeLabels[code] ? `${code} ${inOwn(codeLabels[code]).text}` : code])),
    ...Object.fromEntries(milestonesAsked.map(({ id, text }) => [`milestones.${id}`, inOwn(text).text])),
    needs: words.needs,
    helps: words.helps,
    recommendations: words.recommendations,
    ...Object.fromEntries(tools),
  };
}
