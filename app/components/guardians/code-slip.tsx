import { Card } from '../ui/card';

export interface Slip {
  lang: string;
  title: string;
  codeLabel: string;
  code: string;
  whereLabel: string;
  where: string;
  stepsLabel: string;
  steps: string[];
  until: string;
  care: string;
  other: string;
}

/** The paper a parent takes home: the code and what to do with it, in the parent's language, without anybody's name. */
export function CodeSlip({ slip }: { slip: Slip }) {
  return (
    <Card>
      <div lang={slip.lang}>
        <h2>{slip.title}</h2>
        <p className="small mt-4">{slip.codeLabel}</p>
        <p className="num text-title font-strong" translate="no">{slip.code}</p>
        <p className="small mt-4">{slip.whereLabel}</p>
        <p className="font-strong" translate="no">{slip.where}</p>
        <h3 className="mt-4">{slip.stepsLabel}</h3>
        <ol className="list-decimal pl-5 mt-1">
          {slip.steps.map((step) => <li key={step}>{step}</li>)}
        </ol>
        <p className="mt-4">{slip.until}</p>
        <p className="mt-2">{slip.care}</p>
        <p className="small mt-4">{slip.other}</p>
      </div>
    </Card>
  );
}
