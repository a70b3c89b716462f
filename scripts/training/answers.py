"""Fits content/understanding/model/answers.bin to all lines, by the vectors that the program itself makes of them."""

import json
import random
import subprocess

import numpy as np
import wordfreq

import features
import fit
import save
from lines import KINDS, LANGUAGES, MODEL, ROOT, lines

# Of the lines that were left out, at most so many that aren't covered may be answered: half of what is wished for, because
# people's questions are less like the lines than the lines are like each other.
NEAR = 0.10
FAR = 0.015
# And so many that are covered may be refused, so that few others are offered options.
REFUSED = 0.025
# A language is said when so many of the answers are right.
RIGHT = 0.99
# Languages that are told apart from ours, because their words look alike or because many people write them.
OTHERS = "bg ca cs da el fa fi fil he hi hu id is it ja ko lt lv mk ms nb nl pl ro sh sk sl sv ta tr uk ur vi".split()


def embedded(texts, model=MODEL / "sentences.bin"):
    """The vectors, made by the program's own code."""
    subprocess.run(["cargo", "build", "--quiet", "--release", "--package", "embedding", "--example", "embed"],
                   cwd=ROOT, check=True)
    said = "".join(" ".join(text.split()) + "\n" for text in texts)
    run = subprocess.run([ROOT / "target/release/examples/embed", model], input=said.encode(),
                         stdout=subprocess.PIPE, check=True)
    return np.frombuffer(run.stdout, "<f4").reshape(len(texts), -1)


def thresholds(logits, classes, labels):
    """From which share of all passages together one is quoted, and from which some are offered."""
    sure = fit.covered(logits, labels)
    of = np.array(labels)[classes]
    near, far = sure[of == "near"], sure[np.isin(of, KINDS) & (of != "near")]
    answer_at = max(np.quantile(near, 1 - NEAR), np.quantile(far, 1 - FAR))
    offer_at = min(np.quantile(sure[~np.isin(of, KINDS)], REFUSED), answer_at * 0.9)
    return float(np.clip(answer_at, 0.05, 0.95)), float(np.clip(offer_at, 0.02, 0.9))


def is_latin(text):
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) > len(letters) / 2


def salads(language, count, drawn):
    """Rows of common words of a language: the lines alone don't have all the small words."""
    words = wordfreq.top_n_list(language, 2000)
    common = words[:150]
    joint = "" if language in ("zh", "ja") else " "
    return [joint.join(drawn.choice(words if drawn.random() < 0.5 else common) for _ in range(drawn.randint(2, 8)))
            for _ in range(count)]


def languages(all_lines, weights):
    """The classifier of languages, its codes, and from which share on it is believed."""
    drawn = random.Random(11)
    codes = LANGUAGES + ["other"]
    said = []
    for line in all_lines:
        foreign = line.language in ("ar", "bn", "ne", "ru", "zh") and is_latin(line.text)
        said.append((line.text, "other" if foreign else line.language))
    for language in LANGUAGES:
        if language not in ("ne", "sw"):
            said += [(text, language) for text in salads(language, 1500, drawn)]
    for language in OTHERS:
        said += [(text, "other") for text in salads(language, 150, drawn)]
    classes = np.array([codes.index(language) for _, language in said])
    rows = features.weighed(features.matrix([text for text, _ in said]), weights) * fit.GRAMS
    turn = np.random.RandomState(7).randint(0, fit.TURNS, len(said))
    asked = np.where(turn == 0)[0]
    seen = np.where(turn != 0)[0]
    shares = fit.shares(fit.Linear(rows[seen], classes[seen], len(codes)).logits(rows[asked]))
    best, right = shares.max(1), shares.argmax(1) == classes[asked]
    ours = shares.argmax(1) < len(LANGUAGES)
    believed = 0.4
    while believed < 0.95 and right[ours & (best >= believed)].mean() < RIGHT:
        believed += 0.01
    print(f"languages: {right.mean():.3f} right, believed from {believed:.2f} on: "
          f"{right[ours & (best >= believed)].mean():.3f} right of {(best >= believed).mean():.3f}")
    linear = fit.Linear(rows, classes, len(codes))
    linear.by *= fit.GRAMS
    return linear, codes, believed


def main():
    all_lines = lines()
    labels = sorted({line.about for line in all_lines} - set(KINDS)) + KINDS
    classes = np.array([labels.index(line.about) for line in all_lines])
    vectors = embedded([line.text for line in all_lines])
    rows = features.matrix([line.text for line in all_lines])
    print(f"{len(all_lines)} lines, {len(labels)} classes", flush=True)
    logits = fit.left_out(vectors, rows, classes, labels)
    covered = ~np.isin(np.array(labels)[classes], KINDS)
    first = fit.first_passages(logits, labels)[:, 0] == classes
    of_language = np.array([line.language for line in all_lines])
    print("right of the lines left out:", f"{first[covered].mean():.3f}",
          *(f"{code} {first[covered & (of_language == code)].mean():.2f}" for code in LANGUAGES), flush=True)
    answer_at, offer_at = thresholds(logits, classes, labels)
    sure = fit.covered(logits, labels)
    of = np.array(labels)[classes]
    for kind, chosen in [("covered", covered)] + [(kind, of == kind) for kind in KINDS]:
        print(f"{kind}: {(sure[chosen] >= answer_at).mean():.3f} answered, "
              f"{((sure[chosen] >= offer_at) & (sure[chosen] < answer_at)).mean():.3f} offered options")
    print(f"answers from {answer_at:.3f} on, options from {offer_at:.3f} on", flush=True)
    passages = fit.Passages(vectors, rows, classes, labels)
    save.write(MODEL / "answers.bin", passages, *languages(all_lines, passages.weights), answer_at=answer_at,
               offer_at=offer_at)
    fixture(passages, rows=FIXTURE)


# Texts of every script, and odd ones.
FIXTURE = ["", " ", "🙂", "?!", "Can cops make WhatsApp break e2ee?", "QUÉ dice la Recomendación ٤", "l’ONG d'ici — №３ ﬁle",
           "政府可以要求后门吗？VPN 被封", "هل يمكن للحكومة أن تقرأ رسائلي؟", "हाम्रो सरकारले VPN रोक्यो", "আমাদের সরকার ভিপিএন বন্ধ করেছে",
           "Правительство отключило интернет", "Je, serikali inaweza kuzima mtandao?", "straße in Köln", "zero\u200bwidth \u00ad x"]


def fixture(passages, rows):
    """What the program's tests are held against: buckets, and logits of the whole."""
    vectors = embedded(rows)
    logits = passages.logits(vectors, features.matrix(rows))
    told = [{"text": text, "buckets": features.buckets(text), "vector": [round(float(x), 4) for x in vector[:8]],
             "covered": round(float(sure), 3), "first": passages.labels[best[0]]}
            for text, vector, sure, best in zip(rows, vectors, fit.covered(logits, passages.labels),
                                                fit.first_passages(logits, passages.labels))]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in told)
    (MODEL / "fixture.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
