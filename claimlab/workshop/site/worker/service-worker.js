// The second visit works without a network. JupyterLite's own worker keeps no list of files and forgets, whenever the
// browser stops it, that it should keep anything; so this one answers first, and leaves to it what is a running kernel's.
const KEPT = "claimlab-EDITION";
// Paths below this file. Without the shell no page opens: it is kept before this worker answers anything, and the start
// check waits for that. The rest is Python, its packages and the tables: it is kept once Python runs.
const SHELL = ["SHELL"], REST = ["REST"];
const KERNEL = /\/api\/(drive|stdin|service-worker-heartbeat)/;
// These names change whenever what is in them does.
const LASTING = /\/build\/|\.whl$|\/pyodide\/v[\d.]+\/|pyodide\.asm|python_stdlib/;

// A file that cannot be had must not keep the lab from starting: then it works with a network only.
self.addEventListener("install", (event) => event.waitUntil(fill(SHELL).catch(() => null)));

self.addEventListener("activate", (event) => event.waitUntil(caches.keys().then((names) =>
  Promise.all(names.filter((name) => name.startsWith("claimlab-") && name !== KEPT).map((name) => caches.delete(name))))));

// A page asks to keep all of it, and is told how many files are missing yet.
self.addEventListener("message", (event) => {
  if (event.data?.claimlab !== "keep") return;
  const tell = (missing) => event.source?.postMessage({ claimlab: "kept", missing });
  event.waitUntil(fill([...SHELL, ...REST]).then(tell, () => tell(SHELL.length + REST.length)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event, { protocol, pathname } = new URL(request.url);
  if (request.method !== "GET" || !protocol.startsWith("http") || KERNEL.test(pathname)) return;
  event.stopImmediatePropagation();
  event.respondWith(answer(request));
});

// On this site the part behind the question mark never changes what is sent.
function named(address) {
  const url = new URL(address, self.registration.scope);
  if (url.origin === location.origin) url.search = "";
  url.hash = "";
  return url.href;
}

async function fetched(asked, kept, problem = () => null) {
  const url = named(asked.url ?? asked);
  const fresh = await fetch(asked, asked.url || LASTING.test(url) ? {} : { cache: "no-cache" });
  if (fresh.status !== 200) { problem(fresh); return fresh; }
  // a browser takes no answer for a page that says it came from elsewhere
  const whole = fresh.redirected ? new Response(await fresh.blob(), { headers: fresh.headers }) : fresh;
  await kept.put(url, whole.clone()).catch(problem);
  return whole;
}

// Keep all these files; returns how many could not be kept.
async function fill(files) {
  const kept = await caches.open(KEPT), there = new Set((await kept.keys()).map(({ url }) => url));
  const waiting = files.map(named).filter((url) => !there.has(url)), missing = new Set();
  const work = async () => {
    for (let url = waiting.shift(); url; url = waiting.shift()) {
      const problem = () => missing.add(url);
      await fetched(url, kept, problem).catch(problem);
    }
  };
  await Promise.all(Array.from({ length: 12 }, work));
  return missing.size;
}

async function answer(request) {
  const kept = await caches.open(KEPT), url = named(request.url);
  const known = async () => await kept.match(url)
    ?? (request.mode === "navigate" ? await kept.match(url.replace(/\/?$/, "/index.html")) : undefined);
  if (LASTING.test(url)) {
    const found = await known();
    if (found) return found;
  }
  try {
    return await fetched(request, kept);
  } catch (problem) {
    const found = await known();
    if (found) return found;
    throw problem;
  }
}

importScripts("service-worker-lite.js");
