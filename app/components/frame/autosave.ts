import { useCallback, useEffect, useRef, useState } from 'react';

/** never: nothing is in the record yet · waiting: a field has to be mended first · conflict: the record has moved on · away: the sign-in has ended. */
export type Saving = 'never' | 'saved' | 'saving' | 'waiting' | 'conflict' | 'away' | 'offline';

const EVERY_MS = 25_000;

/** Fields of the frame and the version change by themselves; they are nothing that was typed. */
const NOT_TYPED = new Set(['as', 'key', 'version']);

interface Recorded {
  version: number;
  /** ISO; null before the first save. */
  savedAt: string | null;
  /** What stands in the form is not in the record: it has just come back with something to mend. */
  unsaved: boolean;
}

/**
 * Saves a form while it is being written, by sending it as its button would: at the latest 25 seconds after a change, and
 * when a field is left. The action answers a save with the form's own address. `versionField` is the form's hidden version.
 */
export function useAutosave(recorded: Recorded) {
  const versionField = useRef<HTMLInputElement>(null);
  const last = useRef<string | null>(null);
  const running = useRef<Promise<void> | null>(null);
  const again = useRef(false);
  const latest = useRef(recorded.version);
  const [version, setVersion] = useState(recorded.version);
  const [saving, setSaving] = useState<Saving>(recorded.unsaved ? 'waiting' : recorded.savedAt ? 'saved' : 'never');
  const [savedAt, setSavedAt] = useState(recorded.savedAt);

  const save = useCallback(async () => {
    const form = versionField.current?.form;
    if (running.current) again.current = true;
    if (!form || running.current) return;
    const body = bodyOf(form);
    body.set('version', String(latest.current));
    const said = typedIn(body);
    if (said === last.current) return;
    setSaving('saving');
    const sending = send(body).then(({ saving: outcome, at, version: stands }) => {
      setSaving(outcome);
      if (outcome !== 'saved') return;
      last.current = said;
      latest.current = stands ?? latest.current + 1;
      setVersion(latest.current);
      setSavedAt(at);
    });
    running.current = sending;
    await sending;
    running.current = null;
    if (!again.current) return;
    again.current = false;
    await save();
  }, []);

  useEffect(() => {
    const form = versionField.current?.form;
    if (form && last.current === null && !recorded.unsaved) last.current = typedIn(bodyOf(form));
    const timer = setInterval(() => void save(), EVERY_MS);
    return () => clearInterval(timer);
  }, [recorded.unsaved, save]);

  /** Sends the form as its button would, once no save is under way, so that it meets the right version. */
  const submit = useCallback(async (button?: HTMLElement | null) => {
    again.current = false;
    await running.current;
    const field = versionField.current;
    if (!field?.form) return;
    field.value = String(latest.current);
    if (button instanceof HTMLButtonElement && button.name) field.form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }));
    field.form.submit();
  }, []);

  return { saving, savedAt, version, save, submit, versionField };
}

function bodyOf(form: HTMLFormElement): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  return body;
}

function typedIn(body: URLSearchParams): string {
  return JSON.stringify([...body].filter(([name]) => !NOT_TYPED.has(name)));
}

interface Answer {
  saving: Saving;
  at: string | null;
  /** The version that stands now, where the answer's address says it (`saved=`): the same text again makes no new one. */
  version?: number;
}

async function send(body: URLSearchParams): Promise<Answer> {
  const here = window.location.pathname;
  try {
    const answer = await fetch(here, { method: 'POST', body });
    await answer.body?.cancel();
    const { pathname: arrived, searchParams } = new URL(answer.url);
    const at = new Date(answer.headers.get('Date') ?? Date.now()).toISOString();
    if (answer.ok && arrived === here) return { saving: 'saved', at, version: searchParams.has('saved') ? Number(searchParams.get('saved')) : undefined };
    if (answer.ok) return { saving: 'away', at: null };
    return { saving: answer.status === 422 ? 'waiting' : answer.status < 500 ? 'conflict' : 'offline', at: null };
  } catch {
    return { saving: 'offline', at: null };
  }
}
