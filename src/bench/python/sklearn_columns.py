"""Columns as scikit-learn makes them inputs: src/test/resources/oracles/columns.json.

    /usr/bin/python3 src/bench/python/sklearn_columns.py > src/test/resources/oracles/columns.json

Small seeded columns with holes (null), learned from the first `train` rows, applied to all.
"""
import json
import sys

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

random = np.random.default_rng(17)
ROWS, TRAIN = 40, 30


def holed(values, missing):
    """Some entries replaced by what stands for a missing one; the first never."""
    at = random.random(len(values)) < 0.2
    at[0] = False
    return [missing if hole else value for value, hole in zip(values, at)]


def shown(values):
    return [None if v is None or v != v else v for v in values]


def column(values, dtype):
    return np.array(values, dtype=dtype).reshape(-1, 1)


cases = []
for case in range(12):
    numbers = holed([float(x) for x in np.round(random.normal(5, 3, ROWS), 0 if case % 3 == 0 else 3)], float("nan"))
    x = column(numbers, float)
    for strategy in ["mean", "median", "most_frequent", "constant"]:
        imputer = SimpleImputer(strategy=strategy, fill_value=-1.5, add_indicator=case % 2 == 0).fit(x[:TRAIN])
        filled = imputer.transform(x)
        scaler = StandardScaler().fit(filled[:TRAIN, :1])
        cases.append({
            "kind": "numbers", "strategy": strategy, "column": shown(numbers),
            "indicator": filled.shape[1] == 2, "asked": case % 2 == 0,
            "filled": filled.tolist(), "standardised": scaler.transform(filled[:, :1])[:, 0].tolist()})

for case in range(8):
    words = holed(["w%d" % (random.integers(4) * random.integers(4)) for _ in range(ROWS)], None)
    imputer = SimpleImputer(missing_values=None, strategy="most_frequent").fit(column(words, object)[:TRAIN])
    filled = imputer.transform(column(words, object))
    least = 1 + case % 5
    encoder = OneHotEncoder(min_frequency=least, handle_unknown="infrequent_if_exist", sparse_output=False)
    encoder.fit(filled[:TRAIN])
    cases.append({
        "kind": "words", "least": least, "column": words, "inputs": encoder.transform(filled).tolist()})

for case in range(6):
    codes = [int(c) for c in 1000 + random.integers(5, size=ROWS) * random.integers(5, size=ROWS)]
    least = 1 + case
    encoder = OneHotEncoder(min_frequency=least, handle_unknown="infrequent_if_exist", sparse_output=False)
    encoder.fit(column(codes, int)[:TRAIN])
    cases.append({"kind": "codes", "least": least, "column": codes,
                  "inputs": encoder.transform(column(codes, int)).tolist()})

for case in range(3):
    sizes = [["S", "M", "L", "XL"][i] for i in random.integers(4, size=ROWS)]
    encoder = OrdinalEncoder(categories=[["S", "M", "L", "XL"]]).fit(column(sizes, object)[:TRAIN])
    places = encoder.transform(column(sizes, object))
    scaler = StandardScaler().fit(places[:TRAIN])
    cases.append({"kind": "ordinal", "column": sizes, "places": places[:, 0].tolist(),
                  "standardised": scaler.transform(places)[:, 0].tolist()})

about = "scikit-learn %s, numpy %s" % (sklearn.__version__, np.__version__)
print('{"about": "%s", "train": %d, "cases": [' % (about, TRAIN))
print(",\n".join(json.dumps(case) for case in cases))
print("]}")
