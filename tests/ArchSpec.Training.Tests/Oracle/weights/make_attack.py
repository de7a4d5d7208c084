"""Writes the HDF5 files of the folder attack: some that h5py writes in other ways than Keras, and some that were made to do harm.

    python3 make_attack.py        needs h5py 3.7 and numpy; each file is packed, since most of it is empty
"""
import gzip
import io
import os

import h5py
import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "attack")
LAYERS = (("conv2d", [(3, 3, 3, 4), (4,)]), ("conv2d_1", [(3, 3, 4, 8), (8,)]), ("dense", [(128, 6), (6,)]), ("dense_1", [(6, 5), (5,)]))


def write(name, change, layers=LAYERS, **options):
    file = io.BytesIO()
    with h5py.File(file, "w", **options) as f:
        top = f.create_group("layers", track_order=options.get("track_order"))
        for layer, shapes in layers:
            weights = top.create_group(layer).create_group("vars")
            for i, shape in enumerate(shapes):
                weights[str(i)] = np.arange(np.prod(shape), dtype="f4").reshape(shape)
        change(f, top)
    with open(os.path.join(FOLDER, name + ".gz"), "wb") as out:
        out.write(gzip.compress(file.getvalue(), 9, mtime=0))


def kernel(top, make):
    del top["conv2d/vars/0"]
    make(top["conv2d/vars"])


def external(path):
    return lambda f, top: kernel(top, lambda g: g.create_dataset("0", (3, 3, 3, 4), "f4", external=[(path, 0, 432)]))


def link(target):
    def change(f, top):
        kernel(top, lambda g: g.__setitem__("0", target))
    return change


def virtual(f, top):
    layout = h5py.VirtualLayout((3, 3, 3, 4), "f4")
    layout[...] = h5py.VirtualSource("/tmp/other.h5", "kernel", shape=(3, 3, 3, 4))
    kernel(top, lambda g: g.create_virtual_dataset("0", layout))


def soft_loop(f, top):
    kernel(top, lambda g: g.__setitem__("0", h5py.SoftLink("/layers/conv2d/vars/a")))
    top["conv2d/vars/a"] = h5py.SoftLink("/layers/conv2d/vars/0")


def soft_root(f, top):
    del f["layers"]
    f["layers"] = h5py.SoftLink("/layers")


def soft_chain(f, top):
    values = top["conv2d/vars/0"][...]
    del top["conv2d/vars/0"]
    for i in range(200):
        top[f"conv2d/vars/s{i}"] = h5py.SoftLink(f"/layers/conv2d/vars/s{i + 1}")
    top["conv2d/vars/s200"] = values
    top["conv2d/vars/0"] = h5py.SoftLink("/layers/conv2d/vars/s0")


def soft_good(f, top):
    f["kernel"] = top["conv2d/vars/0"][...]
    kernel(top, lambda g: g.__setitem__("0", h5py.SoftLink("../../kernel")))
    del top["conv2d/vars/0"]
    top["conv2d/vars/0"] = h5py.SoftLink("/kernel")


def hard_loop(f, top):
    for i in range(30):
        top[f"x{i}"] = top


def hard_dag(f, top):
    group = top
    for i in range(20):
        inner = f.create_group(f"g{i}")
        for name in "abc":
            group[name] = inner
        group = inner


def packed_links(f, top):
    values = top["conv2d/vars"].create_dataset("9", (100_000_000,), "f4", chunks=(10_000_000,), compression="gzip", compression_opts=9)
    values[...] = 0
    for i in range(40):
        top[f"conv2d/vars/{10 + i}"] = values


def unallocated(times):
    def change(f, top):
        for i in range(times):
            top["conv2d/vars"].create_dataset(str(9 + i), (10_000_000,), "f4", chunks=(1_000_000,), fillvalue=1)
    return change


def small_chunks(f, top):
    values = top["conv2d/vars"].create_dataset("9", (2000, 2000), "f4", chunks=(1, 1), fillvalue=3)
    values[:1] = 7


def names(f, top):
    top.create_group("\x1b[31mred\x07\nline\u202e").create_group("vars")["0"] = np.ones(3, "f4")


def typed(dtype):
    return lambda f, top: kernel(top, lambda g: g.create_dataset("0", (3, 3, 3, 4), dtype))


def big_endian(f, top):
    kernel(top, lambda g: g.__setitem__("0", np.arange(108, dtype=">f4").reshape(3, 3, 3, 4)))


def lzf(f, top):
    kernel(top, lambda g: g.create_dataset("0", data=np.ones((3, 3, 3, 4), "f4"), compression="lzf", chunks=(3, 3, 3, 4)))


def listed_twice(f, top):
    top["conv2d"].attrs["weight_names"] = np.array(["vars/0"] * 40, "S6")
    top.file.attrs["layer_names"] = np.array(["layers/conv2d"] * 40, "S13")


def listed_paths(f, top):
    f.create_group("a").attrs["weight_names"] = np.array(["/layers/conv2d/vars/0", "../x", "/nope"], "S40")
    f.attrs["layer_names"] = np.array(["a", "/", ".", "..", "/layers"], "S10")


def chunked(f, top):
    kernel(top, lambda g: g.create_dataset("0", data=np.arange(108, dtype="f4").reshape(3, 3, 3, 4), chunks=(2, 3, 2, 4), compression="gzip", shuffle=True, fletcher32=True))
    del top["dense/vars/0"]
    top["dense/vars"].create_dataset("0", data=np.arange(768, dtype="f4").reshape(128, 6), chunks=(128, 6), compression="gzip")
    del top["conv2d/vars/1"]
    top["conv2d/vars"].create_dataset("1", data=np.arange(4, dtype="f4"), chunks=(3,))


def ordered(f, top):
    for i in range(60):
        top.create_group(f"extra_{i}", track_order=True).create_group("vars")["0"] = np.full(2, i, "f4")
    for i in range(40):
        top["conv2d/vars"].attrs[f"note{i}"] = "x" * 50
    top["conv2d/vars"].attrs["name"] = "first"


def growing(f, top):
    kernel(top, lambda g: g.create_dataset("0", data=np.ones((3, 3, 3, 4), "f4"), maxshape=(None, None, 3, 4), chunks=(1, 3, 3, 4)))


nothing = lambda f, top: None
os.makedirs(FOLDER, exist_ok=True)
write("plain", nothing)
write("latest", chunked, libver="latest")
write("chunked", chunked)
write("ordered", ordered, libver="latest", track_order=True)
write("user_block", nothing, userblock_size=1024)
write("big_endian", big_endian)
write("soft_good", soft_good)
write("small_chunks", small_chunks)
write("listed_twice", listed_twice)
write("names", names)
write("external_file", external("/etc/passwd"))
write("external_device", external("/dev/zero"))
write("external_link", link(h5py.ExternalLink("/tmp/other.h5", "/kernel")))
write("virtual", virtual)
write("soft_self", link(h5py.SoftLink("/layers/conv2d/vars/0")))
write("soft_loop", soft_loop)
write("soft_root", soft_root)
write("soft_chain", soft_chain)
write("hard_loop", hard_loop)
write("hard_dag", hard_dag)
write("packed_links", packed_links)
write("unallocated", unallocated(1))
write("unallocated_20", unallocated(20))
write("compound", typed(np.dtype([("a", "f4"), ("b", "i4")])))
write("variable_length", typed(h5py.vlen_dtype("f4")))
write("lzf", lzf)
write("growing", growing, libver="latest")
write("listed_paths", listed_paths)
