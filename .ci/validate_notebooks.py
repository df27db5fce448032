"""Validates notebooks, committed and executed, against the schema of nbformat 4.5."""

import json
import pathlib
import sys

import nbformat

found = sorted(p for folder in ("notebooks", "target/notebooks") for p in pathlib.Path(folder).rglob("*.ipynb"))
if not found:
    sys.exit("expected notebooks in notebooks or target/notebooks, got none")
for path in found:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    if (notebook["nbformat"], notebook["nbformat_minor"]) != (4, 5):
        sys.exit(f"{path}: expected nbformat 4.5, got {notebook['nbformat']}.{notebook['nbformat_minor']}")
    nbformat.validate(notebook, version=4, version_minor=5)
    print(f"valid: {path}")
