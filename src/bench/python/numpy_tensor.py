"""The paper's learning algorithm, literally, in NumPy: the tensor G = dS/dA beside the state.

G'[b,p,q,j] = f'(Z[b,j]) (sum over k of G[b,p,q,k] A[k,j] + [j = q] S[b,p]), with G = 0 on clamped
neurons (Galatolo et al. 2021, section 2.2). One matrix product moves the G of the whole batch.
"""

import numpy as np

from work import serve


def peer(work, _dtype):
    n, c = work.n, work.clamped
    a = work.a.copy()
    adam = Adam(a)
    one_hot = np.eye(work.outputs)[work.label]
    batches = work.batches()
    diagonal = np.arange(n)

    def step():
        rows = next(batches)
        s = np.zeros((work.batch, n))
        g = np.zeros((work.batch, n, n, n))
        for _ in range(work.ticks):
            s[:, :c] = work.x[rows]
            g[..., :c] = 0
            z = s @ a
            g = (g.reshape(-1, n) @ a).reshape(g.shape)
            g[:, :, diagonal, diagonal] += s[:, :, None]
            g *= (z > 0)[:, None, None, :]
            s = np.maximum(z, 0)
        logits = s[:, -work.outputs :]
        e = np.exp(logits - logits.max(1, keepdims=True))
        p = e / e.sum(1, keepdims=True)
        loss = -np.log((p * one_hot[rows]).sum(1)).mean()
        dl = (p - one_hot[rows]) / work.batch
        adam.step(np.einsum("bpqk,bk->pq", g[..., -work.outputs :], dl) * work.mask)
        return loss

    return step


class Adam:
    def __init__(self, w, rate=1e-3):
        self.w, self.rate, self.t = w, rate, 0
        self.m, self.v = np.zeros_like(w), np.zeros_like(w)

    def step(self, g):
        self.t += 1
        self.m += 0.1 * (g - self.m)
        self.v += 0.001 * (g * g - self.v)
        m = self.m / (1 - 0.9**self.t)
        self.w -= self.rate * m / (np.sqrt(self.v / (1 - 0.999**self.t)) + 1e-8)


if __name__ == "__main__":
    serve(peer)
