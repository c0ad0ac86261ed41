"""Trains a network on generated series: train.py OUT --data data/a,data/b [--muon] [--cpu SECONDS | --until HH:MM] [--decay SHARE or MINUTES] …

The rate warms up, stays, and falls in a line to nothing at the end. OUT.pt is the state, from which --resume goes on; OUT is the network: config.json and
model.safetensors, the mean of the weights over the last steps.

Needs generated series for validation, too: python -m generator data/val 12000 990001. With --sets it looks at validation cuts of real sets as well
(DATA_ROOT names their folder), for the log only: the weights see generated series alone.

Two processes (WORLD=2, RANK=0 and 1, PORT) share every batch and average their gradients; about 1.3 times as fast as two threads."""

import argparse
import copy
import datetime
import os
import time


def words():
    """What can be said on the command line."""
    out = argparse.ArgumentParser(description="Trains a network on generated series.")
    out.add_argument("out")
    out.add_argument("--data", default="data/a", help="prefixes of generated series, separated by commas")
    out.add_argument("--validation", default="data/val", help="prefix of the generated series for validation")
    out.add_argument("--sets", default="", help="real sets whose validation cuts are looked at, separated by commas")
    out.add_argument("--resume", help="a state to go on from")
    out.add_argument("--seed", type=int, default=1)
    out.add_argument("--until", default="23:15", help="when to end, on the clock")
    out.add_argument("--stop", help="when to stop earlier, to be resumed")
    out.add_argument("--cpu", type=float, help="end after so many processor seconds in place of --until")
    out.add_argument("--decay", type=float, default=10, help="minutes in which the rate falls; with --cpu the share of its seconds")
    out.add_argument("--patch", type=int, default=12)
    out.add_argument("--width", type=int, default=128)
    out.add_argument("--encoder-layers", type=int, default=3)
    out.add_argument("--decoder-layers", type=int, default=1)
    out.add_argument("--steps", type=int, default=64)
    out.add_argument("--rate", type=float, default=3e-3)
    out.add_argument("--batch", type=int, default=256)
    out.add_argument("--warm", type=int, default=200, help="steps of the warm-up")
    out.add_argument("--threads", type=int, default=1)
    out.add_argument("--muon", action="store_true", help="Muon for the matrices, AdamW for the rest")
    out.add_argument("--plain", action="store_true", help="random first weights")
    out.add_argument("--ridge", type=int, default=60000, help="samples for the first weights")
    out.add_argument("--every", type=float, default=240, help="seconds between two lines of the log")
    return out.parse_args()


asked = words()
os.environ["OMP_NUM_THREADS"] = str(asked.threads)  # read when torch is loaded

import numpy as np
import torch
import torch.distributed as processes

import datasets
import metrics
from network import build, config, context_of, forecast, loss_of, tensors
from samples import SHARES, batches
from start import begin_linear

RANK, WORLD = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD", 1))

POOL = 8192  # samples that are cut at once and sorted by length

MEMORY = 0.998  # of the mean of the weights

LOOKED_AT = 50  # series of a group of a real set


def load(prefix):
    """The generated series of each regime, read as they are needed."""
    return {name: np.load(f"{prefix}_{name}.npy", mmap_mode="r") for name in SHARES}


class Optimizers:
    """AdamW, and Muon for the matrices inside the network where it is asked for."""

    def __init__(self, model):
        matrices = [weights for name, weights in model.named_parameters() if asked.muon and is_inner_matrix(name, weights)]
        known = {id(weights) for weights in matrices}
        rest = [weights for weights in model.parameters() if id(weights) not in known]
        self.muon = torch.optim.Muon(matrices, lr=asked.rate, weight_decay=0.01, momentum=0.95, adjust_lr_fn="match_rms_adamw") if matrices else None
        self.adam = torch.optim.AdamW(
            [
                {"params": [weights for weights in rest if weights.ndim > 1], "weight_decay": 0.01},
                {"params": [weights for weights in rest if weights.ndim < 2], "weight_decay": 0},
            ],
            lr=asked.rate, betas=(0.9, 0.98), eps=1e-8, fused=True)

    def step(self, rate):
        """Changes the weights by their gradients."""
        for group in self.adam.param_groups + (self.muon.param_groups if self.muon else []):
            group["lr"] = rate
        self.adam.step()
        if self.muon:
            self.muon.step()

    def state(self):
        """What a resumed training needs."""
        return {"opt": self.adam.state_dict(), "muon": self.muon.state_dict() if self.muon else None}

    def restore(self, state):
        """Goes on from a state."""
        self.adam.load_state_dict(state["opt"])
        if self.muon:
            self.muon.load_state_dict(state["muon"])


def is_inner_matrix(name, weights):
    """True for the matrices that Muon is made for: neither tables of tokens and biases nor the last layer."""
    inside = "block" in name or "hidden_layer" in name or name.startswith("input_patch_embedding.output")
    return weights.ndim == 2 and inside and "relative" not in name


class Validation:
    """The loss on generated series and, for the log, errors on cuts of real ones."""

    def __init__(self, context):
        rng = np.random.default_rng(5)
        self.batches = list(tensors(batches(load(asked.validation), rng, 2048, context, asked.patch, 128)))
        self.cases = {}
        for name in asked.sets.split(",") if asked.sets else []:
            for case in datasets.validation_cases(name):
                members = self.cases.setdefault(f"{name}/{case.group}", [])
                if len(members) < LOOKED_AT:
                    members.append(case)

    def of(self, model):
        """All errors as a text."""
        with torch.no_grad():
            errors = {"val": float(np.mean([loss_of(model, *batch).item() for batch in self.batches]))}
        for key, cases in self.cases.items():
            answers = forecast(model, [case.history for case in cases], len(cases[0].future))
            errors[key] = float(np.nanmean(
                [metrics.mase(case.history, case.future, answer[4], case.period) for case, answer in zip(cases, answers)]))
        return " ".join(f"{key}={value:.4f}" for key, value in errors.items())


class Clock:
    """When training began, when it ends and when it stops; all processes follow the first one's."""

    def __init__(self):
        self.begun, self.processor = time.time(), time.process_time()
        self.end = self.begun + asked.cpu if asked.cpu else today(asked.until)
        self.stop = today(asked.stop) if asked.stop else self.end
        self.tail = asked.cpu * asked.decay if asked.cpu else asked.decay * 60
        if WORLD > 1:
            times = torch.tensor([self.begun, self.end, self.stop], dtype=torch.float64)
            processes.broadcast(times, 0)
            self.begun, self.end, self.stop = times.tolist()

    def now(self):
        """Seconds on the clock, or of the processor where those are counted."""
        return self.begun + time.process_time() - self.processor if asked.cpu else time.time()

    def rate(self, step, now):
        """The learning rate of a step."""
        return asked.rate * min(1, (step + 1) / asked.warm) * min(1, max(0.01, (self.end - now) / self.tail))


def today(text):
    """A time of this day, as seconds."""
    hour, minute = map(int, text.split(":"))
    return datetime.datetime.now().replace(hour=hour, minute=minute, second=0).timestamp()


class Training:
    """The network, its mean, and how far it has come."""

    def __init__(self):
        torch.set_num_threads(asked.threads)
        torch.manual_seed(asked.seed)
        self.context = context_of(asked.patch)
        self.data = [load(prefix) for prefix in asked.data.split(",")]
        self.model = build(config(asked.patch, asked.width, asked.steps, asked.encoder_layers, asked.decoder_layers, context=self.context))
        if not asked.plain and not asked.resume:
            begin_linear(self.model, self.data[0], asked.ridge)
        self.mean = copy.deepcopy(self.model).eval()
        self.optimizers = Optimizers(self.model)
        self.step, self.seen, self.seconds, self.losses = 0, 0, 0.0, []
        self.now = 0.0  # of the first process, as the last exchange of gradients told it
        if asked.resume:
            self.restore(torch.load(asked.resume, weights_only=False))
        self.rng = np.random.default_rng(asked.seed + 1000 + self.step)
        self.validation = Validation(self.context)

    def restore(self, state):
        """Goes on from a state."""
        self.model.load_state_dict(state["model"])
        self.mean.load_state_dict(state["ema"])
        self.optimizers.restore(state)
        self.step, self.seen, self.seconds = state["step"], state["seen"], state["cpu"]

    def save(self):
        """Writes the state, whole or not at all."""
        if RANK == 0:
            state = {"model": self.model.state_dict(), "ema": self.mean.state_dict(), "step": self.step, "seen": self.seen}
            torch.save(state | self.optimizers.state() | {"cpu": self.seconds + time.process_time()}, asked.out + ".pt.tmp")
            os.replace(asked.out + ".pt.tmp", asked.out + ".pt")

    def say(self, what):
        """A line of the log."""
        if RANK == 0:
            print(
                time.strftime("%H:%M:%S"), what, "step", self.step, "seen", self.seen, f"cpu {self.seconds + time.process_time():.0f}",
                f"train {np.mean(self.losses[-1000:]):.4f}", self.validation.of(self.mean), flush=True)

    def run(self, clock):
        """Trains until the clock says that it is time."""
        last = clock.begun
        while True:
            source = self.data[self.rng.integers(len(self.data))]
            for past, future, weight in tensors(batches(source, self.rng, POOL, self.context, asked.patch, asked.batch)):
                now = clock.now() if WORLD == 1 else self.now
                if now >= clock.stop:
                    return
                rate = clock.rate(self.step, now)
                self.learn(past, future, weight, rate, clock)
                if time.time() - last > asked.every:
                    self.say(f"rate {rate:.2g}")
                    self.save()
                    last = time.time()

    def learn(self, past, future, weight, rate, clock):
        """One step."""
        loss = loss_of(self.model, past[RANK::WORLD], future[RANK::WORLD], weight[RANK::WORLD])
        loss.backward()
        if WORLD > 1:
            self.now = self.exchange(clock)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizers.step(rate)
        self.model.zero_grad(set_to_none=True)
        self.step += 1
        self.seen += len(past)
        self.losses.append(loss.item())
        with torch.no_grad():
            torch._foreach_lerp_(list(self.mean.parameters()), list(self.model.parameters()), 1 - min(MEMORY, self.step / (self.step + 20)))

    def exchange(self, clock):
        """Averages the gradients over the processes; returns the first one's time."""
        weights = list(self.model.parameters())
        told = time.time() - clock.begun if RANK == 0 else 0.0
        flat = torch.cat([part.grad.reshape(-1) for part in weights] + [torch.tensor([told])])
        processes.all_reduce(flat)
        place = 0
        for part in weights:
            part.grad.copy_(flat[place:place + part.numel()].view_as(part)).div_(WORLD)
            place += part.numel()
        return clock.begun + float(flat[-1])


def main():
    """Trains and writes the network."""
    if WORLD > 1:
        processes.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{os.environ.get('PORT', '29771')}", rank=RANK, world_size=WORLD)
    training = Training()
    print("parameters", sum(weights.numel() for weights in training.model.parameters()), vars(asked), flush=True)
    training.run(Clock())
    training.say("end")
    training.save()
    if RANK == 0:
        os.makedirs(asked.out, exist_ok=True)
        training.mean.save_pretrained(asked.out)
    if WORLD > 1:
        processes.barrier()
        processes.destroy_process_group()


main()
