"""Records metrics, curves and calibration of scikit-learn for the tests:
   /usr/bin/python3 src/bench/python/sklearn_scores.py > src/test/resources/oracles/scores.json
Made with scikit-learn 1.2.1, numpy 1.24.2, scipy 1.10.1. Numbers are repr doubles."""
import json
import warnings

import numpy as np
from scipy.optimize import brentq
from scipy.special import logsumexp, softmax
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

warnings.filterwarnings("error")
rng = np.random.default_rng(17)


def delong(positive, negative):
    """Variance of the area (DeLong, DeLong, Clarke-Pearson 1988), pair by pair."""
    wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
    of_positives, of_negatives = wins.mean(1), wins.mean(0)
    return of_positives.var(ddof=1) / len(positive) + of_negatives.var(ddof=1) / len(negative)


def calibration_error(y, p, bins):
    """Mean over the rows of |frequency - mean probability| of the row's bin (Guo et al. 2017)."""
    bin_of = np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], p)
    return sum(abs(y[bin_of == b].mean() - p[bin_of == b].mean()) * (bin_of == b).mean() for b in set(bin_of))


def two(name, y, p):
    y, p = np.asarray(y), np.asarray(p, float)
    case = {"name": name, "y": y.tolist(), "p": p.tolist(), "brier": m.brier_score_loss(y, p, pos_label=1)}
    if y.any():
        precision, recall, thresholds = m.precision_recall_curve(y, p)
        case |= {
            "average_precision": m.average_precision_score(y, p),
            "precision": precision.tolist(),
            "recall": recall.tolist(),
            "precision_thresholds": thresholds.tolist(),
        }
    if 0 < y.sum() < len(y):
        fpr, tpr, thresholds = m.roc_curve(y, p, drop_intermediate=False)
        case |= {
            "auc": m.roc_auc_score(y, p),
            "fpr": fpr.tolist(),
            "tpr": tpr.tolist(),
            "roc_thresholds": thresholds[1:].tolist(),  # the first is made up
        }
    if 1 < y.sum() < len(y) - 1:
        case["auc_variance"] = delong(p[y == 1], p[y == 0])
    frequency, mean = calibration_curve(y, p, n_bins=10)
    decided = p >= 0.5
    if 0 < y.sum() < len(y):
        case |= {
            "f1": m.f1_score(y, decided, zero_division=0),
            "mcc": m.matthews_corrcoef(y, decided),
            "balanced_accuracy": m.balanced_accuracy_score(y, decided),
        }
    return case | {
        "bin_frequency": frequency.tolist(),
        "bin_mean": mean.tolist(),
        "calibration_error": calibration_error(y, p, 10),
    }


def several(name, y, z):
    y, z = np.asarray(y), np.asarray(z, float)
    k = z.shape[1]
    p, onehot = softmax(z, axis=1), np.eye(k)[y]
    there = sorted(set(y))
    slope = lambda beta: ((softmax(beta * z, axis=1) * z).sum(1) - z[np.arange(len(y)), y]).mean()
    beta = brentq(slope, 0.01, 100, xtol=1e-15, rtol=1e-15) if slope(0.01) * slope(100) < 0 else None
    loss = lambda b: (logsumexp(b * z, axis=1) - b * z[np.arange(len(y)), y]).mean()
    confidence = p.max(1)
    case = {
        "name": name,
        "y": y.tolist(),
        "logits": z.tolist(),
        "brier": m.brier_score_loss(y, p[:, 1]) if k == 2 else ((p - onehot) ** 2).sum(1).mean(),
        "average_precision": float(
            np.mean([m.average_precision_score(onehot[:, j], p[:, j]) for j in (there if k > 2 else [1])])
        ),
        # of equal scores scikit-learn takes the last class first, its own accuracy the first: so they are reversed
        "top": [m.accuracy_score(y, z.argmax(1))]
        + [m.top_k_accuracy_score(k - 1 - y, z[:, ::-1], k=j, labels=range(k)) for j in range(2, k)]
        + [1.0],
        "mcc": m.matthews_corrcoef(y, p.argmax(1)),
        "log_loss": m.log_loss(y, p, labels=range(k)),
        "calibration_error": calibration_error(p.argmax(1) == y, confidence, 10),
    }
    if set(p.argmax(1)) <= set(y):
        case["balanced_accuracy"] = m.balanced_accuracy_score(y, p.argmax(1))
    if len(there) > 1:
        case["auc"] = float(np.mean([m.roc_auc_score(onehot[:, j], p[:, j]) for j in there]))
    if len(there) == k > 2:
        assert np.isclose(case["auc"], m.roc_auc_score(y, p, multi_class="ovr", average="macro"), atol=1e-15)
        assert np.isclose(case["average_precision"], m.average_precision_score(onehot, p), atol=1e-15)
    if beta:
        case |= {"temperature": 1 / beta, "scaled_loss": loss(beta)}
    return case


def values(name, y, predicted):
    y, predicted = np.asarray(y, float), np.asarray(predicted, float)
    case = {
        "name": name,
        "y": y.tolist(),
        "predicted": predicted.tolist(),
        "rmse": m.mean_squared_error(y, predicted, squared=False),
        "mae": m.mean_absolute_error(y, predicted),
        "median": m.median_absolute_error(y, predicted),
        "mape": m.mean_absolute_percentage_error(y, predicted),
        "pinball": {str(q): m.mean_pinball_loss(y, predicted, alpha=q) for q in (0.1, 0.5, 0.9)},
    }
    if len(set(y)) > 1:  # scikit-learn makes up 0 or 1 where the actual values do not vary
        case |= {"r2": m.r2_score(y, predicted), "explained_variance": m.explained_variance_score(y, predicted)}
    return case


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


y = rng.integers(0, 2, 40)
x = rng.normal(size=40) + 1.2 * y
rare = (np.arange(60) < 4).astype(int)
classes = rng.integers(0, 4, 50)
logits = rng.normal(size=(50, 4)) * 1.5 + 2 * np.eye(4)[classes]
scored = rng.normal(size=31) * 3 + 1
print(
    json.dumps(
        {
            "two": [
                two("any", y, sigmoid(x)),
                two("ties", y, np.round(sigmoid(x), 1)),
                two("few positive", rare, sigmoid(rng.normal(size=60) + 1.5 * rare)),
                two("constant", y, np.full(40, 0.3)),
                two("separated", y, 0.2 + 0.6 * y),
                two("reversed", y, 0.8 - 0.6 * y),
                two("one positive", [0, 0, 1, 0], [0.1, 0.6, 0.5, 0.2]),
                two("all positive", [1, 1, 1], [0.2, 0.9, 0.9]),
                two("all negative", [0, 0, 0], [0.2, 0.9, 0.9]),
                two("saturated", [0, 1, 1, 0, 1], [0.0, 1.0, 1.0, 1.0, 0.0]),
            ],
            "several": [
                several("four classes", classes, logits),
                several("overconfident", classes, 5 * logits),
                several("ties of rows", classes, np.round(logits)),
                several("a class not there", np.where(classes == 3, 0, classes), logits),
                several("two classes", y, np.stack([0 * x, x], 1)),
                several("one class there", np.full(50, 2), logits),
            ],
            "values": [
                values("any", scored, scored + rng.normal(size=31)),
                values("even number, off by 2", scored[:30], scored[:30] + 2 + 0.1 * rng.normal(size=30)),
                values("zeros", [0, 1, 2, 0], [0.5, 1, 2, 0]),
                values("exact", [1, 2, 4], [1, 2, 4]),
                values("does not vary", [2, 2, 2], [1, 2, 4]),
                values("one row", [2], [3]),
            ],
        },
        indent=None,
        separators=(",", ":"),
    )
)
