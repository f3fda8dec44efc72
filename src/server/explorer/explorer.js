const HISTORY_LIMIT = 20;
const TIMEOUT_MS = 30_000;
const BAD_TOKEN = 'the token has a space or another character no token can have';

// Five levels reach a list of lists, [[T!]!]!, and keep the query 11 deep.
const INTROSPECTION = `query Introspection {
  __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types {
      kind name description
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason
        args { name description defaultValue type { ...Ref } }
        type { ...Ref }
      }
      inputFields { name description defaultValue type { ...Ref } }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      interfaces { name }
      possibleTypes { name }
    }
  }
}
fragment Ref on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
}`;

const $ = (id) => document.getElementById(id);

function el(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

async function send(body, token) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const started = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const bytes = await response.arrayBuffer();
  const ms = Math.round(performance.now() - started);
  const text = new TextDecoder().decode(bytes);
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    // A refusal from outside GraphQL may be plain text; it is shown as it came.
  }
  return { status: response.status, ms, size: bytes.byteLength, text, json };
}

function readToken() {
  const token = $('token').value.trim().replace(/^Bearer\s+/i, '');
  return /[^\x21-\x7e]/.test(token) ? undefined : token;
}

function readVariables() {
  const text = $('variables').value.trim();
  let value;
  let error = '';
  try {
    value = text ? JSON.parse(text) : {};
    if (value === null || typeof value !== 'object' || Array.isArray(value)) error = 'Must be a JSON object.';
  } catch (cause) {
    error = `Not valid JSON: ${cause.message}`;
  }
  $('variables-error').textContent = error;
  $('variables').setAttribute('aria-invalid', error !== '');
  return error ? undefined : value;
}

function fill({ token, query, variables }) {
  $('token').value = token ?? '';
  $('query').value = query ?? '';
  $('variables').value = typeof variables === 'string' ? variables : JSON.stringify(variables ?? {}, null, 2);
  readVariables();
}

function markCurrent(list, button) {
  for (const other of list.querySelectorAll('button')) other.removeAttribute('aria-current');
  button?.setAttribute('aria-current', 'true');
}

// Examples

async function loadExamples() {
  try {
    const response = await fetch('/explorer/examples.json', { cache: 'no-store' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    for (const example of await response.json()) {
      const button = el('button', { type: 'button' }, example.title, el('small', {}, example.who ?? ''));
      button.addEventListener('click', () => {
        fill(example);
        markCurrent($('examples'), button);
        $('examples-status').textContent = `Loaded “${example.title}”. ${example.says ?? ''}`;
      });
      $('examples').append(el('li', {}, button));
    }
  } catch (error) {
    $('examples-status').textContent = `The examples could not be loaded (${error.message}).`;
  }
}

// Running

let running = false;

function say(text) {
  $('result-status').textContent = text;
}

function outcome({ status, ms, size, json }) {
  const parts = [`Status ${status}`, `${ms} ms`, `${size.toLocaleString('en-GB')} bytes`];
  const errors = json?.errors?.length;
  if (errors) parts.push(errors === 1 ? '1 error' : `${errors} errors`);
  return parts.join(' · ');
}

function showResult({ text, json }) {
  $('result').textContent = json === undefined ? text : JSON.stringify(json, null, 2);
  $('result').hidden = text === '';
}

function setRunning(on) {
  running = on;
  // Not `disabled`, which would drop the keyboard focus.
  $('run').setAttribute('aria-disabled', on);
  $('result').setAttribute('aria-busy', on);
}

function refuse(field, reason) {
  // The last answer goes too, or it could be taken for this one's.
  showResult({ text: '' });
  say(`Not sent: ${reason}.`);
  $(field).focus();
}

async function run() {
  if (running) return;
  const query = $('query').value;
  const variables = readVariables();
  const token = readToken();
  if (!query.trim()) return refuse('query', 'the query is empty');
  if (variables === undefined) return refuse('variables', 'the variables need correcting');
  if (token === undefined) return refuse('token', BAD_TOKEN);

  const request = { token, query, variables: $('variables').value };
  setRunning(true);
  say('Running…');
  showResult({ text: '' });
  try {
    const answer = await send({ query, variables }, token);
    showResult(answer);
    say(outcome(answer));
    remember(request, answer, outcome(answer));
  } catch (error) {
    const note = `No answer (${error.message}). A mutation may still have been carried out.`;
    say(note);
    remember(request, { text: '' }, note);
  } finally {
    setRunning(false);
  }
}

function remember(request, answer, note) {
  const name = request.query.match(/\b(?:query|mutation|subscription)\s+\w+/)?.[0]
    ?? request.query.replace(/\s+/g, ' ').trim().slice(0, 60);
  const time = new Date().toLocaleTimeString('en-GB');
  const button = el('button', { type: 'button' }, name, el('small', {}, `${time} · ${note}`));
  button.addEventListener('click', () => {
    if (running) return;
    fill(request);
    markCurrent($('examples'));
    $('examples-status').textContent = '';
    showResult(answer);
    markCurrent($('history'), button);
    say(`From the history, ${time}: ${note}`);
  });
  $('history').prepend(el('li', {}, button));
  markCurrent($('history'), button);
  while ($('history').children.length > HISTORY_LIMIT) $('history').lastChild.remove();
}

// Documentation

let entries = [];

function typeRef(type) {
  if (!type) return ['…'];
  if (type.kind === 'NON_NULL') return [...typeRef(type.ofType), '!'];
  if (type.kind === 'LIST') return ['[', ...typeRef(type.ofType), ']'];
  return [el('a', { href: `#type-${type.name}` }, type.name)];
}

function describe(text) {
  return text ? [el('p', { className: 'description' }, text)] : [];
}

// One shape serves fields, arguments, input fields and enum values.
function member({ name, description, type, args, defaultValue, isDeprecated, deprecationReason }) {
  const signature = el('code', {}, name);
  if (type) signature.append(': ', ...typeRef(type));
  if (defaultValue != null) signature.append(` = ${defaultValue}`);
  const item = el('li', {}, signature, ...describe(description));
  if (isDeprecated) item.append(...describe(`Deprecated. ${deprecationReason ?? ''}`));
  if (args?.length) item.append(el('p', { className: 'description' }, 'Arguments:'), el('ul', {}, ...args.map(member)));
  return item;
}

function related(label, types) {
  if (!types?.length) return [];
  const links = types.flatMap((type, index) => (index ? [', ', ...typeRef(type)] : typeRef(type)));
  return [el('p', {}, `${label}: `, ...links)];
}

function entry(type) {
  const rows = [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])].map(member);
  const kind = type.kind.toLowerCase().replace('_', ' ');
  const details = el('details', {},
    el('summary', { id: `type-${type.name}` }, el('code', {}, type.name), el('span', { className: 'kind' }, ` ${kind}`)),
    ...describe(type.description),
    ...related('Implements', type.interfaces),
    ...related('Possible types', type.possibleTypes));
  if (rows.length) details.append(el('ul', {}, ...rows));
  return {
    details,
    text: `${type.name} ${type.description ?? ''}`.toLowerCase(),
    rows: rows.map((row) => ({ row, text: row.textContent.toLowerCase() })),
  };
}

async function loadDocs() {
  $('docs-status').textContent = 'Loading…';
  try {
    const token = readToken();
    if (token === undefined) throw new Error(BAD_TOKEN);
    const { status, json } = await send({ query: INTROSPECTION }, token);
    const schema = json?.data?.__schema;
    if (!schema) throw new Error(`status ${status}: ${json?.errors?.[0]?.message ?? 'no schema in the answer'}`);
    const roots = [schema.queryType, schema.mutationType, schema.subscriptionType].map((root) => root?.name);
    const isRoot = ({ name }) => roots.includes(name);
    entries = schema.types
      .filter(({ name }) => !name.startsWith('__'))
      .sort((a, b) => isRoot(b) - isRoot(a) || a.name.localeCompare(b.name))
      .map(entry);
    $('types').replaceChildren(...entries.map(({ details }) => details));
    search();
  } catch (error) {
    $('docs-status').textContent = `The documentation could not be loaded (${error.message}).`;
  }
}

function search() {
  const term = $('search').value.trim().toLowerCase();
  let shown = 0;
  for (const { details, text, rows } of entries) {
    const whole = text.includes(term);
    let found = false;
    for (const { row, text: rowText } of rows) {
      const hit = rowText.includes(term);
      row.hidden = !whole && !hit;
      found ||= hit;
    }
    details.hidden = !whole && !found;
    details.open = term !== '' && found;
    if (!details.hidden) shown += 1;
  }
  $('docs-status').textContent = `${shown} of ${entries.length} types shown.`;
}

// The browser moves the focus to the linked summary; it only has to be visible.
function reveal(event) {
  const link = event.target.closest('a');
  const details = link && $(link.hash.slice(1))?.parentElement;
  if (!details) return;
  if (details.hidden) {
    $('search').value = '';
    search();
  }
  details.open = true;
}

// Wiring

// Esc lets the next Tab leave, so that the field is not a keyboard trap.
let tabLeaves = false;

$('query').addEventListener('keydown', (event) => {
  const plainTab = event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (plainTab && !tabLeaves) {
    event.preventDefault();
    // Deprecated, but the only insertion that keeps undo working.
    document.execCommand('insertText', false, '  ');
  }
  tabLeaves = event.key === 'Escape';
});

$('request').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});

$('variables').addEventListener('change', readVariables);
$('run').addEventListener('click', run);
$('load-docs').addEventListener('click', loadDocs);
$('search').addEventListener('input', () => { if (entries.length) search(); });
$('types').addEventListener('click', reveal);

document.querySelector('main').hidden = false;
loadExamples();
