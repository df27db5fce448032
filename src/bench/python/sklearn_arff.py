"""The peers of ArffStudy in scikit-learn, on the rows that it drew.

    /usr/bin/python3 src/bench/python/sklearn_arff.py target/bench/arff 2

The folder has sets.json and a CSV of each table; sklearn.tsv is written beside them: table, model, seed, row, and the
probability of each class, a line a test row. So many runs go on at once, each on one thread. What is chosen is
chosen by the log-loss on five inner folds of the training rows.
"""
import csv
import json
import os
import sys
import time
import warnings

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[library + "_NUM_THREADS"] = "1"

import joblib
import numpy as np
import sklearn
from scipy.stats import loguniform
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GridSearchCV, ParameterSampler, StratifiedKFold
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

FOLDS, CANDIDATES = 5, 12
STRENGTHS = {"logisticregression__C": [10.0 ** k for k in range(-3, 4)]}
PERCEPTRONS = {
    "mlpclassifier__hidden_layer_sizes": [(10,), (20,), (40,), (60,)],
    "mlpclassifier__learning_rate_init": loguniform(1e-3, 3e-2),
    "mlpclassifier__alpha": loguniform(1e-4, 1)}


def inputs(numbers, words):
    """A hole among words is a category of its own, one among numbers the mean."""
    filled = make_pipeline(SimpleImputer(missing_values=None, strategy="constant", fill_value="missing"),
                           OneHotEncoder(handle_unknown="ignore"))
    scaled = make_pipeline(SimpleImputer(strategy="mean"), StandardScaler())
    return ColumnTransformer([("numbers", scaled, numbers), ("words", filled, words)], sparse_threshold=0)


def table(folder, of):
    """The inputs, numbers first, and the class of each row."""
    with open(os.path.join(folder, of["name"] + ".csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    x = np.empty((len(rows), len(of["numbers"]) + len(of["words"])), dtype=object)
    for i, row in enumerate(rows):
        x[i] = [float(row[name] or "nan") for name in of["numbers"]] + [row[name] or None for name in of["words"]]
    return x, np.array([of["classes"].index(row[of["label"]]) for row in rows])


def loss(model, x, y):
    return -log_loss(y, model.predict_proba(x), labels=model.classes_)


def searched(model, settings, x, y, seed):
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    return GridSearchCV(model, settings, scoring=loss, cv=folds, error_score="raise").fit(x, y).best_estimator_


def models(columns, x, y, seed):
    """Name, whether its classes are weighted, and fitted model (or what fits it) of each."""
    def logistic(**more):
        return make_pipeline(columns, LogisticRegression(max_iter=5000, **more))

    def forest(**more):
        return make_pipeline(columns, RandomForestClassifier(500, random_state=seed, **more))

    perceptron = make_pipeline(columns, MLPClassifier(
        batch_size=32, max_iter=100, early_stopping=True, validation_fraction=0.15, n_iter_no_change=15,
        random_state=seed))
    drawn = [{name: [value] for name, value in one.items()}
             for one in ParameterSampler(PERCEPTRONS, CANDIDATES, random_state=seed)]
    found = searched(logistic(), STRENGTHS, x, y, seed)
    strength = found.get_params()["logisticregression__C"]
    yield "logistic regression", False, found
    yield "random forest", False, forest().fit(x, y)
    yield "perceptron", False, searched(perceptron, drawn, x, y, seed)
    yield "logistic regression", True, lambda: logistic(C=strength, class_weight="balanced").fit(x, y)
    yield "random forest", True, lambda: forest(class_weight="balanced").fit(x, y)


def run(folder, of, split):
    """The lines of one split, and the processor's seconds of each model."""
    warnings.simplefilter("ignore", ConvergenceWarning)
    x, y = table(folder, of)
    train, test = split["train"], split["test"]
    numbers = len(of["numbers"])
    columns = inputs(list(range(numbers)), list(range(numbers, x.shape[1])))
    lines, seconds = [], {}
    begun = time.process_time()
    for name, weighted, model in models(columns, x[train], y[train], split["seed"]):
        if weighted and "weighted" not in of:
            break
        model = model() if callable(model) else model
        seconds[name] = seconds.get(name, 0) + time.process_time() - begun
        p = model.predict_proba(x[test])
        assert list(model.classes_) == list(range(len(of["classes"]))), "a class without training rows"
        head = [of["weighted"] if weighted else of["name"], name, str(split["seed"])]
        lines += ["\t".join(head + [str(row)] + [repr(float(v)) for v in p[i]]) for i, row in enumerate(test)]
        begun = time.process_time()
    print("%s, seed %d" % (of["name"], split["seed"]), flush=True)
    return lines, seconds


def main(folder, jobs):
    with open(os.path.join(folder, "sets.json"), encoding="utf-8") as file:
        sets = json.load(file)
    tasks = [joblib.delayed(run)(folder, of, split) for of in sets for split in of["splits"]]
    seconds = {}
    with open(os.path.join(folder, "sklearn.tsv"), "w", encoding="utf-8") as out:
        for lines, used in joblib.Parallel(jobs)(tasks):
            out.write("\n".join(lines) + "\n")
            for name, value in used.items():
                seconds[name] = seconds.get(name, 0) + value
    with open(os.path.join(folder, "sklearn.times"), "w", encoding="utf-8") as out:
        out.write("scikit-learn %s, NumPy %s\n" % (sklearn.__version__, np.__version__))
        for name, value in seconds.items():
            out.write("%s\t%.1f\n" % (name, value))


main(sys.argv[1], int(sys.argv[2]))
