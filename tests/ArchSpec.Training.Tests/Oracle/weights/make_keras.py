"""Makes the Keras files of this folder: python3 make_keras.py ORACLE (h5py 3.7 and numpy of Debian 12).

Keras itself is not needed: the files follow keras.src.saving.saving_lib (3.9, and what later versions add) and
keras.src.legacy.saving.legacy_h5_format, and their values are those of the oracle's models, whose outputs are Keras's own. ORACLE is
a folder with NAME/config.json, NAME/io.json and NAME/io.safetensors.
"""
import io
import json
import re
import struct
import sys
import zipfile

import h5py
import numpy as np

ORACLE = sys.argv[1]


def oracle(name):
    raw = open(f"{ORACLE}/{name}/io.safetensors", "rb").read()
    n = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:8 + n])
    values = {k: np.frombuffer(raw[8 + n:][v["data_offsets"][0]:v["data_offsets"][1]], "<f4").reshape(v["shape"])
              for k, v in header.items() if k != "__metadata__"}
    weights = [(w["path"], values[w["key"]], w["trainable"]) for w in json.load(open(f"{ORACLE}/{name}/io.json"))["weights"]]
    return json.load(open(f"{ORACLE}/{name}/config.json")), weights


def snake(name):
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


STATISTICS = ("moving_mean", "moving_variance")


def layers_of(config, weights, sequential_path=""):
    """(class, name, weights, inner layers) of each layer, in the order of model.layers; the configs used here are chains or list it so."""
    layers = []
    for layer in config["config"]["layers"]:
        kind, name = layer["class_name"], layer["config"]["name"]
        if kind in ("Sequential", "Functional"):
            inner = layers_of(layer, weights, name + "/" if kind == "Sequential" else "")
            layers.append((kind, name, [], inner))
            continue
        if kind == "InputLayer" and config["class_name"] == "Sequential":
            continue
        own = [(p, v) for p, v, _ in weights if p in [f"{pre}{name}/{p.split('/')[-1]}" for pre in (sequential_path, "")]]
        layers.append((kind, name, sorted(own, key=lambda w: w[0].split("/")[-1] in STATISTICS), None))
    return layers


def write_tree(f, layers, path, names):
    used = {}
    for kind, name, own, inner in layers:
        group = snake(kind)
        if group in used:
            used[group] += 1
            group = f"{group}_{used[group]}"
        else:
            used[group] = 0
        g = f.create_group(f"{path}/{group}")
        variables = g.create_group("vars")
        if names:
            variables.attrs["name"] = name
        for i, (_, v) in enumerate(own):
            variables[str(i)] = v
        if kind == "Dropout":
            g.create_group("seed_generator/vars")["0"] = np.array([0, 7], "u4")
        if inner is not None:
            write_tree(f, inner, f"{path}/{group}/layers", names)


def weights_h5(target, layers, names):
    with h5py.File(target, "w") as f:
        f.create_group("vars")
        write_tree(f, layers, "layers", names)
        optimizer = f.create_group("optimizer/vars")
        optimizer["0"] = np.int64(12)


def attributes(group, name, data, chunks=1):
    if chunks == 1:
        group.attrs[name] = data
    else:
        for i, part in enumerate(np.array_split(np.asarray(data), chunks)):
            group.attrs[f"{name}{i}"] = part


def flat(layers):
    for kind, name, own, inner in layers:
        yield from (own if inner is None else flat(inner))


def legacy_h5(target, layers, root="", suffix=":0", rename=lambda n: n, chunks=1, nested=True):
    with h5py.File(target, "w") as f:
        g = f.create_group(root) if root else f
        attributes(g, "layer_names", [rename(n).encode() for _, n, _, _ in layers], chunks)
        g.attrs["backend"], g.attrs["keras_version"] = b"tensorflow", b"2.1.0"
        for kind, name, own, inner in layers:
            layer = g.create_group(rename(name))
            own = own if inner is None else sorted(flat(inner), key=lambda w: w[0].split("/")[-1] in STATISTICS)
            names = [(p if nested else f"{rename(name)}_{'W' if p.endswith('kernel') else 'b'}_1") + suffix for p, _ in own]
            attributes(layer, "weight_names", [n.encode() for n in names])
            for n, (_, v) in zip(names, own):
                layer[n] = v


config, weights = oracle("cnn_tiny_io")
small = layers_of(config, weights)
weights_h5("cnn_tiny.weights.h5", small, names=False)
weights_h5("cnn_tiny_names.weights.h5", small, names=True)
h5 = io.BytesIO()
weights_h5(h5, small, names=True)
with zipfile.ZipFile("cnn_tiny.keras", "w") as z:
    z.writestr("metadata.json", json.dumps({"keras_version": "3.9.2", "date_saved": "2025-04-01@12:00:00"}))
    z.writestr("config.json", json.dumps(config))
    z.writestr("model.weights.h5", h5.getvalue())
legacy_h5("cnn_tiny_old.h5", small, nested=False)
legacy_h5("cnn_tiny_model.h5", small, root="model_weights", suffix="", chunks=2)
legacy_h5("cnn_tiny_other_names.h5", small, rename=lambda n: "saved_" + n, nested=False)

config, weights = oracle("nested_sequential")
nested = layers_of(config, weights, "sequential/")
weights_h5("nested_sequential.weights.h5", nested, names=False)
legacy_h5("nested_sequential.h5", nested)

# Types that Keras writes for other policies, a compressed dataset, an old name of the list of layers.
with h5py.File("types.weights.h5", "w") as f:
    v = f.create_group("_layer_checkpoint_dependencies/dense/vars")
    v.create_dataset("0", data=np.arange(6, dtype="f2").reshape(2, 3) / 4)
    b = v.create_dataset("1", data=np.array([1.5, -2, 0.25], "f4").view("u2")[1::2].copy().view("V2"))
    b.attrs["dtype"] = "bfloat16"
    v = f.create_group("_layer_checkpoint_dependencies/dense_1/vars")
    v.create_dataset("0", data=np.tile(np.arange(40, dtype="f8"), (3, 1)), compression="gzip", chunks=(1, 10))
    v.create_dataset("1", data=np.arange(40, dtype="i8"))

config, weights = oracle("residual_block")
weights_h5("residual_block.weights.h5", layers_of(config, weights), names=False)
legacy_h5("residual_block.h5", layers_of(config, weights))

# Files that Keras never writes: groups that hold themselves, three times each; one with no weights at all.
with h5py.File("loops.weights.h5", "w") as f:
    g = f.create_group("layers/dense")
    for name in "abc":
        g[name] = g
with h5py.File("no_weights.h5", "w") as f:
    f["data"] = np.arange(4, dtype="f4")

# Two files are not made here, since other versions of Keras lay them out in their own ways: whole_model.h5 is what model.save() of Keras
# 2.1.6 writes, with the attribute model_config; windows_separators.weights.h5 has groups called 'layers\conv2d', as Keras 2.12 to 2.15
# wrote them on Windows.
