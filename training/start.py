"""A start near a linear autoregression, in place of random weights: it costs seconds and saves minutes of training.

A large constant channel makes the norms almost linear. One attention head copies the previous token, so that the last patches reach the token at the end
of the sequence; one averages all tokens; the linear part of the output is fitted by ridge regression on generated samples."""

import numpy as np
import torch

from network import LEVELS, tensors
from samples import batches

CONSTANT = 60.0
"""The value of the constant channel."""

SLOT = 16
"""Channels between the beginnings of two copied patches."""


class Channels:
    """Which channels of a token hold what."""

    def __init__(self, model):
        patch = model.chronos_config.input_patch_size
        width = model.config.d_model
        layers = len(model.encoder.block)
        slot = SLOT if patch <= SLOT else patch
        self.own = slice(0, patch)
        self.mark = width - 1
        self.constant = width - 2
        self.copies = [slice(slot * (layer + 1), slot * (layer + 1) + patch) for layer in range(layers)]
        self.mean = slice(slot * (layers + 1), slot * (layers + 1) + patch)
        if self.mean.stop >= width - 8:
            raise ValueError(f"a token of width {width} has no room for {layers + 2} patches of {patch} values")
        self.carried = [channel for part in [*self.copies, self.mean] for channel in range(part.start, part.stop)]
        self.reserved = [*range(patch), self.constant, self.mark, *self.carried]


@torch.no_grad()
def begin_linear(model, data, count=24000, seed=3):
    """Sets the weights of a network that was built with random ones. data: generated series of each regime."""
    channels = Channels(model)
    embed(model, channels)
    attend(model, channels)
    decode(model, channels)
    fit(model, data, count, seed)
    return model


def embed(model, channels):
    patch, width = model.chronos_config.input_patch_size, model.config.d_model
    embedding = model.input_patch_embedding
    for layer in (embedding.output_layer, embedding.residual_layer):
        layer.weight[channels.reserved] = 0
        layer.bias[channels.reserved] = 0
    embedding.output_layer.weight.mul_(0.5)
    embedding.residual_layer.weight[channels.own, :patch] = torch.eye(patch)
    embedding.residual_layer.bias[channels.constant] = CONSTANT
    tokens = model.shared.weight
    tokens.mul_(0.3)
    tokens[:, channels.reserved] = 0
    tokens[:, channels.constant] = CONSTANT
    tokens[1, channels.mark] = 1
    for name, weights in model.named_parameters():
        if "layer_norm" in name:
            weights.fill_(CONSTANT / width ** 0.5)
            weights[channels.constant] = 1 / width ** 0.5
        if name.endswith(".o.weight") or name.endswith(".wo.weight"):
            weights[channels.reserved] = 0


def attend(model, channels):
    """Head 0 averages all tokens in the first layer; head 1 looks at the previous token. Both ignore what tokens hold."""
    patch, head = model.chronos_config.input_patch_size, model.config.d_kv
    eye = torch.eye(patch)
    blocks = model.encoder.block
    bias = blocks[0].layer[0].SelfAttention.relative_attention_bias.weight
    bias[:, :2] = 0
    bias[1, 0] = 9
    for number, block in enumerate(blocks):
        attention = block.layer[0].SelfAttention
        source = channels.own if number == 0 else channels.copies[number - 1]
        attention.q.weight[:2 * head] = 0
        copy(attention, slice(0, patch), source, channels.copies[number], eye)
        if number == 0:
            copy(attention, slice(head, head + patch), channels.own, channels.mean, eye)


def copy(attention, inner, source, target, eye):
    """Lets the inner channels of an attention layer carry channels of tokens to others."""
    attention.v.weight[inner] = 0
    attention.v.weight[inner, source] = eye
    attention.o.weight[:, inner] = 0
    attention.o.weight[target, inner] = eye


def decode(model, channels):
    """Two heads of the decoder look at the marked token, and carry what was copied to it."""
    head = model.config.d_kv
    attention = model.decoder.block[0].layer[1].EncDecAttention
    attention.q.weight[:2 * head] = 0
    attention.k.weight[:2 * head] = 0
    for number in range(2):
        attention.q.weight[number * head, channels.constant] = 4
        attention.k.weight[number * head, channels.mark] = 4
    inner = [number * head + channel for number in range(2) for channel in range(head)][:len(channels.carried)]
    for slot, channel in zip(inner, channels.carried):
        attention.v.weight[slot] = 0
        attention.v.weight[slot, channel] = 1
        attention.o.weight[:, slot] = 0
        attention.o.weight[channel, slot] = 1


def fit(model, data, count, seed):
    """The linear part of the output: a ridge regression of each step on the decoder's state, weighted as the loss is, and Gaussian quantiles around it."""
    width, steps = model.config.d_model, model.chronos_config.prediction_length
    context, patch = model.chronos_config.context_length, model.chronos_config.input_patch_size
    head = model.output_patch_embedding
    head.output_layer.weight.mul_(0.3)
    head.residual_layer.weight.zero_()
    head.residual_layer.bias.zero_()
    states, futures, weights = [], [], []
    for past, future, weight in tensors(batches(data, np.random.default_rng(seed), count, context, patch, 256)):
        hidden, _, embedded, mask = model.encode(context=past)
        states.append(model.decode(embedded, mask, hidden)[:, 0])
        futures.append(future)
        weights.append(weight)
    futures, weights = torch.cat(futures).double(), torch.cat(weights).double()
    states = torch.cat(states).double()
    states = torch.cat([states, torch.ones(len(states), 1)], 1)
    ridge = torch.diag(torch.cat([torch.ones(width), torch.tensor([1e-6])])).double()
    for step in range(steps):
        known = torch.isfinite(futures[:, step]) & (futures[:, step].abs() < 10)
        inputs, target, squared = states[known], futures[known, step], weights[known, None] ** 2
        normal = inputs.T @ (squared * inputs) + (3.0 + 0.002 * squared.sum()) * ridge
        line = torch.linalg.solve(normal, inputs.T @ (squared * target[:, None]))[:, 0].float()
        error = (inputs @ line.double() - target).abs() * squared[:, 0] ** 0.5
        deviation = float(error.sum() / (squared ** 0.5).sum()) * 1.2
        for place, level in enumerate(LEVELS):
            row = place * steps + step
            head.residual_layer.weight[row] = line[:width]
            head.residual_layer.bias[row] = line[width] + deviation * float(torch.special.ndtri(torch.tensor(level)))
