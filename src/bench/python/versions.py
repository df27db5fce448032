"""Says which NumPy, PyTorch and BLAS the peers run on, or which of them is missing."""

import os

import numpy
import torch

blas = os.path.realpath("/usr/lib/x86_64-linux-gnu/libblas.so.3")
print(f"NumPy {numpy.__version__}, PyTorch {torch.__version__}, BLAS {blas}")
