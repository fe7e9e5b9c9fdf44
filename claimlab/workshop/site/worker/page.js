// Stands first in every page of the lab. LAB is the way from that page to the lab's folder.
(() => {
  // Whoever opens this page directly goes by the start check: it says in words what a browser lacks.
  const check = `LAB/run.html#${new URLSearchParams(location.search).get("path") || ""}`;
  try { if (!sessionStorage.getItem("claimlab checked")) return location.replace(check); } catch { return location.replace(check); }
  const workers = navigator.serviceWorker;
  if (!workers) return;
  // One worker serves this place: the one that keeps the page. JupyterLite would end it at the first visit and start it
  // anew under another name, and at a visit without a network it could not start it again.
  const register = workers.register.bind(workers);
  workers.register = () => register(new URL("LAB/service-worker.js", location.href), { scope: new URL("LAB/", location.href) });
  ServiceWorkerRegistration.prototype.unregister = async () => false;

  const style = "position: fixed; bottom: 0; left: 50%; transform: translateX(-50%); z-index: 999; max-width: 90%; padding: 2px 12px; "
    + "font: 13px/1.5 system-ui, sans-serif; color: #fff; background: #1f4f8a; border-radius: 4px 4px 0 0";
  const tell = (text, seconds) => {
    const said = document.querySelector("#claimlab-offline") ?? document.body.appendChild(Object.assign(document.createElement("div"),
      { id: "claimlab-offline", role: "status", style }));
    said.textContent = text;
    if (seconds) setTimeout(() => said.remove(), seconds * 1000);
  };
  workers.addEventListener("message", ({ data }) => {
    if (data?.claimlab !== "kept") return;
    if (!data.missing) tell("Ready offline: this page now also opens without a network.", 20);
    else if (navigator.onLine) tell(`Not ready offline: ${data.missing} files could not be kept. Reload the page to try again.`, 20);
  });
  workers.startMessages();
  // What the reader waits for comes first: Python. Then the worker keeps what is left.
  const look = setInterval(async () => {
    if (window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status !== "idle") return;
    clearInterval(look);
    (await workers.ready).active.postMessage({ claimlab: "keep" });
  }, 1000);
  // A page that was closed too early lacks a part when there is no network: say so instead of standing still.
  addEventListener("error", ({ target }) => {
    if (target.tagName === "SCRIPT" && !window.jupyterapp) tell("A part of the lab cannot be had. Open this page again with a network, until it says “Ready offline”.");
  }, true);
})();
