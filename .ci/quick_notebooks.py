"""Writes copies of the notebooks that take long, with their quick parameters, for nbconvert to run."""

import json
import pathlib
import sys

import nbformat

ROOT = pathlib.Path(__file__).resolve().parent.parent
QUICK = json.loads((ROOT / ".ci" / "quick-parameters.json").read_text())


def main(out):
    out.mkdir(parents=True, exist_ok=True)
    for name, values in QUICK.items():
        notebook = nbformat.read(ROOT / "notebooks" / name, as_version=4)
        at = next(
            i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])
        )
        lines = "\n".join(f"{variable} = {value};" for variable, value in values.items())
        notebook.cells.insert(at + 1, nbformat.v4.new_code_cell(lines))
        nbformat.write(notebook, out / name)


main(pathlib.Path(sys.argv[1]))
