import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

export const meta: MetaFunction = () => [{ title: 'New Remix App' }, { name: 'description', content: 'Welcome to Remix!' }];

export const loader = () => ({ name: 'world', links: ['Quick start', 'Tutorial', 'Documentation'] });

export default function Index() {
  const { name, links } = useLoaderData<typeof loader>();
  return (
    <main>
      <h1>Hello, {name}</h1>
      <ul>
        {links.map((link) => (
          <li key={link}>{link}</li>
        ))}
      </ul>
    </main>
  );
}
