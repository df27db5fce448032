"""Real-time recurrent learning (Williams and Zipser 1989) in NumPy, exact: G = dS/dA beside the state.

G'[b,e,j] = f'(Z[b,j]) (sum over k of G[b,e,k] A[k,j] + [j = q] S[b,p]) for the edge e: p -> q, j and k
not clamped. One matrix product a tick moves the G of all lanes. G has a row for each edge, or, with the
argument `tensor`, for each of the n x n pairs, edge or not.
"""

import sys

import numpy as np

from online_work import OnlineWork, Update, serve


def peer(work: OnlineWork, every_pair=False):
    n, c, lanes, outputs = work.n, work.clamped, work.lanes, work.outputs
    source, target = np.nonzero(np.ones((n, n)) if every_pair else work.mask)
    edges, free = len(source), n - c
    learns = work.mask[source, target]
    own = np.nonzero(target >= c)[0]  # rows whose target is not clamped
    own_column, own_source = target[own] - c, source[own]
    a, update, stream = work.a.copy(), Update(work), work.stream()
    weights = a[source, target]  # what is learned; a follows it
    s, g = np.zeros((lanes, n)), np.zeros((lanes, edges, free))
    moved = np.empty_like(g)
    slope = np.ones((lanes, free))

    def step():
        nonlocal g, moved
        fresh, x, y = next(stream)
        if fresh:
            s[:] = 0
            g[:] = 0
        for _ in range(work.ticks):
            s[:, :c] = x
            z = s @ a[:, c:]
            np.matmul(g.reshape(-1, free), a[c:, c:], out=moved.reshape(-1, free))
            moved[:, own, own_column] += s[:, own_source]
            z[:, :-outputs] = np.tanh(z[:, :-outputs])
            slope[:, :-outputs] = 1 - z[:, :-outputs] ** 2
            moved *= slope[:, None, :]
            g, moved = moved, g
            s[:, c:] = z
        error = s[:, -outputs:] - y
        gradient = np.einsum("beo,bo->e", g[:, :, -outputs:], error / lanes)
        update(weights, gradient * learns)
        a[source, target] = weights
        return 0.5 * (error**2).sum() / lanes

    return step, lambda: a


if __name__ == "__main__":
    pairs = sys.argv[1:] == ["tensor"]
    serve(lambda work: peer(work, pairs))
