"""The same step in PyTorch: eager mode, autograd, torch.optim.Adam. One argument: the threads.

A mesh is a square matrix under a mask, T products of it; a layered mesh is the perceptron it is.
"""

import sys

import torch
import torch.nn.functional as F

from work import serve


def peer(work, dtype):
    dtype = getattr(torch, dtype)
    x = torch.tensor(work.x, dtype=dtype)
    label = torch.tensor(work.label)
    logits, parameters = (perceptron if work.layered else mesh)(work, dtype)
    adam = torch.optim.Adam(parameters, lr=1e-3)
    batches = work.batches()

    def step():
        rows = torch.from_numpy(next(batches))
        loss = F.cross_entropy(logits(x[rows]), label[rows])
        adam.zero_grad(set_to_none=True)
        loss.backward()
        adam.step()
        return loss

    return step


def mesh(work, dtype):
    a = torch.tensor(work.a, dtype=dtype, requires_grad=True)
    mask = torch.tensor(work.mask, dtype=dtype)
    silent = torch.zeros(work.batch, work.n - work.clamped, dtype=dtype)

    def logits(x):
        w = a * mask
        s = torch.cat([x, silent], 1)
        for t in range(work.ticks):
            s = torch.relu(s @ w)
            if t < work.ticks - 1:
                s = torch.cat([x, s[:, work.clamped :]], 1)
        return s[:, -work.outputs :]

    return logits, [a]


def perceptron(work, dtype):
    """Linear, relu, linear; the bias is already a column of x, so it is taken off again."""
    i, h = work.clamped, work.clamped + work.hidden

    def parameter(values):
        return torch.tensor(values.copy(), dtype=dtype, requires_grad=True)

    w1, b1 = parameter(work.a[: work.inputs, i:h].T), parameter(work.a[work.inputs, i:h])
    w2, b2 = parameter(work.a[i:h, h:].T), parameter(work.a[work.inputs, h:])

    def logits(x):
        return F.linear(torch.relu(F.linear(x[:, : work.inputs], w1, b1)), w2, b2)

    return logits, [w1, b1, w2, b2]


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[1]))
    serve(peer)
