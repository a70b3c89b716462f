"""Fits what the answers decide by: a linear classifier of passages and kinds of questions that aren't covered, how sure it
must be, and a linear classifier of languages. Everything is convex and starts at zero, so a second run gives the same."""

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

import features
from lines import KINDS

# Chosen by leaving lines out; none of them is sharp.
DENSE = 3.0
GRAMS = 4.0
RIDGE = 3e-6
STEPS = 60
TURNS = 4


class Linear:
    """Multinomial logistic regression with a ridge, by L-BFGS."""

    def __init__(self, rows, classes, count, steps=STEPS, ridge=RIDGE, weights=None):
        size, width = rows.shape
        turned = rows.T.tocsr()
        at = np.arange(size)
        share = np.ones(size, np.float32) if weights is None else weights.astype(np.float32)
        share /= share.sum()

        def loss(all_weights):
            by = all_weights[:width * count].reshape(width, count).astype(np.float32)
            logits = rows @ by + all_weights[width * count:].astype(np.float32)
            logits -= logits.max(1, keepdims=True)
            shares = np.exp(logits)
            sums = shares.sum(1, keepdims=True)
            value = -(share * (logits[at, classes] - np.log(sums[:, 0]))).sum() + ridge / 2 * (by * by).sum()
            shares /= sums
            shares[at, classes] -= 1
            shares *= share[:, None]
            slope = turned @ shares + ridge * by
            return float(value), np.concatenate([slope.ravel(), shares.sum(0)]).astype(np.float64)

        found = minimize(loss, np.zeros((width + 1) * count), jac=True, method="L-BFGS-B",
                         options={"maxiter": steps, "maxcor": 6}).x
        self.by = found[:width * count].reshape(width, count).astype(np.float32)
        self.bias = found[width * count:].astype(np.float32)

    def logits(self, rows):
        return np.asarray(rows @ self.by + self.bias)


class Scaled:
    """Vectors around their mean, at a size that fits the grams'."""

    def __init__(self, vectors):
        self.mean = vectors.mean(0)
        self.factor = np.float32(DENSE / np.sqrt(((vectors - self.mean) ** 2).sum(1).mean()))

    def __call__(self, vectors):
        return sparse.csr_matrix((vectors - self.mean) * self.factor)


def shares(logits):
    shares = np.exp(logits - logits.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


class Passages:
    """The classifier of passages."""

    def __init__(self, vectors, rows, classes, labels, steps=STEPS):
        self.labels = labels
        self.scaled = Scaled(vectors)
        self.weights = features.weights(rows)
        self.linear = Linear(self.rows(vectors, rows), classes, len(labels), steps)

    def rows(self, vectors, rows):
        return sparse.hstack([self.scaled(vectors), features.weighed(rows, self.weights) * GRAMS]).tocsr().astype(
            np.float32)

    def logits(self, vectors, rows):
        return self.linear.logits(self.rows(vectors, rows))


def left_out(vectors, rows, classes, labels, seed=7):
    """The logits of every line by a classifier that hasn't seen it."""
    turn = np.random.RandomState(seed).randint(0, TURNS, len(classes))
    logits = np.zeros((len(classes), len(labels)), np.float32)
    for at in range(TURNS):
        seen, asked = np.where(turn != at)[0], np.where(turn == at)[0]
        fitted = Passages(vectors[seen], rows[seen], classes[seen], labels)
        logits[asked] = fitted.logits(vectors[asked], rows[asked])
    return logits


def covered(logits, labels):
    """How sure it is that the texts cover a question: the share of all passages together."""
    kinds = np.array([label in KINDS for label in labels])
    return shares(logits)[:, ~kinds].sum(1)


def first_passages(logits, labels):
    kinds = np.array([label in KINDS for label in labels])
    return np.argsort(-np.where(kinds[None], -np.inf, logits), axis=1, kind="stable")
