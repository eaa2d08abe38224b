import type { ReactNode } from 'react';
import { Actions, Button, LinkButton } from './button';
import { Beside, Card, CardPart, Columns, Row, Rows, Section, Stack, Timeline, Told } from './card';
import { ProgressChart, type ChartPoint } from './chart';
import { ChartTable } from './chart-table';
import { BigChoice, Completeness, Counter, TapCounter } from './progress-bits';
import { Checkbox, CheckboxGroup, ChoiceChips, RadioGroup } from './choice';
import { ConflictView } from './conflict';
import { ErrorSummary } from './error-summary';
import { DateField, Field, fieldAria, Hidden, NumberField, SelectField, TextArea, TextField } from './field';
import { Icon } from './icon';
import { DataList, EmptyState, FilterBar, Pager } from './list';
import { Notice } from './notice';
import { Banner, Frame, LanguageSwitch, LightFrame, Menu, PageHead, Place, SectionNav, Tabs, type NavItem } from './page';
import { Ornament, PaperFrame } from './paper';
import { LevelDots, LevelStair, Mark, Stair, StairLine, type Step } from './stair';
import { StateTag } from './state-tag';

/** Every component in every state, shown on the style page and checked by tests/routes/ui.test.tsx. */
export interface Example {
  name: string;
  node: ReactNode;
}

const STATES = { done: 'өтті', now: 'қазір осында', todo: 'әлі алда' };

const STEPS: Step[] = [
  { label: 'Жолдама', detail: '12 қыркүйек', state: 'done' },
  { label: 'Тексеру', detail: '2–9 қазан', state: 'done' },
  { label: 'Қорытынды', detail: '№ 214, 14 қазан', state: 'done' },
  { label: 'Жоспар', detail: '2-нұсқа, 28 қазан', state: 'done' },
  { label: 'Ілгерілеу', detail: '46 жазба', state: 'now' },
  { label: 'Шолу', detail: '27 желтоқсанға дейін', state: 'todo' },
];

const series = (values: [number, number][], say: (value: number) => string): ChartPoint[] => values.map(([x, value]) => ({ x, value, label: `${x}-күн`, text: say(value) }));
const percent = (value: number) => `${value} %`;
const ofFive = (value: number) => `${value}/5`;

const turns = series([[0, 20], [13, 22], [26, 32], [39, 30], [52, 45], [65, 50], [78, 60]], percent);
const reading = series([[0, 1], [13, 1.5], [26, 1.7], [39, 1.3], [52, 1.7], [65, 1.5], [78, 2]], ofFive);
const coat = series([[58, 1], [68, 2], [78, 1.6]], ofFive);
const levels = series([[0, 2], [20, 2], [40, 3], [60, 3], [78, 4]], (value) => `${value}-деңгей`);

const OnTrack = () => (
  <ProgressChart points={turns} baseline={20} target={80} x0={0} x1={92} texts={{ label: 'Бастапқы көрсеткіш 20, нысана 80, соңғысы 60 пайыз', target: '80 %', from: 'қазан', to: 'желтоқсан' }} />
);

const NAV: NavItem[] = [
  { href: '/today', label: 'Бүгін', count: 3, countLabel: '3 іс күтуде', icon: 'home' },
  { href: '/children', label: 'Балалар', current: true, icon: 'people' },
  { href: '/plans', label: 'Жоспарлар', icon: 'document' },
  { href: '/assistants', label: 'Ассистенттер', count: 1, countLabel: '1 іс күтуде', icon: 'clock' },
  { href: '/reports', label: 'Есептер', icon: 'chart' },
];

const LANGUAGES = [
  { lang: 'kk', short: 'қаз', name: 'Қазақша', current: true },
  { lang: 'ru', short: 'рус', name: 'Русский' },
  { lang: 'en', short: 'eng', name: 'English' },
];

const TEXTS = { skip: 'Негізгі бөлікке өту', nav: 'Бөлімдер' };
const languages = <LanguageSwitch label="Тіл" action="/language" to="/children/1" languages={LANGUAGES} />;

const me = (
  <Menu label="Гүлнар Сапарқызы" icon="person">
    <a href="/me">Менің баптауларым</a>
    <form method="post" action="/logout"><button>Шығу</button></form>
  </Menu>
);

interface Child {
  name: string;
  year: string;
  stage: string;
  tone: 'draft' | 'review' | 'good' | 'watch' | 'late';
  next: string;
  goals: number;
}

const CHILDREN: Child[] = [
  { name: 'Әбілқайыр Ерасыл', year: '1 «А»', stage: 'Тексеру жүріп жатыр', tone: 'review', next: '9 қазан', goals: 0 },
  { name: 'Құрманғазы Ұлпан', year: '3 «В»', stage: 'Жоспар бойынша', tone: 'good', next: '27 желтоқсан', goals: 5 },
  { name: 'Серікова Айша', year: '2 «Б»', stage: 'Қолдауды өзгерту керек', tone: 'watch', next: '27 желтоқсан', goals: 6 },
  { name: 'Өтеғалиев Һәкім', year: '5 «А»', stage: 'Мерзімі өтті', tone: 'late', next: '1 қазан', goals: 4 },
];

const children = (
  <DataList
    caption="Балалар, барлығы 4"
    items={CHILDREN}
    itemKey={(child) => child.name}
    columns={[
      { head: 'Тегі, аты', cell: (child) => <a href="/children/1">{child.name}</a>, names: true, sort: { href: '?sort=-name', state: 'ascending' } },
      { head: 'Сыныбы', cell: (child) => child.year },
      { head: 'Жағдайы', cell: (child) => <StateTag tone={child.tone} text={child.stage} /> },
      { head: 'Келесі күн', cell: (child) => child.next, sort: { href: '?sort=next', state: 'none' } },
      { head: 'Мақсат', cell: (child) => child.goals, number: true },
    ]}
  />
);

const HELP = [
  { value: 'alone', label: 'Өзі' },
  { value: 'hint', label: 'Еске салу' },
  { value: 'help', label: 'Көмек' },
  { value: 'hand', label: 'Қолынан' },
];

const LEVELS = [
  { value: '0', label: 'Әлі байқалмайды', hint: 'Толық көмекпен де қиын.' },
  { value: '1', label: 'Енді басталды', hint: 'Қолынан ұстағанда қатысады.' },
  { value: '2', label: 'Көмекпен', hint: 'Көрсетсе, қайталап орындайды.' },
  { value: '3', label: 'Еске салғанда', hint: 'Бір рет ескертсе, өзі жасайды.' },
  { value: '4', label: 'Өз бетінше', hint: 'Әр жерде, әр адаммен.' },
];

export const examples: Example[] = [
  { name: 'Mark', node: <Mark href="/style" /> },
  {
    name: 'Button',
    node: <Actions><Button kind="main">Тоқсандық шолуды бастау</Button><Button><Icon name="print" />Басып шығару</Button><Button kind="danger">Келісімді қайтарып алу</Button><Button kind="quiet">Болдырмау</Button><Button disabled>Әзірге болмайды</Button></Actions>,
  },
  { name: 'LinkButton', node: <Stack><LinkButton kind="main" href="/style" full>Жалғастыру</LinkButton><LinkButton href="/style"><Icon name="plus" />Бала қосу</LinkButton></Stack> },
  {
    name: 'StateTag',
    node: <Actions><StateTag tone="draft" text="Дерек аз" /><StateTag tone="review" text="Келісуде" /><StateTag tone="good" text="Жоспар бойынша" /><StateTag tone="watch" text="Қолдауды өзгерту керек" /><StateTag tone="late" text="Мерзімі өтті" /></Actions>,
  },
  {
    name: 'Notice',
    node: (
      <Stack>
        <Notice kind="info" title="Қорытынды 2027 ж. 31 тамызға дейін жарамды">Мерзімі біткенше қайта тексеруге жазылыңыз.</Notice>
        <Notice kind="needs" title="Сізден күтілуде" action={<LinkButton kind="main" href="/style">Жауап беру</LinkButton>}>Бір мақсатқа анасы сұрақ қойды, 2 күн болды.</Notice>
        <Notice kind="watch">Байланыс жоқ. 2 жазба осы телефонда, өзі жіберіледі.</Notice>
        <Notice kind="late" title="Шолу мерзімі 3 күн бұрын өтті" />
        <Notice kind="good" role="status">Сақталды, 12:04.</Notice>
        <Notice kind="readonly" title="Тек оқуға болады">Қорытынды берілген, оны өзгертуге болмайды. Қателік болса, ПМПК басшысына жазыңыз.</Notice>
      </Stack>
    ),
  },
  { name: 'Stair', node: <Stair label="Айшаның жолы" steps={STEPS} states={STATES} /> },
  { name: 'StairLine', node: <StairLine label="6 кезеңнің 4-кезеңі" states={['done', 'done', 'done', 'now', 'todo', 'todo']} /> },
  {
    name: 'LevelStair',
    node: <><p><LevelStair level={3} target={4} text="3 · Еске салғанда, нысана 4 · Өз бетінше" /></p><p><LevelStair level={1} text="1 · Енді басталды" /></p><p><LevelStair level={5} text="5 · Әр жерде өз бетінше" /></p></>,
  },
  { name: 'TextField', node: <TextField id="ex-name" name="name" label="Тегі, аты, әкесінің аты" hint="Туу туралы куәлікте қалай жазылса, солай." defaultValue="Нұрмұхаммедқызы Өркен-Қызғалдақ" inputProps={{ autoComplete: 'off' }} /> },
  { name: 'TextField with an error', node: <TextField id="ex-iin" name="iin" label="ЖСН" short hint="12 цифр." error="ЖСН 12 цифрдан тұруы керек." defaultValue="0901" inputProps={{ inputMode: 'numeric' }} /> },
  { name: 'TextField, read only', node: <TextField id="ex-number" label="Қорытынды нөмірі" short defaultValue="214" inputProps={{ readOnly: true }} /> },
  { name: 'TextArea', node: <TextArea id="ex-strengths" label="Күшті жақтары" optional="міндетті емес" hint="Не қолынан келеді, нені ұнатады, не көмектеседі." maxLength={500} counter="500 таңбаға дейін" defaultValue="Сурет салғанды және санағанды жақсы көреді. Суретті кесте мен бір нұсқау болса, тапсырманы соңына дейін орындайды." /> },
  {
    name: 'SelectField',
    node: <SelectField id="ex-area" label="Даму саласы" empty="Таңдаңыз" groups={[{ label: 'Оқу', options: [{ value: 'lrn', label: 'Оқу дағдылары' }, { value: 'cog', label: 'Таным' }] }, { label: 'Қарым-қатынас', options: [{ value: 'spl', label: 'Сөйлеу және тіл' }, { value: 'soc', label: 'Әлеуметтік дағдылар' }] }]} />,
  },
  { name: 'DateField', node: <DateField id="ex-day" label="Отырыс күні" min="2026-09-01" max="2027-05-25" defaultValue="2026-10-09" /> },
  { name: 'NumberField', node: <NumberField id="ex-minutes" label="Аптасына" unit="минут" min={5} max={600} step={5} defaultValue={50} /> },
  {
    name: 'Field around another control',
    node: <Field id="ex-place" label="Орны" hint="Жаңа орынды да жазуға болады."><input id="ex-place" name="place" list="ex-places" className="control" {...fieldAria({ id: 'ex-place', hint: true })} /><datalist id="ex-places"><option value="Асхана" /><option value="Үзіліс" /></datalist><Hidden name="version" value={3} /></Field>,
  },
  {
    name: 'RadioGroup',
    node: <RadioGroup id="ex-answer" legend="Ата-ана қалай жауап берді?" name="answer" defaultValue="paper" options={[{ value: 'paper', label: 'Қағазға қол қойды', hint: 'Түпнұсқасы мектепте сақталады.' }, { value: 'phone', label: 'Телефонмен айтты' }, { value: 'self', label: 'Өзі осында белгіледі', disabled: true }]} />,
  },
  { name: 'RadioGroup with an error', node: <RadioGroup id="ex-program" legend="Бағдарлама түрі" name="program" error="Бағдарлама түрін таңдаңыз." options={[{ value: 'general', label: 'Жалпы білім беретін бағдарлама' }, { value: 'adapted', label: 'Бейімделген бағдарлама' }]} /> },
  { name: 'ChoiceChips', node: <ChoiceChips id="ex-help" legend="Көмек" name="help" defaultValue="hint" options={HELP} /> },
  { name: 'RadioGroup even', node: <RadioGroup id="ex-agree" legend="Бұл мақсатқа жауабыңыз" legendHidden name="agree" layout="even" defaultValue="agree" options={[{ value: 'agree', label: 'Келісемін' }, { value: 'question', label: 'Сұрақ' }, { value: 'suggest', label: 'Ұсыныс' }]} /> },
  { name: 'RadioGroup scale', node: <RadioGroup id="ex-level" legend="Қолдаусыз деңгейі" name="level" layout="scale" defaultValue="3" options={LEVELS.map((level) => ({ ...level, mark: <LevelDots level={Number(level.value)} of={4} /> }))} /> },
  { name: 'CheckboxGroup', node: <CheckboxGroup id="ex-conditions" legend="Арнаулы жағдайлар" name="conditions" defaultValues={['text']} hint="Бірнешеуін белгілеуге болады." options={[{ value: 'text', label: 'Бейімделген оқу материалы' }, { value: 'time', label: 'Тапсырмаға қосымша уақыт' }, { value: 'quiet', label: 'Тыныш орын', hint: 'Шаршағанда 3–5 минутқа.' }]} /> },
  { name: 'Checkbox', node: <Stack><Checkbox id="ex-share" label="Қорытынды көшірмесін мектепке беруге келісемін" hint="Кез келген уақытта қайтарып алуға болады." /><Checkbox id="ex-read" label="Оқып шықтым" error="Жалғастыру үшін осыны белгілеңіз." /></Stack> },
  {
    name: 'Card, rows and what is told',
    node: (
      <Stack>
        <Card needs><h2>Сізден бір іс</h2><p>6 мақсаттың 2-еуіне жауап бердіңіз. Түсініксіз жерін сұраңыз, өз ойыңызды қосыңыз.</p></Card>
        <Card watermark="Жоба">
          <StateTag tone="review" text="Жоба" />
          <h3>Ойында өз кезегін күту</h3>
          <Told items={[{ label: 'Не үшін', text: 'Достарымен тату ойнап, сыныпта өзін жақсы сезіну үшін.' }, { label: 'Үйде', text: 'Кешкі аста ойыншықты қолдан-қолға беріңіз: кімде болса, сол сөйлейді.' }]} />
        </Card>
        <Section title="Осы аптадағы қолдау" link={{ href: '/style', label: 'барлығы' }}><Rows><Row label="Логопед, шағын топ">2 × 25 мин</Row><Row label="Педагог-ассистент">12 / 15 сағ</Row></Rows></Section>
      </Stack>
    ),
  },
  {
    name: 'Timeline',
    node: <Timeline items={[{ when: 'бүгін 10:40', dateTime: '2026-12-19T10:40', text: 'Математикада 5 тапсырманың 3-ін көмексіз орындады', by: 'педагог-ассистент Әлия Қ.' }, { when: '16 желтоқсан', dateTime: '2026-12-16', text: 'Шектеулі жазба. ПМПК басшысынан сұрауға болады.', closed: true }]} />,
  },
  { name: 'FilterBar', node: <FilterBar action="/style" label="Балаларды іздеу" search={{ id: 'ex-q', name: 'q', label: 'Аты бойынша', value: 'Өт' }} selects={[{ id: 'ex-stage', name: 'stage', label: 'Кезең', value: 'plan', options: [{ value: '', label: 'Барлығы' }, { value: 'plan', label: 'Жоспар' }] }]} submit="Көрсету" clear={{ href: '/style', label: 'Тазалау' }} /> },
  { name: 'DataList', node: <>{children}<Pager label="Беттер" count="1–4, барлығы 340" first={{ href: '?', label: 'Басына' }} next={{ href: '?after=4', label: 'Келесі 25' }} /></> },
  { name: 'EmptyState', node: <EmptyState title="Әзірге бірде-бір жолдама жоқ" text="Баланы тіркегеннен кейін осы жерден ПМПК-ға жолдама бересіз." action={<LinkButton kind="main" href="/style">Баланы тіркеу</LinkButton>} /> },
  { name: 'Tabs', node: <Tabs label="Айшаның беттері" items={[{ href: '#now', label: 'Қазір', current: true }, { href: '#plans', label: 'Жоспарлар', count: 2 }, { href: '#papers', label: 'Құжаттар', count: 11 }]} /> },
  { name: 'SectionNav', node: <SectionNav label="Тексеру бөлімдері" items={[{ href: '#emo', label: 'Эмоция және мінез-құлық', tone: 'good', state: 'Аяқталды', detail: 'Психолог Жанар Ә., 3 қазан' }, { href: '#spl', label: 'Сөйлеу және тіл', tone: 'review', state: 'Жазылып жатыр', current: true }, { href: '#mot', label: 'Қимыл-қозғалыс', tone: 'draft', state: 'Басталмаған' }]} /> },
  { name: 'Menu', node: <Menu label="№ 12 мектеп · үйлестіруші" side="start"><a href="#place-1">№ 12 мектеп · психолог</a><a href="#place-2">ПМПК · тіркеуші</a></Menu> },
  { name: 'Completeness', node: <Completeness label="9 бөлімнің 7-еуі дайын" done={7} of={9} missing={[{ href: '#voice', label: 'Баланың өз сөзі' }, { href: '#soft', label: 'Жұмсақ дағды мақсаты' }]} /> },
  { name: 'Counter', node: <Counter value="3 / 4" unit="талпыныс" undo={{ name: 'undo', value: '1', label: 'соңғысын қайтару' }} /> },
  { name: 'TapCounter', node: <TapCounter name="tap" no={{ value: 'no', label: 'Әзірге жоқ' }} yes={{ value: 'yes', label: 'Күтті' }} /> },
  { name: 'BigChoice', node: <BigChoice id="ex-done" legend="Бүгін қалай болды?" name="done" defaultValue="yes" options={[{ value: 'no', label: 'Әзірге жоқ' }, { value: 'yes', label: 'Күтті', good: true }]} /> },
  {
    name: 'ProgressChart, small',
    node: (
      <Actions>
        <OnTrack />
        <ProgressChart points={reading} baseline={1} target={4} x0={0} x1={92} tone="watch" texts={{ label: 'Соңғы жазбалар мақсат сызығынан төмен: 5-тен 2', target: '4/5' }} />
        <ProgressChart points={coat} baseline={0} target={4} x0={0} x1={92} tone="draft" texts={{ label: 'Үш жазба бар, бағыт айтуға ерте' }} />
        <ProgressChart points={levels} target={4} x0={0} x1={92} min={1} max={5} scale="ordinal" texts={{ label: 'Деңгей 2-ден 4-ке көтерілді, нысана 4', target: '4' }} />
        <ProgressChart points={[]} baseline={20} target={80} x0={0} x1={92} texts={{ label: 'Әзірге жазба жоқ, нысана 80 пайыз', target: '80 %' }} />
      </Actions>
    ),
  },
  {
    name: 'ProgressChart, large',
    node: (
      <Stack>
        <ProgressChart size="large" points={turns} baseline={20} target={80} x0={0} x1={92} max={100} sayValue={percent} phases={[{ x: 45, label: 'суретті кесте қосылды' }]} xTicks={[{ x: 4, label: '1 қазан' }, { x: 46, label: 'қараша' }, { x: 84, label: 'желтоқсан' }]} texts={{ label: 'Кезек күту: қазанда 20 пайыз, желтоқсанда 60 пайыз, нысана 80', target: '80 %' }} />
        <ChartTable summary="Сандармен көру" caption="Кезек күту жазбалары" heads={['Күні', 'Нәтиже']} rows={turns.map((point) => [point.label ?? '', point.text])} />
      </Stack>
    ),
  },
  {
    name: 'ConflictView',
    node: (
      <ConflictView
        title="Бұл мәтінді сіз жазып жатқанда басқа адам да өзгертті"
        text={<p>Әлия Қ., бүгін 11:20. Екі нұсқа да сақтаулы, қайсысы қалатынын таңдаңыз.</p>}
        fields={[{ name: 'helps', label: 'Не көмектеседі', mine: 'Суретті кесте, бір нұсқаудан.', theirs: 'Суретті кесте және құмсағат.' }]}
        hidden={[{ name: 'version', value: 4 }]}
        texts={{ mine: 'Сіздің нұсқаңыз', theirs: 'Әлия Қ. нұсқасы', choose: 'Қайсысы қалсын?', keepMine: 'Менікі қалсын', takeTheirs: 'Оныкі қалсын', merge: 'Біріктіру', merged: 'Біріктірілген мәтін', submit: 'Сақтау' }}
      />
    ),
  },
  { name: 'Ornament', node: <Ornament /> },
  {
    name: 'Long words and all Kazakh letters',
    node: <Card><p>Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і. Психологиялық-педагогикалық қолдау қызметінің үйлестірушілеріне қайырымдылықпен қарағандықтарыңызға ризашылығымызды білдіреміз: қанағаттандырылмағандықтарыңыздан.</p></Card>,
  },
];

/** Examples that fill a page of their own. */
export const pages: Example[] = [
  {
    name: 'case',
    node: (
      <Frame texts={TEXTS} nav={NAV} languages={languages} me={me} place={<Place organisation="№ 12 мектеп, Түркістан облысы" role="қолдау қызметінің үйлестірушісі" />} search={{ action: '/children', name: 'q', label: 'Өз балаларымнан іздеу', submit: 'Іздеу' }} banner={<Banner>Үлгі деректер: аттар да, оқиғалар да ойдан алынған.</Banner>} footer="Qadam · Көмек: 8 (7253) 00-00-00, жұмыс күндері 9:00–17:00">
        <PageHead
          title="Серікова Айша"
          breadcrumbLabel="Қайда тұрмын"
          breadcrumb={[{ label: 'Балалар', href: '/children' }, { label: '2 «Б» сыныбы' }]}
          meta={<>8 жас · 2 «Б» · қазақ тілінде оқиды · сыныппен бірге <b className="num">82 %</b> · <a href="/access">кім көре алады (7)</a></>}
          actions={<><LinkButton href="/print"><Icon name="print" />Басып шығару</LinkButton><LinkButton kind="main" href="/review">Тоқсандық шолуды бастау</LinkButton></>}
          changed="Соңғы өзгеріс: бүгін 10:40, Әлия Қ."
        />
        <Stack>
          <Stair label="Айшаның жолы" steps={STEPS} states={STATES} />
          <Columns
            main={
              <>
                <Section title="Қазір" link={{ href: '/goals', label: 'барлық 6 мақсат' }}>
                  <Card bare>
                    <CardPart>
                      <Beside aside={<OnTrack />}>
                        <Actions><StateTag tone="good" text="Жоспар бойынша" /><span className="small">Жұмсақ дағды · кезек күту</span></Actions>
                        <h3 className="mt-1.5">Ойында өз кезегін күтеді, бір рет еске салғанда</h3>
                        <p className="small mt-1.5">5 ойынның 3-інде күтті, қазанда 1 еді. Үзілісте әлі көмек керек.</p>
                      </Beside>
                    </CardPart>
                    <CardPart>
                      <Beside aside={<ProgressChart points={reading} baseline={1} target={4} x0={0} x1={92} tone="watch" texts={{ label: 'Соңғы 4 жазба мақсат сызығынан төмен', target: '4/5' }} />}>
                        <Actions><StateTag tone="watch" text="Қолдауды өзгерту керек" /><span className="small">Оқу · мәтінді түсіну</span></Actions>
                        <h3 className="mt-1.5">Қысқа мәтін бойынша 5 сұрақтың 4-іне жауап береді</h3>
                        <p className="small mt-1.5">Соңғы 4 жазба мақсат сызығынан төмен. Сабақтардың 93 %-ы өтті, сондықтан стратегияны талқылаңыз.</p>
                      </Beside>
                    </CardPart>
                    <CardPart>
                      <Beside aside={<ProgressChart points={coat} baseline={0} target={4} x0={0} x1={92} tone="draft" texts={{ label: 'Үш жазба' }} />}>
                        <Actions><StateTag tone="draft" text="Дерек аз" /><span className="small">Өзіне қызмет көрсету · киіну</span></Actions>
                        <h3 className="mt-1.5">Сыртқы киімін өз бетінше киеді</h3>
                        <p className="small mt-1.5">3 жазба бар, бағыт айту үшін кемінде 6 керек. Келесі жазба: дүйсенбі, педагог-ассистент.</p>
                      </Beside>
                    </CardPart>
                  </Card>
                </Section>
                <Section title="Не болды" link={{ href: '/all', label: 'барлығы' }}>
                  <Timeline items={[{ when: 'бүгін 10:40', dateTime: '2026-12-19T10:40', text: 'Математикада 5 тапсырманың 3-ін көмексіз орындады', by: 'педагог-ассистент Әлия Қ.' }, { when: '18 желтоқсан', dateTime: '2026-12-18', text: <>Ата-анасы 6 мақсаттың 5-еуімен келісті, біреуіне сұрақ қойды <a href="/answer">жауап беру</a></> }, { when: '16 желтоқсан', dateTime: '2026-12-16', text: 'Шектеулі жазба. ПМПК басшысынан сұрауға болады.', closed: true }]} />
                </Section>
              </>
            }
            aside={
              <>
                <Card needs><h2>Сізден күтілуде</h2><p>Бір мақсатқа анасы сұрақ қойды, 2 күн болды.</p></Card>
                <Section title="Күшті жақтары және не көмектеседі"><ul className="list"><li>«Мен сурет салғанды және санағанды жақсы көремін»</li><li>Суретті кесте, бір нұсқаудан</li><li>Тыныш бұрышта 3 минут демалыс</li></ul></Section>
                <Section title="Осы аптадағы қолдау"><Rows><Row label="Логопед, шағын топ">2 × 25 мин</Row><Row label="Психолог, жеке">1 × 40 мин</Row><Row label="Педагог-ассистент">12 / 15 сағ</Row></Rows></Section>
                <Section title="Жақын күндер"><Rows><Row label="Тоқсандық шолу">27 желтоқсан</Row><Row label="Ассистент мерзімі бітеді">25 мамыр</Row></Rows></Section>
              </>
            }
          />
        </Stack>
      </Frame>
    ),
  },
  {
    name: 'list',
    node: (
      <Frame texts={TEXTS} nav={NAV} languages={languages} me={me} place={<Place organisation="№ 12 мектеп, Түркістан облысы" role="қолдау қызметінің үйлестірушісі" />}>
        <PageHead title="Балалар" actions={<LinkButton kind="main" href="/children/new"><Icon name="plus" />Баланы тіркеу</LinkButton>} />
        <FilterBar action="/children" label="Балаларды іздеу" search={{ name: 'q', label: 'Аты бойынша' }} selects={[{ name: 'stage', label: 'Кезең', options: [{ value: '', label: 'Барлығы' }] }, { name: 'class', label: 'Сынып', options: [{ value: '', label: 'Барлығы' }] }]} submit="Көрсету" />
        {children}
        <Pager label="Беттер" count="1–4, барлығы 4" />
      </Frame>
    ),
  },
  {
    name: 'record',
    node: (
      <LightFrame texts={TEXTS} languages={languages} me={me} nav={[{ href: '/now', label: 'Қазір', current: true, icon: 'clock' }, { href: '/mine', label: 'Менің балаларым', icon: 'people' }, { href: '/sent', label: 'Жіберілгені', icon: 'check' }]}>
        <PageHead title="Ойында өз кезегін күтеді" breadcrumbLabel="Қайда тұрмын" breadcrumb={[{ label: 'Қазір', href: '/now' }, { label: 'Серікова Айша · 2 «Б»' }]} meta="Нысана 5-тен 4. Соңғысы: 5-тен 3, кеше" />
        <form method="post" className="form">
          <Counter value="3 / 4" unit="талпыныс" undo={{ name: 'undo', value: '1', label: 'соңғысын қайтару' }} />
          <ChoiceChips id="help" legend="Көмек" name="help" defaultValue="hint" options={HELP} />
          <ChoiceChips id="place" legend="Орны" name="place" defaultValue="lesson" options={[{ value: 'lesson', label: 'Сабақ' }, { value: 'break', label: 'Үзіліс' }, { value: 'canteen', label: 'Асхана' }]} />
          <TapCounter name="tap" no={{ value: 'no', label: 'Әзірге жоқ' }} yes={{ value: 'yes', label: 'Күтті' }} />
          <Notice kind="watch">Байланыс жоқ. 2 жазба осы телефонда, өзі жіберіледі.</Notice>
          <Button kind="main" full>Сақтау</Button>
        </form>
      </LightFrame>
    ),
  },
  {
    name: 'parent',
    node: (
      <LightFrame texts={TEXTS} languages={languages} nav={[{ href: '/child', label: 'Менің балам', current: true, icon: 'person' }, { href: '/messages', label: 'Хабарламалар', icon: 'message', count: 1, countLabel: '1 жаңа хабарлама' }, { href: '/opened', label: 'Кім ашты', icon: 'lock' }]} footer="Қағазбен немесе телефонмен жауап беруге де болады: үйлестіруші Гүлнар Сапарқызы, жұмыс күндері 9:00–17:00.">
        <PageHead title="Айша" meta="2 «Б» сыныбы, № 12 мектеп" />
        <Stack>
          <Card>
            <h2>Біз қай кезеңдеміз</h2>
            <StairLine label="6 кезеңнің 4-кезеңі" states={['done', 'done', 'done', 'now', 'todo', 'todo']} />
            <p><b>4-кезең, жоспарды келісу.</b> Мектеп жоспардың жобасын жіберді. Жауабыңызды 24 желтоқсанға дейін күтеміз.</p>
          </Card>
          <Card needs>
            <h2>Сізден бір іс</h2>
            <p className="mb-3">6 мақсаттың 2-еуіне жауап бердіңіз. Түсініксіз жерін сұраңыз, өз ойыңызды қосыңыз.</p>
            <LinkButton kind="main" href="#goal" full>Жалғастыру</LinkButton>
          </Card>
          <Section title="Айша не үйренеді">
            <Card id="goal" watermark="Жоба">
              <StateTag tone="review" text="Жоба" />
              <h3 className="mt-2 mb-2">Ойында өз кезегін күту</h3>
              <Told items={[{ label: 'Не үшін', text: 'Достарымен тату ойнап, сыныпта өзін жақсы сезіну үшін.' }, { label: 'Үйде', text: 'Кешкі аста ойыншықты қолдан-қолға беріңіз: кімде болса, сол сөйлейді. 5 минут жетеді.' }, { label: 'Не өзгерді', text: 'Қазанда еске салғанда 5 ойынның 1-інде күтті, қазір 3-інде.' }]} />
              <form method="post" className="mt-3"><RadioGroup id="answer" legend="Бұл мақсатқа жауабыңыз" legendHidden name="answer" layout="even" defaultValue="agree" options={[{ value: 'agree', label: 'Келісемін' }, { value: 'question', label: 'Сұрақ' }, { value: 'suggest', label: 'Ұсыныс' }]} /></form>
            </Card>
          </Section>
        </Stack>
      </LightFrame>
    ),
  },
  {
    name: 'errors',
    node: (
      <LightFrame texts={TEXTS} languages={languages}>
        <Stack>
          <ErrorSummary title="Қате: екі жерін түзету керек" errors={[{ href: '#iin', text: 'ЖСН 12 цифрдан тұруы керек.' }, { href: '#birth', text: 'Туған күнін көрсетіңіз.' }]} />
          <PageHead title="Баланы тіркеу" />
          <form method="post" noValidate className="form">
            <TextField id="iin" label="ЖСН" short error="ЖСН 12 цифрдан тұруы керек." defaultValue="0901" />
            <DateField id="birth" label="Туған күні" error="Туған күнін көрсетіңіз." />
            <Actions><Button kind="main">Сақтау</Button><LinkButton kind="quiet" href="/children">Болдырмау</LinkButton></Actions>
          </form>
        </Stack>
      </LightFrame>
    ),
  },
  {
    name: 'assessment',
    node: (
      <Frame texts={TEXTS} nav={[{ href: '/queue', label: 'Кезек', icon: 'people' }, { href: '/today', label: 'Бүгін', icon: 'home', current: true }, { href: '/conclusions', label: 'Қорытындылар', icon: 'document' }]} languages={languages} me={me} place={<Place organisation="Түркістан қалалық ПМПК" role="логопед" />}>
        <PageHead title="Сөйлеу және тіл" breadcrumbLabel="Қайда тұрмын" breadcrumb={[{ label: 'Бүгін', href: '/today' }, { label: 'Серікова Айша' }]} tag={{ tone: 'review', text: 'Жазылып жатыр' }} />
        <Columns
          shape="narrow-first"
          aside={<SectionNav label="Тексеру бөлімдері" items={[{ href: '#emo', label: 'Эмоция және мінез-құлық', tone: 'good', state: 'Аяқталды', detail: 'Жанар Ә., 3 қазан' }, { href: '#spl', label: 'Сөйлеу және тіл', tone: 'review', state: 'Жазылып жатыр', current: true }, { href: '#mot', label: 'Қимыл-қозғалыс', tone: 'draft', state: 'Басталмаған' }]} />}
          main={
            <form method="post" className="grid gap-6">
              <RadioGroup id="alone" legend="Қолдаусыз деңгейі" name="alone" layout="scale" defaultValue="2" options={LEVELS.map((level) => ({ ...level, mark: <LevelDots level={Number(level.value)} of={4} /> }))} />
              <RadioGroup id="with" legend="Қолдаумен деңгейі" name="with" layout="scale" options={LEVELS.map((level) => ({ ...level, mark: <LevelDots level={Number(level.value)} of={4} /> }))} />
              <TextArea id="strengths" label="Күшті жақтары" hint="Алдымен не қолынан келетінін жазыңыз." />
              <Actions><Button kind="main">Сақтап, келесіге өту</Button><span className="small">Сақталды, 12:04</span></Actions>
            </form>
          }
        />
      </Frame>
    ),
  },
  {
    name: 'paper',
    node: (
      <main>
        <PaperFrame lang="kk" organisation="Түркістан қалалық психологиялық-медициналық-педагогикалық консультациясы" title="ПМПК қорытындысы" number="№ 214, 2026 ж. 14 қазан" child="Серікова Айша, 2018 ж. т." mark="Медициналық деректер бар" signatures={[{ role: 'ПМПК басшысы', name: 'Б. Әбдіқадыр', signed: '14.10.2026' }, { role: 'Логопед', name: 'Ж. Өмірзақ' }]} printed="Басып шығарған: Г. Сапарқызы, 2026 ж. 15 қазан, 09:12">
          <h2>Ұсынылған жағдайлар</h2>
          <DataList caption="Мамандар сабақтары" captionHidden stacks={false} items={[{ who: 'Логопед', much: '2 × 25 минут' }, { who: 'Психолог', much: '1 × 40 минут' }]} itemKey={(item) => item.who} columns={[{ head: 'Маман', cell: (item) => item.who, names: true }, { head: 'Аптасына', cell: (item) => item.much }]} />
          <h2>Отбасыға кеңес</h2>
          <p>Кешкі аста кезекпен сөйлесіңіз: ойыншық кімде болса, сол сөйлейді. 5 минут жетеді.</p>
        </PaperFrame>
      </main>
    ),
  },
];
