"""A stream to learn online, as a JSON file hands it over, and the loop that checks and times a peer.

The file has `inputs`, `bias` (true or false), `hidden`, `outputs`, `ticks_per_step`, `batch` (lanes),
`mask` and `A` (n x n; A[p][q] is the edge p -> q), `X` [lane][step][input], `targets`
[lane][step][output], `learning_rate`, `optimiser` ("sgd", or "adam" with beta .9 and .999 and epsilon
1e-8) and, unless it never resets, `reset`: every so many steps the states and what is carried of the
gradient become 0. After the last step of X the stream goes on with the first.

Neurons [inputs | bias | hidden | outputs]; hidden ones are tanh, outputs identity. Each step:
`ticks_per_step` times the inputs and the bias are clamped and S = f(S A); then the loss of this step
alone, half the squared error summed over the outputs, mean over the lanes; then the weights change.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np


class OnlineWork:
    def __init__(self, file):
        values = json.loads(Path(file).read_text())
        self.ticks, self.lanes = values["ticks_per_step"], values["batch"]
        self.outputs = values["outputs"]
        self.clamped = values["inputs"] + bool(values["bias"])
        self.n = self.clamped + values["hidden"] + self.outputs
        self.rate, self.adam = values["learning_rate"], values["optimiser"] == "adam"
        self.reset = values.get("reset", 0)
        self.mask, self.a = np.array(values["mask"], float), np.array(values["A"])
        x = np.array(values["X"])  # (lanes, steps, inputs)
        self.steps = x.shape[1]
        one = np.ones((*x.shape[:2], int(bool(values["bias"]))))
        self.x = np.ascontiguousarray(np.concatenate([x, one], 2).swapaxes(0, 1))
        self.y = np.ascontiguousarray(np.array(values["targets"]).swapaxes(0, 1))

    def stream(self):
        """For ever: (whether states become 0 first, clamped values, targets) of the next step."""
        step = 0
        while True:
            fresh = step == 0 or (self.reset > 0 and step % self.reset == 0)
            yield fresh, self.x[step % self.steps], self.y[step % self.steps]
            step += 1


class Update:
    """Gradient descent or Adam on an array, in place."""

    def __init__(self, work):
        self.rate, self.adam, self.t, self.m, self.v = work.rate, work.adam, 0, 0, 0

    def __call__(self, weights, g):
        if not self.adam:
            weights -= self.rate * g
            return
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * g
        self.v = 0.999 * self.v + 0.001 * g * g
        m = self.m / (1 - 0.9**self.t)
        weights -= self.rate * m / (np.sqrt(self.v / (1 - 0.999**self.t)) + 1e-8)


def serve(peer):
    """Answers lines `weights FILE K`, `loss FILE K` and `time FILE STEPS BLOCKS`.

    `peer(work)` returns a function that takes one step and returns its loss, and one that returns the
    weights. The answers: the n x n weights after K steps, row by row; the K losses; the seconds of the
    processor that a step took, one number for each block of so many steps. Give STEPS as a multiple of
    the reset where a step's cost grows with the steps since.
    """
    for line in sys.stdin:
        command, file, steps, *rest = line.split()
        step, weights = peer(OnlineWork(file))
        if command == "time":
            timed(step, int(steps))  # warm-up
            answer = [timed(step, int(steps)) / int(steps) for _ in range(int(rest[0]))]
        else:
            losses = [float(step()) for _ in range(int(steps))]
            answer = losses if command == "loss" else np.asarray(weights()).ravel().tolist()
        print(*map(repr, answer), flush=True)


def timed(step, steps):
    start = time.process_time()
    for _ in range(steps):
        step()
    return time.process_time() - start
