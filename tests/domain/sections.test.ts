import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DOMAINS, SPECIALTIES } from '#db/vocabulary';
import { childDraft } from '~/domain/children';
import { conclusionDraft } from '~/domain/conclusions';
import { inForce } from '~/domain/editions';
import { SPECIALTY_DOMAINS, findingText } from '~/domain/findings';
import { MILESTONE_DOMAINS } from '~/domain/milestones-of-age';
import { isMedical } from '~/domain/permissions';
import { referralDraft } from '~/domain/referrals';
import { codesOf, fieldsAt, fits, monthsOn, type SectionTemplate } from '~/domain/sections';

const templates = JSON.parse(readFileSync('db/reference/sections.json', 'utf8')) as SectionTemplate[];
const current = inForce(templates, '2026-10-14');
const taxonomy = JSON.parse(readFileSync('db/reference/taxonomy.json', 'utf8')) as { assessmentDomains: { id: string; icf: { code: string }[] }[] };

test('every specialty has a template, and each edition is named by its code and first day', () => {
  expect(current.map(({ code }) => code).sort()).toEqual([...SPECIALTIES].sort());
  expect(templates.filter(({ id, code, from }) => id !== `${code}@${from}`)).toEqual([]);
});

test('every field has a name in three languages, and a choice has options with names', () => {
  const silent = current.flatMap(({ fields }) =>
    fields.filter(({ kind, names, hint, options = [] }) => {
      const texts = [names, ...(hint ? [hint] : []), ...options.map((option) => option.names)];
      return texts.some((text) => !text.kk || !text.ru || !text.en) || (kind === 'choice') !== options.length > 1;
    }),
  );
  expect(silent.map(({ code }) => code)).toEqual([]);
});

test('no field asks for what another member, the referral, the child’s file or the conclusion already gives', () => {
  const asked = [
    ...current.flatMap(({ fields }) => fields.map(({ code }) => code)),
    ...current.flatMap((template) => codesOf(template)),
    ...current.flatMap(({ milestones }) => milestones.map((domain) => `milestones:${domain}`)),
  ];
  expect(asked.filter((code, index) => asked.indexOf(code) !== index)).toEqual([]);
  const flat = (code: string) => code.replaceAll('-', '').toLowerCase();
  const elsewhere = new Set([conclusionDraft, referralDraft, childDraft, findingText({ template: { fields: [], icf: {} }, milestones: [] })].flatMap(({ shape }) => Object.keys(shape)).map(flat));
  expect(elsewhere.size).toBeGreaterThan(20);
  expect(asked.filter((code) => elsewhere.has(flat(code)))).toEqual([]);
});

test('no two fields of the examination bear the same name', () => {
  for (const language of ['kk', 'ru', 'en'] as const) {
    const names = current.flatMap(({ fields }) => fields.map((field) => field.names[language].toLowerCase()));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

test('ICF codes stand under areas the specialty rates, and the taxonomy knows them there', () => {
  for (const { code, icf } of current) {
    const own = SPECIALTY_DOMAINS[code as keyof typeof SPECIALTY_DOMAINS];
    for (const [domain, codes] of Object.entries(icf)) {
      expect(own, code).toContain(domain);
      const known = taxonomy.assessmentDomains.find(({ id }) => id === domain)?.icf.map((one) => one.code) ?? [];
      expect(codes.filter((one) => !known.includes(one)), `${code} ${domain}`).toEqual([]);
    }
  }
  expect(DOMAINS).toEqual(taxonomy.assessmentDomains.map(({ id }) => id));
});

test('all milestones are looked at by somebody, and by no doctor', () => {
  expect(current.flatMap(({ milestones }) => milestones).sort()).toEqual([...MILESTONE_DOMAINS].sort());
  expect(current.filter(({ code, milestones }) => isMedical(code as (typeof SPECIALTIES)[number]) && milestones.length > 0)).toEqual([]);
});

test('a doctor is asked for functions: no field names a diagnosis or its code', () => {
  const said = current.flatMap(({ fields }) => fields.flatMap(({ code, names }) => [code, ...Object.values(names)]));
  expect(said.filter((text) => /диагноз|мкб|icd|diagnos|ахж/i.test(text))).toEqual([]);
});

test('a field is asked at its ages only', () => {
  const [psychologist, pedagogue] = ['psychologist', 'special_pedagogue'].map((code) => current.find((template) => template.code === code)) as [SectionTemplate, SectionTemplate];
  const codes = (template: SectionTemplate, birth: string) => fieldsAt(template, monthsOn(birth, '2026-10-14')).map(({ code }) => code);
  expect(codes(psychologist, '2023-10-14')).toContain('play-ways');
  expect(codes(psychologist, '2019-10-14')).not.toContain('play-ways');
  expect(codes(psychologist, '2019-10-15')).toContain('play-ways');
  expect(codes(pedagogue, '2020-10-14')).toContain('reading-way');
  expect(codes(pedagogue, '2020-10-15')).not.toContain('reading-way');
});

test('what a template does not ask does not fit it', () => {
  const [template] = current as [SectionTemplate];
  expect(fits(template, {})).toBe(true);
  expect(fits(template, { answers: { [template.fields[0]?.code ?? '']: 'x' }, codes: { [codesOf(template)[0] ?? '']: 1 } })).toBe(true);
  expect(fits(template, { answers: { unheard: 'x' } })).toBe(false);
  expect(fits(template, { codes: { b999: 1 } })).toBe(false);
});
