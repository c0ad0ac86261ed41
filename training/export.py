"""Writes a trained network with weights in bfloat16, as it ships: export.py FOLDER bundled/NAME/VERSION; prints the digests for its card."""

import hashlib
import os
import sys

import torch

from network import ChronosBoltModelForForecasting


def main():
    """Rounds the weights and prints the sha256 of each file."""
    source, target = sys.argv[1:3]
    model = ChronosBoltModelForForecasting.from_pretrained(source).to(torch.bfloat16)
    model.save_pretrained(target)
    for name in sorted(os.listdir(target)):
        path = os.path.join(target, name)
        with open(path, "rb") as file:
            print(f'"{name}": "sha256:{hashlib.sha256(file.read()).hexdigest()}"  {os.path.getsize(path)} bytes')


if __name__ == "__main__":
    main()
