import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ChoiceChips, RadioGroup } from '~/components/ui/choice';
import { ConflictView } from '~/components/ui/conflict';
import { ErrorSummary } from '~/components/ui/error-summary';
import { examples, pages } from '~/components/ui/examples';
import { TextField } from '~/components/ui/field';
import { ProgressChart, type ChartPoint } from '~/components/ui/chart';
import { StateTag, type Tone } from '~/components/ui/state-tag';
import { StylePage } from '~/components/ui/style-page';

const app = (path: string) => fileURLToPath(new URL(`../../app/${path}`, import.meta.url));
const html = [{ name: 'style page', node: <StylePage /> }, ...examples, ...pages].map(({ name, node }) => ({ name, html: renderToStaticMarkup(<>{node}</>) }));

/** The opening tags of one element, as attribute tables. */
function tags(markup: string, element: string): Record<string, string>[] {
  return [...markup.matchAll(new RegExp(`<${element}\\b([^>]*)>`, 'g'))].map(([, attributes = '']) => ({
    ...Object.fromEntries([...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value])),
  }));
}

const ids = (markup: string) => [...markup.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);

test.each(html)('$name gives an id to one element only', ({ html: markup }) => {
  expect(ids(markup)).toEqual([...new Set(ids(markup))]);
});

test.each(html)('$name ties every control to words that stand beside it', ({ html: markup }) => {
  const labelled = tags(markup, 'label').map((label) => label['for']);
  const wrapped = [...markup.matchAll(/<label\b[^>]*>(.*?)<\/label>/gs)].flatMap(([, inside = '']) => ids(inside));
  const controls = [...tags(markup, 'input'), ...tags(markup, 'select'), ...tags(markup, 'textarea')].filter((control) => control.type !== 'hidden');
  expect(controls.filter(({ id }) => !labelled.includes(id) && !wrapped.includes(id ?? ''))).toEqual([]);
});

test.each(html)('$name points only at hints, errors and headings that exist', ({ html: markup }) => {
  const pointed = [...markup.matchAll(/\saria-(?:describedby|labelledby)="([^"]*)"/g)].flatMap(([, list = '']) => list.split(' '));
  expect(pointed.filter((id) => !ids(markup).includes(id))).toEqual([]);
});

test.each(html)('$name carries no style of its own and no script, so the strict content policy holds', ({ html: markup }) => {
  expect(markup).not.toMatch(/<style|<script|\sstyle="|\son\w+="|javascript:/);
});

test.each(html)('$name says in words what each drawing shows, or hides the drawing', ({ html: markup }) => {
  expect(tags(markup, 'svg').filter((svg) => svg['aria-hidden'] !== 'true' && !(svg.role === 'img' && svg['aria-label']))).toEqual([]);
});

test.each(html)('$name gives every button and link words to read aloud', ({ html: markup }) => {
  const spoken = [...markup.matchAll(/<(a|button|summary)\b[^>]*>(.*?)<\/\1>/gs)].map(([, , inside = '']) => inside.replace(/<[^>]*>/g, '').trim());
  expect(spoken.filter((words) => words === '')).toEqual([]);
});

test.each(html)('$name names its tables and their heads', ({ html: markup }) => {
  const tables = markup.match(/<table\b.*?<\/table>/gs) ?? [];
  expect(tables.filter((table) => !/<caption\b[^>]*>[^<]+/.test(table))).toEqual([]);
  expect(tags(markup, 'th').filter((head) => !head.scope)).toEqual([]);
});

test.each(pages.filter(({ name }) => name !== 'paper'))('the page "$name" has one h1 and one main part, which the skip link leads to', ({ node }) => {
  const markup = renderToStaticMarkup(<>{node}</>);
  expect(tags(markup, 'h1')).toHaveLength(1);
  expect(tags(markup, 'main').map(({ id }) => id)).toEqual(['main']);
  expect(markup.indexOf('href="#main"')).toBeLessThan(markup.indexOf('<header'));
});

test('each state has a shape of its own beside its word', () => {
  const tones: Tone[] = ['draft', 'review', 'good', 'watch', 'late'];
  const shapes = tones.map((tone) => /<svg.*?<\/svg>/.exec(renderToStaticMarkup(<StateTag tone={tone} text="сөз" />))?.[0]);
  expect(new Set(shapes).size).toBe(tones.length);
});

test('a wrong field says what is wrong, and keeps what was typed', () => {
  const [input] = tags(renderToStaticMarkup(<TextField id="iin" label="ЖСН" hint="12 цифр" error="ЖСН 12 цифрдан тұруы керек." defaultValue="0901" />), 'input');
  expect(input).toMatchObject({ 'aria-describedby': 'iin-hint iin-error', 'aria-invalid': 'true', value: '0901' });
});

test('the error summary takes the focus without scripts and links to the fields', () => {
  const markup = renderToStaticMarkup(<ErrorSummary title="Қате" errors={[{ href: '#iin', text: 'ЖСН қате' }]} />);
  expect(tags(markup, 'div')[0]).toMatchObject({ role: 'alert', autofocus: '', tabindex: '-1' });
  expect(markup).toContain('<a href="#iin">ЖСН қате</a>');
});

test('the link of the error summary lands on the first choice of a group', () => {
  const markup = renderToStaticMarkup(<RadioGroup id="type" legend="Түрі" name="type" error="Таңдаңыз" options={[{ value: 'a', label: 'А' }, { value: 'b', label: 'Б' }]} />);
  expect(tags(markup, 'input').map(({ id }) => id)).toEqual(['type', 'type-2']);
});

test('the chosen chip is the one that was chosen', () => {
  const markup = renderToStaticMarkup(<ChoiceChips id="help" legend="Көмек" name="help" defaultValue="hint" options={[{ value: 'alone', label: 'Өзі' }, { value: 'hint', label: 'Еске салу' }]} />);
  expect(tags(markup, 'input').filter((input) => 'checked' in input).map(({ value }) => value)).toEqual(['hint']);
});

test('the page about two versions sends both texts back, so nothing is lost', () => {
  const texts = { mine: 'm', theirs: 't', choose: 'c', keepMine: 'k', takeTheirs: 'tt', merge: 'mm', merged: 'md', submit: 's' };
  const markup = renderToStaticMarkup(<ConflictView title="Екі нұсқа" text="" texts={texts} fields={[{ name: 'helps', label: 'Не көмектеседі', mine: 'кесте', theirs: 'құмсағат' }]} />);
  const sent = tags(markup, 'input').map(({ name, value }) => [name, value]);
  expect(sent).toEqual([['mine.helps', 'кесте'], ['theirs.helps', 'құмсағат'], ['choice.helps', 'mine'], ['choice.helps', 'theirs'], ['choice.helps', 'merge']]);
});

const week = (values: number[]): ChartPoint[] => values.map((value, x) => ({ x, value, label: `${x}`, text: `${value} %` }));
const chart = (more: Partial<Parameters<typeof ProgressChart>[0]>) =>
  renderToStaticMarkup(<ProgressChart points={week([20, 40, 30, 30])} baseline={20} target={80} x0={0} x1={6} texts={{ label: 'сөйлем', target: '80 %' }} {...more} />);

test('the chart ends its aim line at the target', () => {
  expect(tags(chart({ min: 0, max: 80 }), 'path').find((path) => path.class === 'aim')?.d).toBe('M10 50.5L222 16');
});

test('the chart hollows out only the last run below the aim, and only when the decision asks to look', () => {
  expect(chart({ tone: 'watch' }).match(/point-below/g)).toHaveLength(2);
  expect(chart({ tone: 'good' })).not.toContain('point-below');
});

test('where less is better, the points above the aim are the ones to look at', () => {
  expect(chart({ points: week([8, 5, 7, 7]), baseline: 8, target: 2, better: 'down', tone: 'late' }).match(/point-below/g)).toHaveLength(2);
});

test('a chart with few entries draws no line between them', () => {
  expect(chart({ tone: 'draft' })).not.toContain('class="path"');
  expect(chart({ tone: 'good' })).toContain('class="path"');
});

test('a chart without entries, or with all of them equal, is still a drawing', () => {
  expect(chart({ points: [] })).not.toContain('NaN');
  expect(chart({ points: week([3, 3]), baseline: undefined, target: undefined, min: 3, max: 3 })).not.toMatch(/NaN|Infinity/);
});

test('components take colours, sizes and sentences from outside: none is written in by hand', () => {
  const folder = app('components/ui/');
  const written = readdirSync(folder)
    .filter((file) => !/^(examples|style-page)\.tsx$/.test(file))
    .filter((file) => /#[0-9a-f]{6}\b|className="[^"]*\[|style=\{/i.test(readFileSync(folder + file, 'utf8')) || /[>'"`][^'"`<>/*]*[ӘәҒғҚқҢңӨөҰұҮүҺһІі][^'"`<>/*]*[<'"`]/.test(readFileSync(folder + file, 'utf8').replace(/\/\*.*?\*\//gs, '')));
  expect(written).toEqual([]);
});

const css = readFileSync(app('styles.css'), 'utf8');
const themes = [...css.matchAll(/(?:@theme|:root[^{}]*) \{([^{}]*--color-paper: #[^{}]*)\}/g)]
  .map(([, body = '']) => Object.fromEntries([...body.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value])))
  .filter((theme) => theme.paper);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio of two sRGB colours. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const states = ['draft', 'review', 'good', 'watch', 'late'];
const grounds = ['paper', 'surface', 'sunken', 'needs-soft'];
const pairs = [
  ...grounds.flatMap((ground) => ['ink', 'muted', 'accent', 'needs-ink', 'late', 'good'].map((text) => [text, ground, 4.5] as const)),
  ...grounds.flatMap((ground) => ['edge', 'needs'].map((line) => [line, ground, 3] as const)),
  ...states.map((state) => [state, `${state}-soft`, 4.5] as const),
  ['on-accent', 'accent', 4.5] as const,
  ['accent-ink', 'accent-soft', 4.5] as const,
];

test('the sheet holds the light theme and the dark one twice, by wish of the system and by choice, and the two are the same', () => {
  expect(themes).toHaveLength(3);
  expect(themes[1]).toEqual(themes[2]);
});

test.each(pairs)('%s on %s reads well in both themes', (text, ground, least) => {
  for (const theme of themes) expect(contrast(theme[text] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(least);
});
