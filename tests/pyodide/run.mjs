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
pyodide.runPython(`
import os, sys, types
for name in ("termios", "fcntl", "resource", "pexpect", "tornado"):
    sys.modules.setdefault(name, types.ModuleType(name))
os.environ.update(MPLBACKEND="agg", CLAIMLAB_FRESH="1")
from IPython.core.interactiveshell import InteractiveShell

class Shell(InteractiveShell):
    def showtraceback(self, exc_tuple=None, **more):
        failed.append(f"{(exc_tuple or sys.exc_info())[0].__name__}: {(exc_tuple or sys.exc_info())[1]}"[:300])
    def _showtraceback(self, kind, problem, lines):
        failed.append(f"{kind.__name__}: {problem}"[:300])
    def showsyntaxerror(self, *anything, **more):
        failed.append("SyntaxError")

def run(name):
    import io, json, contextlib
    global failed
    os.chdir(f"/drive/{name.split('/')[0]}")
    book = json.load(open(f"/drive/{name}", encoding="utf-8"))
    Shell.clear_instance()
    shell, errors, count = Shell.instance(), [], 0
    for number, cell in enumerate(book["cells"]):
        if cell["cell_type"] != "code":
            continue
        count += 1
        failed, said = [], io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            done = shell.run_cell("".join(cell["source"]), store_history=True)
        if not done.success and not failed:
            failed.append(repr(done.error_in_exec or done.error_before_exec)[:300])
        errors += [[number, text] for text in failed[:1] if "raises-exception" not in cell["metadata"].get("tags", [])]
    return json.dumps({"name": name, "cells": count, "errors": errors})
`);
const run = pyodide.globals.get("run");
for (const name of names) {
  // What a notebook names is loaded before it runs, as the kernel of the lab does.
  const named = readFileSync(`${course}/${name}`, "utf8").match(/import \w+/g) ?? [];
  await pyodide.loadPackagesFromImports(named.join("\n"), { messageCallback: silent, errorCallback: silent });
  console.log(run(name));
}
process.exit(0);
