"""Prints the images/s of torchvision's ImageFolder and DataLoader: of the first epoch, and of the best later one."""
import sys
import time

import torch
from torchvision import datasets, transforms

folder, size, batch, workers, epochs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
steps = transforms.Compose([transforms.Resize((size, size)), transforms.ToTensor()])
images = datasets.ImageFolder(folder, steps)
loader = torch.utils.data.DataLoader(images, batch, shuffle=True, num_workers=workers, persistent_workers=workers > 0)
rates = []
for _ in range(epochs):
    start = time.perf_counter()
    for _ in loader:
        pass
    rates.append(len(images) / (time.perf_counter() - start))
print(len(images), rates[0], max(rates[1:]))
