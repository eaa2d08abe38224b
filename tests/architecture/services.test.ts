import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { wordsIn } from '../../bin/routes';

/** Sign-in and sessions work before anyone is known; their own events go to the record through `append`. */
const BEFORE_ANYONE = ['sessions.server.ts', 'accounts.server.ts'];

/** Doors of a person who is not signed in yet: they leave their line through `append`. */
const CODE_DOORS = ['redeemGuardianCode'];

const files = readdirSync('app/services').filter((name) => name.endsWith('.server.ts'));
const sources = new Map(
  files.map((name) => [name, ts.createSourceFile(name, readFileSync(join('app/services', name), 'utf8'), ts.ScriptTarget.ES2022, true)]),
);

function functionsOf(source: ts.SourceFile): Map<string, ts.FunctionDeclaration> {
  const found = source.statements.filter((statement): statement is ts.FunctionDeclaration => ts.isFunctionDeclaration(statement));
  return new Map(found.map((one) => [one.name?.text ?? '', one]));
}

/** A function with everything of its own file that it calls. */
function reach(name: string, all: Map<string, ts.FunctionDeclaration>, seen = new Set<string>()): ts.FunctionDeclaration[] {
  const own = all.get(name);
  if (!own || seen.has(name)) return [];
  seen.add(name);
  const inner: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && all.has(node.text)) inner.push(node.text);
    node.forEachChild(walk);
  };
  own.forEachChild(walk);
  return [own, ...inner.flatMap((one) => reach(one, all, seen))];
}

function callsOf(nodes: ts.Node[], name: string): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name) found.push(node);
    node.forEachChild(walk);
  };
  nodes.forEach(walk);
  return found;
}

test('each deed asks the policy and leaves a line under a word it asked', () => {
  const wrong: string[] = [];
  for (const [file, source] of sources) {
    if (BEFORE_ANYONE.includes(file)) continue;
    const all = functionsOf(source);
    for (const [name, one] of all) {
      const isExported = one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      if (!isExported || !/\bctx\.transaction\(/.test(one.getText(source)) || /^(opening|listing)$/.test(name) || CODE_DOORS.includes(name)) continue;
      const nodes = reach(name, all);
      const asked = new Set(nodes.flatMap((node) => [...wordsIn(node)]));
      const lines = callsOf(nodes, 'audit');
      if (callsOf(nodes, 'authorize').length === 0) wrong.push(`${file}: ${name} never asks the policy`);
      if (lines.length === 0) wrong.push(`${file}: ${name} leaves no line in the record`);
      for (const line of lines) {
        const word = line.arguments[2];
        if (word && ts.isStringLiteral(word) && !asked.has(word.text as never)) wrong.push(`${file}: ${name} records ${word.text} and asks something else`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('services wait for the database and for nothing else', () => {
  const wrong: string[] = [];
  for (const [file, source] of sources) {
    const text = source.getFullText();
    for (const [found] of text.matchAll(/\b(fetch|setTimeout|setInterval|Promise\.(?:all|race|any|allSettled))\(/g)) wrong.push(`${file}: ${found}`);
    for (const [found] of text.matchAll(/\.(?:all|get|run|values)\(\)/g)) wrong.push(`${file}: ${found} instead of await`);
    if (/\bnew Date\(\)|Date\.now\(/.test(text)) wrong.push(`${file}: reads a clock; the time is ctx.now`);
    if (/\.select\(\)/.test(text) && !['accounts.server.ts', 'audit.server.ts'].includes(file)) wrong.push(`${file}: selects whole rows; name the columns`);
  }
  expect(wrong).toEqual([]);
});

test('the domain never reads a clock', () => {
  const wrong = readdirSync('app/domain')
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => /\bnew Date\(\)|Date\.now\(/.test(readFileSync(join('app/domain', name), 'utf8')));
  expect(wrong).toEqual([]);
});
