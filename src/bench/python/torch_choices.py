"""Records what torch's optimisers and learning rate schedules do, for OptimiserTest and ScheduleTest:

    python3 src/bench/python/torch_choices.py src/test/resources/oracles

Gradients are given numbers, so that nothing but the rule is compared. Doubles throughout.
"""

import json
import random
import sys
from pathlib import Path

import torch
from torch.optim import SGD, Adam, AdamW, RMSprop, lr_scheduler

STEPS, WEIGHTS, SHRINK = 40, 5, 0.97
PATIENCE, EPOCHS, CYCLE = 3, 24, 50


def numbers(seed, count):
    generator = random.Random(seed)
    return [generator.gauss(0, 1) for _ in range(count)]


def weights_after(optimiser, **settings):
    """The weights after each step, the learning rate multiplied by SHRINK from step to step."""
    w = torch.tensor(numbers(1, WEIGHTS), dtype=torch.float64, requires_grad=True)
    rule = optimiser([w], **settings)
    after = []
    for step in range(STEPS):
        for group in rule.param_groups:
            group["lr"] = settings["lr"] * SHRINK**step
        w.grad = torch.tensor(numbers(100 + step, WEIGHTS), dtype=torch.float64) * 10 ** (step % 5 - 2)
        rule.step()
        after.append(w.tolist())
    return after


def optimisers():
    return {
        "torch": torch.__version__,
        "shrink": SHRINK,
        "start": numbers(1, WEIGHTS),
        "gradients": [[g * 10 ** (s % 5 - 2) for g in numbers(100 + s, WEIGHTS)] for s in range(STEPS)],
        "weights": {
            "adam": weights_after(Adam, lr=0.02),
            "adamw": weights_after(AdamW, lr=0.02, weight_decay=0.3),
            "adamw, other constants": weights_after(
                AdamW, lr=0.05, weight_decay=0.1, betas=(0.8, 0.95), eps=1e-4
            ),
            "sgd": weights_after(SGD, lr=0.01, momentum=0.9),
            "nesterov": weights_after(SGD, lr=0.01, momentum=0.9, nesterov=True),
            "rmsprop": weights_after(RMSprop, lr=0.01),
            "rmsprop, momentum": weights_after(RMSprop, lr=0.01, alpha=0.9, momentum=0.8, eps=1e-6),
            "l2 adam": weights_after(Adam, lr=0.02, weight_decay=0.3),
        },
    }


def rates(schedule, count, watched=None):
    """The learning rate of each step or epoch, of an optimiser at 1."""
    rule = SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    after = schedule(rule)
    found = []
    for i in range(count):
        found.append(rule.param_groups[0]["lr"])
        rule.step()
        if watched is None:
            if i + 1 < count:
                after.step()
        else:
            after.step(watched[i])
    return found


def warm_cosine(rule, warm, lowest):
    first = lr_scheduler.LinearLR(rule, start_factor=1 / (warm + 1), total_iters=warm)
    then = lr_scheduler.CosineAnnealingLR(rule, T_max=EPOCHS - warm, eta_min=lowest)
    return lr_scheduler.SequentialLR(rule, [first, then], milestones=[warm])


def schedules():
    losses = [1 / (1 + 0.3 * e) + 0.05 * abs(n) for e, n in enumerate(numbers(7, 60))]
    metrics = [1 - loss for loss in losses]
    plateau = lr_scheduler.ReduceLROnPlateau
    return {
        "torch": torch.__version__,
        "epochs": EPOCHS,
        "steps": CYCLE,
        "losses": losses,
        "metrics": metrics,
        "rates": {
            "step": rates(lambda r: lr_scheduler.StepLR(r, 7, 0.3), EPOCHS),
            "exponential": rates(lambda r: lr_scheduler.ExponentialLR(r, 0.9), EPOCHS),
            "cosine": rates(lambda r: lr_scheduler.CosineAnnealingLR(r, EPOCHS), EPOCHS),
            "cosine, warm-up 5, down to 0.01": rates(lambda r: warm_cosine(r, 5, 0.01), EPOCHS),
            "plateau of losses": rates(
                lambda r: plateau(r, factor=0.5, patience=PATIENCE, threshold=1e-3), 60, losses
            ),
            "plateau of metrics": rates(
                lambda r: plateau(r, mode="max", factor=0.2, patience=1, min_lr=1e-3), 60, metrics
            ),
            "one cycle": rates(
                lambda r: lr_scheduler.OneCycleLR(r, 1.0, total_steps=CYCLE, cycle_momentum=False), CYCLE
            ),
            "one cycle, other constants": rates(
                lambda r: lr_scheduler.OneCycleLR(
                    r, 1.0, total_steps=CYCLE, pct_start=0.45, div_factor=10, final_div_factor=100,
                    cycle_momentum=False,
                ),
                CYCLE,
            ),
        },
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, recorded in (("optimisers_torch", optimisers()), ("schedules_torch", schedules())):
        (folder / f"{name}.json").write_text(json.dumps(recorded, indent=1) + "\n")
