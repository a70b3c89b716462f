"""What the linear classifiers see of a text, beside its vector: words, pairs of words, and pieces of words, each counted in
one of a fixed number of buckets (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning").
bot-core/src/answers/grams.rs does the same in Rust; both are held against bot-core/content/understanding/model/fixture.json."""

import unicodedata

import numpy as np
import scipy.sparse as sparse

BUCKETS = 1 << 15
LONGEST = 600
PIECES = (3, 4, 5)


def fold(text):
    """Lower case, compatibility forms resolved, accents and other optional marks removed."""
    def optional(c):
        return ("\u0300" <= c <= "\u036f" or c == "\u0640" or "\u064b" <= c <= "\u065f" or c == "\u0670"
                or "\u200b" <= c <= "\u200f" or "\ufe00" <= c <= "\ufe0f")
    return "".join(c for c in unicodedata.normalize("NFKD", text[:LONGEST]) if not optional(c)).lower()


def words(text):
    found, word = [], ""
    for c in fold(text):
        if unicodedata.category(c)[0] in "LNM":
            word += c
        elif word:
            found.append(word)
            word = ""
    return found + [word] if word else found


def is_han(c):
    return "\u3400" <= c <= "\u9fff"


def grams(text):
    """Each gram once."""
    found = []
    all_words = words(text)
    for word in all_words:
        if any(map(is_han, word)):
            found += ["h" + word[at:at + n] for n in (1, 2, 3) for at in range(len(word) - n + 1)]
            continue
        found.append("w" + word)
        edged = f"<{word}>"
        found += ["g" + edged[at:at + n] for n in PIECES for at in range(len(edged) - n + 1)]
    found += [f"b{a} {b}" for a, b in zip(all_words, all_words[1:])]
    return sorted(set(found))


def bucket(gram):
    """FNV-1a over the bytes."""
    value = 0x811C9DC5
    for byte in gram.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return (value ^ value >> 15) % BUCKETS


def buckets(text):
    return sorted({bucket(gram) for gram in grams(text)})


def matrix(texts):
    """A row for each text, 1 in each of its buckets."""
    rows = [buckets(text) for text in texts]
    ends = np.cumsum([0] + [len(row) for row in rows])
    columns = np.array([b for row in rows for b in row], dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), BUCKETS))


def weights(rows):
    """How much each bucket tells: the logarithm of how rare it is."""
    return np.log((rows.shape[0] + 1) / (np.asarray(rows.sum(0)).ravel() + 1)).astype(np.float32)


def weighed(rows, by):
    """Each row at length 1."""
    rows = rows.multiply(by).tocsr().astype(np.float32)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(1)).ravel())
    lengths[lengths == 0] = 1
    return (sparse.diags(1 / lengths) @ rows).astype(np.float32)
