import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { Send } from '~/components/frame/send';
import { Button, LinkButton } from '~/components/ui/button';
import { Row, Rows } from '~/components/ui/card';
import { Hidden } from '~/components/ui/field';
import { PageHead } from '~/components/ui/page';
import { nothingHere, signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { findKeptForm } from '~/services/sessions.server';

export const handle: Handle = { title: (m) => m.accounts.kept.title };

export const loader = signedInLoader(async ({ house, ctx, param }) => {
  const kept = await findKeptForm(house.database, ctx.actor.id, param('keptId'), new Date());
  if (!kept) return nothingHere();
  return { path: kept.path, fields: JSON.parse(kept.body) as [string, string][] };
});

export default function Kept() {
  const { path, fields } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.accounts.kept;
  const readable = fields.filter(([name, value]) => value.includes(' ') && name !== 'to');
  return (
    <>
      <PageHead title={words.title} meta={words.lead} />
      <div className="mt-4">
        <Rows>{readable.map(([name, value], index) => <Row key={name + index} label={index + 1}>{value}</Row>)}</Rows>
      </div>
      <Send action={path} className="mt-6">
        {fields.map(([name, value], index) => <Hidden key={name + index} name={name} value={value} />)}
        <div className="actions">
          <Button kind="main">{words.submit}</Button>
          <LinkButton href="/">{words.drop}</LinkButton>
        </div>
      </Send>
    </>
  );
}
