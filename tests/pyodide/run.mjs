// Runs notebooks under Pyodide, without a browser: node run.mjs PYODIDE COURSE NOTEBOOK…
// Prints one line of JSON a notebook: {"name", "cells", "errors": [[cell, error], …]}
import { readFileSync } from "fs";
import { createRequire } from "module";
const [pyodideFolder, course, ...names] = process.argv.slice(2);
const { loadPyodide } = createRequire(import.meta.url)(`${pyodideFolder}/pyodide.js`);
const silent = () => {};
const pyodide = await loadPyodide({ indexURL: `${pyodideFolder}/`, stderr: silent });
await pyodide.loadPackage(["ipython", "claimlab"], { messageCallback: silent });
pyodide.FS.mkdir("/drive");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: course }, "/drive");
pyodide.runPython(readFileSync(new URL("runner.py", import.meta.url), "utf8"));
const run = pyodide.globals.get("run");
for (const name of names) {
  // What a notebook names is loaded before it runs, as the kernel of the lab does.
  const named = readFileSync(`${course}/${name}`, "utf8").match(/import \w+/g) ?? [];
  await pyodide.loadPackagesFromImports(named.join("\n"), { messageCallback: silent, errorCallback: silent });
  console.log(run("/drive", name));
}
process.exit(0);
