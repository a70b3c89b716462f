"""Makes content/understanding/model/sentences.bin: half of the teacher's layers, taught to give the teacher's vectors for our
lines and for lines with some other words in them (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network";
Sanh et al. 2019, "DistilBERT", for beginning with the teacher's own layers). Takes an hour or two on two processors."""

import random

import jax
import jax.numpy as jnp
import numpy as np
import optax
import wordfreq

import answers
from lines import LANGUAGES, MODEL, ROOT, lines, texts_of_passages
from teacher import Teacher, write

LAYERS = [0, 2, 4, 6, 9, 11]
STEPS = 1200
RATE = 5e-4
# Pieces in one step.
BATCH = 1024
LENGTHS = (8, 12, 16, 24, 48)
WORK = ROOT / "target/train-answers"


def varied(all_lines, drawn):
    """Some lines, with a third of their words changed for common ones, so that more words than ours are learned."""
    words = {}
    for code in LANGUAGES:
        own = sorted({word for line in all_lines if line.language == code for word in line.text.split()})
        words[code] = own if code in ("ne", "sw") else wordfreq.top_n_list(code, 20000)
    words["ne"] += wordfreq.top_n_list("hi", 6000)
    for line in all_lines:
        if drawn.random() < 0.35:
            joint = "" if line.language == "zh" else " "
            parts = list(line.text) if line.language == "zh" else line.text.split()
            yield joint.join(drawn.choice(words[line.language]) if drawn.random() < 0.35 else part
                             for part in parts[:25])


def norm(x, scale, shift):
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12) * scale + shift


def forward(network, vectors, mask, heads):
    count, length, width = vectors.shape
    x = norm(vectors + network["pos"][:length], network["ew"], network["eb"])
    outside = jnp.where(mask, 0.0, -1e9)[:, None, None, :]
    for layer in network["l"]:
        asked = (x @ layer["qkv"] + layer["qkvb"]).reshape(count, length, 3 * heads, width // heads)
        query, key, value = jnp.split(asked.transpose(0, 2, 1, 3), 3, 1)
        fits = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // heads) + outside, -1)
        taken = (fits @ value).transpose(0, 2, 1, 3).reshape(count, length, width)
        x = norm(x + taken @ layer["ao"] + layer["aob"], layer["aw"], layer["ab"])
        inner = jax.nn.gelu(x @ layer["fi"] + layer["fib"], approximate=True)
        x = norm(x + inner @ layer["fo"] + layer["fob"], layer["ow"], layer["ob"])
    inside = mask[:, :, None].astype(x.dtype)
    return (x * inside).sum(1) / inside.sum(1)


def batches(rows, drawn):
    """Rows of about the same length together, as places."""
    by_length = {}
    for place, row in enumerate(rows):
        by_length.setdefault(next(length for length in LENGTHS if len(row) <= length), []).append(place)
    found = []
    for length, places in by_length.items():
        drawn.shuffle(places)
        size = BATCH // length
        found += [(length, places[at:at + size]) for at in range(0, len(places) - size + 1, size)]
    drawn.shuffle(found)
    return found


def taught(teacher, network, texts, wanted, drawn):
    mean, size = wanted.mean(0), np.sqrt(((wanted - wanted.mean(0)) ** 2).mean())
    wanted = (wanted - mean) / size
    rows = [[teacher.begin] + teacher.split(text)[:46] + [teacher.end] for text in texts]
    rate = optax.warmup_cosine_decay_schedule(0, RATE, 50, STEPS, RATE / 50)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=0.01))
    state = optimiser.init(network)

    @jax.jit
    def step(network, state, vectors, mask, wanted):
        def loss(network):
            return (((forward(network, vectors, mask, teacher.heads) - mean) / size - wanted) ** 2).mean()
        value, slope = jax.value_and_grad(loss)(network)
        change, state = optimiser.update(slope, state, network)
        return optax.apply_updates(network, change), state, value

    steps, values = 0, []
    while steps < STEPS:
        for length, places in batches(rows, drawn)[:STEPS - steps]:
            numbers = np.zeros((len(places), length), int)
            for row, place in enumerate(places):
                numbers[row, :len(rows[place])] = rows[place]
            mask = np.arange(length)[None] < np.array([len(rows[place]) for place in places])[:, None]
            vectors = teacher.vectors(numbers.reshape(-1)).reshape(len(places), length, teacher.width)
            network, state, value = step(network, state, vectors, mask, wanted[places])
            values.append(float(value))
            steps += 1
            if steps % 50 == 0:
                print(f"step {steps}: {np.mean(values[-50:]):.3f} of the teacher's variance is missed", flush=True)
    return jax.tree.map(np.asarray, network)


def main():
    drawn = random.Random(5)
    teacher = Teacher()
    all_lines = lines()
    texts = list(dict.fromkeys([line.text for line in all_lines] + [" ".join(text[:300].split())
                                                                    for text in texts_of_passages()]))
    pieces = teacher.chosen_pieces(texts)
    WORK.mkdir(parents=True, exist_ok=True)
    write(WORK / "teacher.bin", teacher, pieces, teacher.network(range(teacher.count)))
    texts = list(dict.fromkeys(texts + list(varied(all_lines, drawn))))
    print(f"{len(texts)} texts, {len(pieces)} pieces", flush=True)
    wanted = answers.embedded(texts, WORK / "teacher.bin")
    network = jax.tree.map(jnp.asarray, teacher.network(LAYERS))
    MODEL.mkdir(exist_ok=True)
    write(MODEL / "sentences.bin", teacher, pieces, taught(teacher, network, texts, wanted, drawn))


if __name__ == "__main__":
    main()
