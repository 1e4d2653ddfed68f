// Calls of the service's routes: the key, errors, repeated reading, streams. The key lives in this tab and nowhere else.

const STORED = "catalog-sync.key";
const ROLES = ["viewer", "operator", "admin"];
const RETRIES = [2, 4, 8, 15, 30];

/** An answer that is no success, or none at all (status 0). */
export class ApiError extends Error {
  constructor(status, body = {}) {
    super(body.detail || body.title || (status === 0 ? "The API does not answer." : `The API answers ${status}.`));
    this.status = status;
    this.body = body;
  }
}

let key = sessionStorage.getItem(STORED) ?? "";
let role = sessionStorage.getItem(STORED + ".role") ?? "";
const keyListeners = new Set();
let answered = null;

/** When the API answered last; null before the first time. */
export const lastAnswer = () => answered;

export const hasKey = () => key !== "";
export const roleOf = () => role;
export const mayOperate = () => ROLES.indexOf(role) >= 1;
export const mayAdminister = () => ROLES.indexOf(role) >= 2;

/** Told whenever a key comes or goes, with the reason it went; forgets the listener with the signal. */
export function onKey(listener, signal) {
  keyListeners.add(listener);
  signal?.addEventListener("abort", () => keyListeners.delete(listener));
}

function setKey(value, itsRole, reason = "") {
  key = value;
  role = itsRole;
  if (value) {
    sessionStorage.setItem(STORED, value);
    sessionStorage.setItem(STORED + ".role", itsRole);
  } else {
    sessionStorage.removeItem(STORED);
    sessionStorage.removeItem(STORED + ".role");
  }
  keyListeners.forEach((listener) => listener(reason));
}

export const forgetKey = () => setKey("", "");

/** Asks what a key may do, and keeps it if it may do anything; answers the words for a refusal, else nothing. */
export async function tryKey(value) {
  try {
    const { role: found } = await call("/admin/key", { bearer: value });
    setKey(value, found);
    return "";
  } catch (error) {
    return error.status === 401 ? "This key is not accepted." : error.message;
  }
}

function headers(bearer, more) {
  return bearer ? { ...more, Authorization: `Bearer ${bearer}` } : more;
}

async function request(path, { bearer = key, method = "GET", body, accept = "application/json", headers: more = {}, signal } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      cache: "no-cache",
      headers: headers(bearer, { Accept: accept, ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...more }),
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new ApiError(0);
  }
  if (response.ok) {
    answered = Date.now();
    return response;
  }
  const problem = await response.json().catch(() => ({}));
  if (response.status === 401 && bearer && bearer === key) {
    setKey("", "", "This key is no longer accepted.");
  }
  throw new ApiError(response.status, problem);
}

/** Calls a route and reads its JSON. */
export async function call(path, options) {
  const response = await request(path, options);
  return response.status === 204 ? {} : response.json();
}

/** Reads a route; its bytes as they are. */
export async function bytes(path) {
  return (await request(path, { accept: "*/*" })).blob();
}

/** Starts or changes something. */
export const send = (path, body, method = "POST") => call(path, { method, body });

// Trouble is one for the whole page: whoever reads reports it, the bar above the view shows it.
const troubleListeners = new Set();
const waiting = new Set();

export const onTrouble = (listener) => troubleListeners.add(listener);

function report(trouble) {
  troubleListeners.forEach((listener) => listener(trouble));
}

export function retryNow() {
  waiting.forEach((wake) => wake());
}

function pause(seconds, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      waiting.delete(done);
      document.removeEventListener("visibilitychange", seen);
      resolve();
    };
    const seen = () => document.visibilityState === "visible" && done();
    const timer = setTimeout(done, seconds * 1000);
    waiting.add(done);
    document.addEventListener("visibilitychange", seen);
    signal.addEventListener("abort", done);
  });
}

/** Whether asking again may help. */
const isPassing = (error) => error.status === 0 || error.status >= 500 || error.status === 429;

/**
 * Reads again and again until the signal, every so many seconds while the tab is seen; 0 reads once. A failure that may
 * pass is reported and tried again, ever less often; another one goes to {@code failed} and ends it.
 */
export async function watch(read, every, signal, failed = () => {}) {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await read();
      if (failures > 0) {
        report(null);
      }
      failures = 0;
      if (every === 0) {
        return;
      }
      await pause(every, signal);
      while (document.visibilityState === "hidden" && !signal.aborted) {
        await pause(60, signal);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (!(error instanceof ApiError) || !isPassing(error)) {
        failed(error);
        return;
      }
      const seconds = RETRIES[Math.min(failures++, RETRIES.length - 1)];
      report({ message: error.status === 0 ? "The API does not answer." : error.message, seconds });
      await pause(seconds, signal);
    }
  }
}

/** Reads server-sent events until the stream or the signal ends; {@code EventSource} cannot send a key. */
export async function stream(path, { last, signal, event }) {
  const more = last === undefined ? {} : { "Last-Event-ID": String(last) };
  const response = await request(path, { accept: "text/event-stream", headers: more, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (text + value).split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
      if (fields.data !== undefined) {
        event({ id: fields.id, type: fields.event, data: JSON.parse(fields.data) });
      }
    }
  }
}
