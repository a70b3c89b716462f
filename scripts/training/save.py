"""Writes what was fitted as one file, in the order in which bot-core/src/answers/fitted.rs reads it."""

import hashlib
import struct

import numpy as np

import features
from lines import CONTENT, KINDS, read


def fingerprint():
    """Tells whether a campaign's passages are those that the classifier was fitted for."""
    passages = read(CONTENT / "campaign/passages.toml")["passage"]
    told = "".join(f'{passage["id"]} {passage["text"]}\n' for passage in sorted(passages, key=lambda p: p["id"]))
    return hashlib.sha256(told.encode()).digest()


def floats(numbers):
    return np.ascontiguousarray(numbers, dtype="<f4").tobytes()


def rounded(by):
    """Weights of one byte, with a scale for each class: a row for each bucket."""
    scales = np.abs(by).max(0) / 127
    scales[scales == 0] = 1
    return floats(scales) + np.rint(by / scales).astype(np.int8).tobytes()


def write(path, passages, languages, codes, language_at, *, answer_at, offer_at):
    """Passages come before the kinds of questions that aren't covered."""
    import fit
    width = len(passages.scaled.mean)
    by = passages.linear.by
    names = "\n".join(passages.labels + codes).encode()
    parts = [
        b"answers1",
        struct.pack("<6I", width, features.BUCKETS, len(passages.labels), len(passages.labels) - len(KINDS), len(codes),
                    len(names)),
        names, fingerprint(), struct.pack("<3f", answer_at, offer_at, language_at),
        floats(passages.scaled.mean), floats(by[:width].T * passages.scaled.factor), floats(passages.linear.bias),
        floats(passages.weights), rounded(by[width:] * fit.GRAMS),
        floats(languages.bias), rounded(languages.by),
    ]
    path.write_bytes(b"".join(parts))
