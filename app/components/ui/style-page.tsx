import { Card } from './card';
import { examples, pages } from './examples';
import { LightFrame, PageHead } from './page';

const COLOURS = [
  ['paper', 'bg-paper', 'page'], ['surface', 'bg-surface', 'card'], ['sunken', 'bg-sunken', 'closed row, read only'],
  ['ink', 'bg-ink', 'text'], ['muted', 'bg-muted', 'second text'], ['line', 'bg-line', 'hairline'], ['edge', 'bg-edge', 'border of a control'],
  ['accent', 'bg-accent', 'main action, links'], ['accent-soft', 'bg-accent-soft', 'chosen'], ['needs', 'bg-needs', 'needs you'], ['needs-soft', 'bg-needs-soft', 'needs you'],
  ['draft', 'bg-draft', 'draft, few data'], ['review', 'bg-review', 'in review'], ['good', 'bg-good', 'agreed, reached'], ['watch', 'bg-watch', 'watch'], ['late', 'bg-late', 'overdue'],
] as const;

const SIZES = [['text-title', '26 px'], ['text-lead', '19 px'], ['text-base', '17 px'], ['text-small', '14.5 px'], ['text-tiny', '13 px, bottom bar only']] as const;

/** Every component in every state. `example` names one of `pages`, which then fills the page. */
export function StylePage({ example }: { example?: string }) {
  const page = pages.find(({ name }) => name === example);
  if (page) return <>{page.node}</>;

  return (
    <LightFrame texts={{ skip: 'Skip to content', nav: 'Style' }}>
      <PageHead title="Style" meta={<>Whole pages: {pages.map(({ name }) => <span key={name}><a href={`/style?example=${name}`}>{name}</a>{' '}</span>)}</>} />
      <table className="table mb-8">
        <caption>Colours</caption>
        <thead><tr><th scope="col">Token</th><th scope="col">Meaning</th></tr></thead>
        <tbody>
          {COLOURS.map(([name, fill, meaning]) => (
            <tr key={name}><th scope="row"><span className={`${fill} mr-2 inline-block size-4 rounded-control border border-edge align-middle`} />{name}</th><td>{meaning}</td></tr>
          ))}
        </tbody>
      </table>
      <table className="table mb-8">
        <caption>Sizes of text</caption>
        <thead><tr><th scope="col">Token</th><th scope="col">Size</th></tr></thead>
        <tbody>{SIZES.map(([name, size]) => <tr key={name}><th scope="row"><span className={name}>{name}</span></th><td>{size}</td></tr>)}</tbody>
      </table>
      <div className="stack" lang="kk">
        {examples.map(({ name, node }) => (
          <section key={name}>
            <h2 lang="en" className="mb-2">{name}</h2>
            {name.startsWith('Card') || name === 'Stair' ? node : <Card>{node}</Card>}
          </section>
        ))}
      </div>
    </LightFrame>
  );
}
