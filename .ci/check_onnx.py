"""Checks ONNX files with onnx's own checker and shape inference (Debian: apt-get install python3-onnx).

    mvn -q -Ponnx test-compile exec:exec@onnx && /usr/bin/python3 .ci/check_onnx.py
"""

import pathlib
import sys

import onnx
import onnx.checker
import onnx.shape_inference

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "target" / "onnx"
NUMBERS = {onnx.TensorProto.FLOAT, onnx.TensorProto.DOUBLE}


def check(path):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    for value in list(inferred.graph.input) + list(inferred.graph.output):
        dims = value.type.tensor_type.shape.dim
        assert dims[0].dim_param == "batch", (path, value)
    numbers = {v.type.tensor_type.elem_type for v in inferred.graph.output}
    assert numbers & NUMBERS, (path, numbers)


def main():
    files = sorted(FOLDER.glob("*.onnx"))
    if not files:
        sys.exit(f"expected files in {FOLDER}, got none")
    for path in files:
        check(path)
    print(f"{len(files)} files pass the checker of onnx {onnx.__version__}")


main()
