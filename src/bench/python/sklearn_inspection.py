"""Records permutation importance and partial dependence of scikit-learn for the tests:
   /usr/bin/python3 src/bench/python/sklearn_inspection.py > src/test/resources/oracles/inspection.json
Made with scikit-learn 1.2.1, numpy 1.24.2. Numbers are repr doubles.

Each case is a perceptron of given weights, its rows, and
- score, orders (of the rows, one a shuffling), drops (one a column and shuffling): permutation_importance
- dependence, of each column: grid, average (output, entry), individual (output, row, entry): partial_dependence"""
import json
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings("error")
warnings.filterwarnings("ignore", category=ConvergenceWarning)
rng = np.random.default_rng(17)
ROWS, SHUFFLINGS, SEED = 24, 7, 5


def orders():
    """How permutation_importance shuffles the rows: the same way for every column, each time what it shuffled last."""
    seed = np.random.RandomState(SEED).randint(np.iinfo(np.int32).max + 1)
    random, indices, order = np.random.RandomState(seed), np.arange(ROWS), np.arange(ROWS)
    for _ in range(SHUFFLINGS):
        random.shuffle(indices)
        order = order[indices]
        yield order.tolist()


def layers(model):
    """Weights and biases, layer by layer; a logistic output is the second of a softmax."""
    if isinstance(model, LogisticRegression):
        return [(model.coef_.T, model.intercept_)]
    found = list(zip(model.coefs_, model.intercepts_))
    if getattr(model, "out_activation_", "") == "logistic":
        w, b = found[-1]
        found[-1] = (np.hstack([0 * w, w]), np.append(0 * b, b))
    return found


def case(name, model, x, y, activation=None):
    model.fit(x, y)
    importance = permutation_importance(model, x, y, n_repeats=SHUFFLINGS, random_state=SEED)
    recorded = {
        "name": name,
        "activation": activation,
        "layers": [{"weights": w.tolist(), "biases": b.tolist()} for w, b in layers(model)],
        "x": x.tolist(),
        "y": y.tolist(),
        "score": model.score(x, y),
        "orders": list(orders()),
        "drops": importance.importances.tolist(),
        "dependence": [],
    }
    for order, drops in zip(recorded["orders"], importance.importances.T):
        for column, drop in enumerate(drops):  # the orders are those that were taken
            shuffled = x.copy()
            shuffled[:, column] = x[order, column]
            assert recorded["score"] - model.score(shuffled, y) == drop
    for column in range(x.shape[1]):
        assert len(set(x[:, column])) <= 41  # all entries are in the grid
        found = partial_dependence(model, x, [column], method="brute", kind="both", grid_resolution=100)
        recorded["dependence"].append(
            {
                "grid": found["values"][0].tolist(),
                "average": found["average"].tolist(),
                "individual": found["individual"].tolist(),
            }
        )
    return recorded


x = np.round(2 * rng.normal(size=(ROWS, 4))) / 2
x[:, 3] = rng.integers(0, 3, ROWS)
noise = rng.normal(size=ROWS)
three = np.argmax(np.stack([2 * x[:, 0], x[:, 1] * x[:, 3], noise], 1), 1)
two = (x[:, 0] * x[:, 1] + 0.3 * noise > 0).astype(int)
value = 10 * np.sin(x[:, 0]) + 3 * x[:, 1] * x[:, 3] + noise
settings = {"solver": "lbfgs", "max_iter": 60, "random_state": 1}
print(
    json.dumps(
        {"cases": [
            case("three classes", MLPClassifier((6,), activation="tanh", **settings), x, three, "tanh"),
            case("two classes", MLPClassifier((5,), activation="relu", **settings), x, two, "relu"),
            case("linear", LogisticRegression(multi_class="multinomial"), x, three),
            case("a value", MLPRegressor((7,), activation="tanh", **settings), x, value, "tanh"),
            case("two hidden layers", MLPRegressor((5, 4), activation="relu", **settings), x, value, "relu"),
        ]},
        indent=None,
        separators=(",", ":"),
    )
)
