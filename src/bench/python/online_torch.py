"""The same updates in PyTorch: at each step autograd goes back through all steps since the reset.

The gradient is that of real-time recurrent learning, to rounding: each tick's product keeps the weights
it was taken with, and the shift P below, which is 0, is added to all of them, so that dloss/dP sums over
the ticks dloss/dA under the weights as they were then. What differs is the work: nothing is carried
forward, so that a step costs as much as there are steps since the reset (half the reset on average), and
every state since is kept. Without a reset it would grow for ever; back-propagation truncated to fewer
steps is cheaper and another gradient.
"""

import numpy as np
import torch

from online_work import OnlineWork, Update, serve


def peer(work: OnlineWork):
    c, outputs = work.clamped, work.outputs
    mask = torch.tensor(work.mask)
    a = torch.tensor(work.a)
    weights, update, stream = a.numpy(), Update(work), work.stream()  # one memory, two views
    shift = torch.zeros_like(a, requires_grad=True)
    free = torch.zeros(work.lanes, work.n - c, dtype=a.dtype)
    state = free

    def step():
        nonlocal state
        fresh, x, y = next(stream)
        x, y = torch.from_numpy(x), torch.from_numpy(y)
        if fresh:
            state = free
        w = (a + shift)[:, c:]  # the sum is a copy: later updates do not reach it
        for _ in range(work.ticks):
            z = torch.cat([x, state], 1) @ w
            state = torch.cat([torch.tanh(z[:, :-outputs]), z[:, -outputs:]], 1)
        loss = 0.5 * (state[:, -outputs:] - y).square().sum() / work.lanes
        (gradient,) = torch.autograd.grad(loss, shift, retain_graph=True)
        update(weights, (gradient * mask).numpy())
        return loss.detach()

    return step, lambda: np.asarray(weights)


if __name__ == "__main__":
    torch.set_num_threads(1)
    serve(peer)
