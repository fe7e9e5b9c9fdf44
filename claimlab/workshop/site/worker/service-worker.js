// The second visit works without a network. JupyterLite's own worker keeps no list of files and forgets, whenever the
// browser stops it, that it should keep anything; so this one answers first, and leaves to it what is a running kernel's.
const KEPT = "claimlab-EDITION";
const KERNEL = /\/api\/(drive|stdin|service-worker-heartbeat)/;
// These names change whenever what is in them does.
const LASTING = /\/build\/|\.whl$|\/pyodide\/v[\d.]+\/|pyodide\.asm|python_stdlib/;

self.addEventListener("activate", (event) => event.waitUntil(caches.keys().then((names) =>
  Promise.all(names.filter((name) => name.startsWith("claimlab-") && name !== KEPT).map((name) => caches.delete(name))))));

self.addEventListener("fetch", (event) => {
  const { request } = event, { protocol, pathname } = new URL(request.url);
  if (request.method !== "GET" || !protocol.startsWith("http") || KERNEL.test(pathname)) return;
  event.stopImmediatePropagation();
  event.respondWith(answer(request, pathname));
});

async function answer(request, pathname) {
  const kept = await caches.open(KEPT);
  const known = () => kept.match(request, { ignoreSearch: request.mode === "navigate" || pathname.includes("/api/") });
  if (LASTING.test(pathname)) {
    const found = await known();
    if (found) return found;
  }
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200) await kept.put(request, fresh.clone()).catch(() => null);
    return fresh;
  } catch (problem) {
    const found = await known();
    if (found) return found;
    throw problem;
  }
}

importScripts("service-worker-lite.js");
