import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { Card, Row, Rows } from '../ui/card';
import { Notice } from '../ui/notice';

export interface Checked {
  number: number;
  issuedOn: string;
  issuer: Record<Language, string>;
  digest: string;
  isVoid: boolean;
}

/** What confirms a paper to whoever holds it: nothing of the child. */
export function CheckResult({ checked: { digest, issuedOn, issuer, isVoid, number } }: { checked: Checked }) {
  const { m, day, inOwn } = useWords();
  const words = m.checks;
  const name = inOwn(issuer);
  return (
    <>
      <Notice kind={isVoid ? 'late' : 'good'}>{isVoid ? words.void : words.valid}</Notice>
      <div className="max-w-reading">
        <Card>
          <Rows>
            <Row label={words.number}>{number}</Row>
            <Row label={words.issuedOn}>{day(issuedOn)}</Row>
            <Row label={words.issuer}><span lang={name.lang}>{name.text}</span></Row>
            <Row label={words.digest}><span className="num">{digest}</span></Row>
          </Rows>
        </Card>
      </div>
      <p className="small max-w-reading">{words.digestHint}</p>
    </>
  );
}
