/*
 * Everything that must hold before a change lands, in one go: `npm test`, or `npm run test:quick` without build and browser.
 * The last line is `N passed, N failed`: each test counts one, and so does each other step.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const STEP_MS = 30 * 60_000;
const isQuick = process.argv.includes('--quick');
const notes = mkdtempSync(join(tmpdir(), 'qadam-check-'));

/** @type {{ name: string, args: string[], isTests?: boolean, isSlow?: boolean }[]} */
const STEPS = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'] },
  { name: 'floors', args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'app', 'db', 'bin', '--config', 'tests/architecture/floors.cjs'] },
  { name: 'tests', args: ['node_modules/vitest/vitest.mjs', 'run', '-c', 'tests/vitest.config.ts'], isTests: true },
  { name: 'build', args: ['bin/start.mjs', 'build'], isSlow: true },
  { name: 'journeys', args: ['node_modules/vitest/vitest.mjs', 'run', '-c', 'tests/journeys/vitest.config.ts'], isTests: true, isSlow: true },
];

/** Runs a step with its output as it comes; resolves to whether it ended well. A step that hangs is ended with all it started. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', detached: process.platform !== 'win32' });
    const end = () => {
      if (process.platform === 'win32') child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    };
    const leave = () => {
      end();
      rmSync(notes, { recursive: true, force: true });
      process.exit(1);
    };
    const over = setTimeout(end, STEP_MS);
    process.once('SIGINT', leave).once('SIGTERM', leave);
    child.on('exit', (code) => {
      clearTimeout(over);
      process.off('SIGINT', leave).off('SIGTERM', leave);
      resolve(code === 0);
    });
  });
}

/** What vitest wrote down about a run; a file that does not load, and a test that is left out, count as failed. */
function countsOf(file) {
  let passed = 0;
  let failed = 0;
  for (const { status, assertionResults } of JSON.parse(readFileSync(file, 'utf8')).testResults) {
    if (status === 'failed' && assertionResults.length === 0) failed += 1;
    for (const test of assertionResults) {
      if (test.status === 'passed') passed += 1;
      else failed += 1;
      if (test.status !== 'passed' && test.status !== 'failed') console.log(`left out: ${test.fullName}`);
    }
  }
  return { passed, failed };
}

let passed = 0;
let failed = 0;
for (const { name, args, isTests } of STEPS.filter(({ isSlow }) => !(isSlow && isQuick))) {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const report = join(notes, `${name}.json`);
  const isGood = await run(isTests ? [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : args);
  let counts = { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
  if (isTests) {
    try {
      counts = countsOf(report);
    } catch {
      counts = { passed: 0, failed: 0 };
    }
    if (counts.failed === 0 && (!isGood || counts.passed === 0)) counts.failed = 1;
  }
  passed += counts.passed;
  failed += counts.failed;
  console.log(`── ${name}: ${counts.failed === 0 ? 'good' : 'failed'}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

rmSync(notes, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
