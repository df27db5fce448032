"""Losses and their derivatives by PyTorch's autograd, in double: the oracle losses_torch.json.

    /usr/bin/python3 src/bench/python/losses_torch.py > src/test/resources/oracles/losses_torch.json

Each case has outputs (rows x outputs), targets as meshnn takes them, the batch mean of the loss and
its derivative by the outputs. torch 1.13 has no quantile loss: that is written out here, with
torch.maximum, and differentiated by autograd; weighted cases are the sum of weight times loss over
the number of rows.
"""

import json

import torch
import torch.nn.functional as F

ROWS, OUTPUTS = 7, 3
random = torch.Generator().manual_seed(5)


def normal(*shape):
    return torch.randn(*shape, generator=random, dtype=torch.float64)


def case(name, outputs, targets, rows_loss, weights=None):
    """rows_loss: outputs -> loss of each row."""
    z = outputs.clone().requires_grad_(True)
    each = rows_loss(z)
    mean = (each if weights is None else weights * each).sum() / len(each)
    mean.backward()
    found = {
        "loss": name,
        "outputs": z.detach().tolist(),
        "targets": targets.tolist(),
        "mean": mean.item(),
        "gradient": z.grad.tolist(),
    }
    if weights is not None:
        found["weights"] = weights.tolist()
    return found


def pinball(z, y, levels):
    q = torch.tensor(levels, dtype=torch.float64)
    error = y - z
    return torch.maximum(q * error, (q - 1) * error).sum(1)


z = 2 * normal(ROWS, OUTPUTS)
y = 2 * normal(ROWS, OUTPUTS)
classes = torch.randint(OUTPUTS, (ROWS,), generator=random)
one_hot = F.one_hot(classes, OUTPUTS).to(torch.float64)
flags = torch.randint(2, (ROWS, OUTPUTS), generator=random).to(torch.float64)
once = normal(ROWS, 1).expand(ROWS, OUTPUTS)
weights = torch.rand(ROWS, generator=random, dtype=torch.float64) * 3
weights[2] = 0

cases = [
    case("cross entropy", z, one_hot, lambda s: F.cross_entropy(s, classes, reduction="none")),
    case("label smoothing 0.1", z, one_hot,
         lambda s: F.cross_entropy(s, classes, reduction="none", label_smoothing=0.1)),
    case("label smoothing 0.3", z, one_hot,
         lambda s: F.cross_entropy(s, classes, reduction="none", label_smoothing=0.3)),
    case("half squared", z, y, lambda s: F.mse_loss(s, y, reduction="none").sum(1) / 2),
    case("absolute", z, y, lambda s: F.l1_loss(s, y, reduction="none").sum(1)),
    case("huber 1", z, y, lambda s: F.huber_loss(s, y, reduction="none", delta=1.0).sum(1)),
    case("huber 0.25", z, y, lambda s: F.huber_loss(s, y, reduction="none", delta=0.25).sum(1)),
    case("quantiles 0.1 0.5 0.9", z, once, lambda s: pinball(s, once, [0.1, 0.5, 0.9])),
    case("binary", 10 * z, flags,
         lambda s: F.binary_cross_entropy_with_logits(s, flags, reduction="none").sum(1)),
    case("cross entropy", z, one_hot,
         lambda s: F.cross_entropy(s, classes, reduction="none"), weights),
    case("half squared", z, y,
         lambda s: F.mse_loss(s, y, reduction="none").sum(1) / 2, weights),
    case("huber 1", z, y,
         lambda s: F.huber_loss(s, y, reduction="none", delta=1.0).sum(1), weights),
    case("binary", z, flags,
         lambda s: F.binary_cross_entropy_with_logits(s, flags, reduction="none").sum(1), weights),
]
print(json.dumps({"torch": torch.__version__, "cases": cases}, indent=1))
