"""A piece of work as the benchmark hands it over, and the loop that times a peer on it."""

import json
import sys
import time
from pathlib import Path

import numpy as np


class Work:
    """Sizes and numbers of one piece of work: see Numbers.write on the Java side."""

    def __init__(self, directory, name):
        self.__dict__.update(json.loads(Path(directory, name + ".json").read_text()))
        self.clamped = self.inputs + self.bias
        self.n = self.clamped + self.hidden + self.outputs
        values = np.fromfile(Path(directory, name + ".f64"), "<f8")
        sizes = [self.rows * self.inputs, self.rows, self.rows, self.n**2, self.n**2]
        x, label, order, a, mask = np.split(values, np.cumsum(sizes)[:-1])
        self.x = np.hstack([x.reshape(self.rows, self.inputs), np.ones((self.rows, self.bias))])
        self.label = label.astype(np.int64)
        self.order = order.astype(np.int64)
        self.a = a.reshape(self.n, self.n)
        self.mask = mask.reshape(self.n, self.n)

    def batches(self):
        """For ever: the rows of the next batch, in the shared order."""
        while True:
            for start in range(0, self.rows - self.batch + 1, self.batch):
                yield self.order[start : start + self.batch]


def serve(peer):
    """Answers lines `losses DIRECTORY NAME TYPE K` and `time DIRECTORY NAME TYPE BLOCKS SECONDS`.

    `peer(work, type)` returns a function that runs one training step and returns its loss. The
    answers: K losses from a fresh start; the nanoseconds a step took, one number a block.
    """
    for line in sys.stdin:
        command, directory, name, dtype, *rest = line.split()
        step = peer(Work(directory, name), dtype)
        if command == "losses":
            answer = [float(step()) for _ in range(int(rest[0]))]
        else:
            answer = blocks(step, int(rest[0]), float(rest[1]))
        print(*answer, flush=True)


def blocks(step, count, seconds):
    """Median-ready samples: each block repeats the step for about so many seconds."""
    step()
    repeats = 1
    while True:  # also the warm-up
        taken = timed(step, repeats)
        if taken >= seconds / 2:
            break
        repeats *= 2
    repeats = max(1, round(repeats * seconds / taken))
    return [timed(step, repeats) / repeats * 1e9 for _ in range(count)]


def timed(step, repeats):
    start = time.perf_counter()
    for _ in range(repeats):
        step()
    return time.perf_counter() - start
