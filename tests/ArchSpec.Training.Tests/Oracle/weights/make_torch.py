"""Makes the PyTorch files of this folder, with PyTorch itself: python3 make_torch.py (made with 1.13.1 of Debian 12).

`torch_small.pth` is the state dictionary of the network below; `torch_small.safetensors`, written by hand, has an input and what
the network makes of it. The others hold the same state dictionary in other ways.
"""
import json
import struct
from collections import OrderedDict

import torch
from torch import nn

torch.manual_seed(3)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 6, 3, bias=False))
        self.fc1 = nn.Linear(6 * 2 * 1, 5)
        self.fc2 = nn.Linear(5, 3)

    def forward(self, x):
        x = torch.relu(self.features(x))
        return torch.softmax(self.fc2(torch.relu(self.fc1(torch.flatten(x, 1)))), 1)


def safetensors(path, tensors):
    header, data = {}, b""
    for name, t in tensors.items():
        raw = t.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(t.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    open(path, "wb").write(struct.pack("<Q", len(text)) + text + data)


net = Net().eval()
x = torch.randn(2, 3, 8, 6)
state = net.state_dict()
torch.save(state, "torch_small.pth")
safetensors("torch_small.safetensors", {"input": x, "output": net(x), **{f"torch/{k}": v for k, v in state.items()}})
torch.save({"epoch": 3, "loss": 0.25, "done": False, "state_dict": {f"module.{k}": v for k, v in state.items()},
            "optimizer": torch.optim.SGD(net.parameters(), 0.1, momentum=0.9).state_dict()}, "torch_checkpoint.pth")
torch.save(state, "torch_legacy.pth", _use_new_zipfile_serialization=False)
torch.save(state, "torch_protocol4.pth", pickle_protocol=4)
torch.save(net, "torch_whole_module.pth")
torch.save(OrderedDict((k, nn.Parameter(v)) for k, v in state.items()), "torch_parameters.pth")

# Views: what is transposed, cut out of a larger storage, shared, of other types.
base = torch.arange(24, dtype=torch.float32)
views = OrderedDict(
    transposed=base.view(4, 6).t(),
    cut=base[5:11].view(2, 3),
    strided=base.view(2, 3, 4)[:, ::2, 1],
    expanded=torch.tensor([1.5, -2.0]).expand(3, 2),
    scalar=torch.tensor(7.25),
    empty=torch.zeros(0, 4),
    half=torch.tensor([0.5, -1.25], dtype=torch.float16),
    bfloat=torch.tensor([0.5, -1.25], dtype=torch.bfloat16),
    double=torch.tensor([1e-300, 2.0], dtype=torch.float64),
    long=torch.tensor([-(2**40), 7]),
    int8=torch.tensor([-3, 4], dtype=torch.int8),
    uint8=torch.tensor([250, 1], dtype=torch.uint8),
    bool=torch.tensor([True, False]),
)
torch.save(views, "torch_views.pth")

# Batch normalisation counts its batches; a depthwise convolution has another layout; a slope for each channel.
torch.manual_seed(4)
parts = nn.ModuleDict({"bn": nn.BatchNorm2d(4), "depthwise": nn.Conv2d(4, 8, 3, groups=4), "prelu": nn.PReLU(4)})
parts["bn"].running_mean.uniform_(-1, 1)
parts["bn"].running_var.uniform_(0.5, 2)
torch.save(parts.state_dict(), "torch_parts.pth")
