"""The network: its sizes, its first weights, its loss and its forecasts. The architecture is that of Chronos-Bolt, as its makers' package has it."""

import warnings

import torch

warnings.filterwarnings("ignore")

from chronos.chronos_bolt import ChronosBoltModelForForecasting, ChronosBoltPipeline
from transformers import T5Config

LEVELS = [level / 10 for level in range(1, 10)]

_LEVELS = torch.tensor(LEVELS).view(1, len(LEVELS), 1)


def config(patch=12, width=128, steps=64, encoder_layers=3, decoder_layers=1, heads=4, context=516):
    """The configuration of a network. The head size is width / heads, the feed-forward width four times the width."""
    return T5Config(
        d_model=width, d_ff=4 * width, d_kv=width // heads, num_heads=heads, num_layers=encoder_layers, num_decoder_layers=decoder_layers,
        dropout_rate=0.0, initializer_factor=1.0, is_gated_act=False, feed_forward_proj="relu", vocab_size=2, pad_token_id=0,
        decoder_start_token_id=0, reg_token_id=1, layer_norm_epsilon=1e-6,
        chronos_config=dict(
            context_length=context, prediction_length=steps, input_patch_size=patch, input_patch_stride=patch, quantiles=LEVELS, use_reg_token=True),
        chronos_pipeline_class="ChronosBoltPipeline", architectures=["ChronosBoltModelForForecasting"])


def context_of(patch):
    """The least whole number of patches with 512 values."""
    return -(-512 // patch) * patch


def build(settings):
    """A network with random weights of sizes that suit a small one; the package's own are far too large for its patch embedding."""
    model = ChronosBoltModelForForecasting(settings)
    with torch.no_grad():
        for name, weights in model.named_parameters():
            deviation = deviation_of(name, weights, settings)
            if deviation is None:
                weights.fill_(1)
            elif deviation == 0:
                weights.zero_()
            else:
                torch.nn.init.normal_(weights, 0, deviation)
    return model


def deviation_of(name, weights, settings):
    """The standard deviation of random weights; None for norms, whose weights are 1."""
    width, head, feed_forward = settings.d_model, settings.d_kv, settings.d_ff
    if name.endswith("bias"):
        return 0
    rules = [
        ("relative_attention_bias", 0.1),
        ("shared.weight", 0.5),
        ("layer_norm", None),
        ("hidden_layer", (2 / weights.shape[-1]) ** 0.5),
        ("patch_embedding", 0.3 * weights.shape[-1] ** -0.5),
        (".q.", (width * head) ** -0.5),
        (".k.", width ** -0.5),
        (".v.", width ** -0.5),
        (".o.", 0.5 * weights.shape[-1] ** -0.5),
        (".wi.", width ** -0.5),
        (".wo.", 0.5 * feed_forward ** -0.5),
    ]
    for part, deviation in rules:
        if part in name:
            return deviation
    raise ValueError(f"no rule for the weights '{name}'")


def loss_of(model, past, future, weight):
    """The pinball loss over all levels in units of the naive forecast's error, the mean over observed steps.

    The model standardizes the history again, by its visible values: the unit is the same up to missing values."""
    forecast = model(past).quantile_preds
    observed = torch.isfinite(future)
    error = torch.nan_to_num(future).unsqueeze(1) - forecast
    pinball = torch.maximum(_LEVELS * error, (_LEVELS - 1) * error).mean(1) * 2 * observed
    return (weight * pinball.sum(1) / observed.sum(1).clamp(min=1)).mean()


@torch.no_grad()
def forecast(model, histories, steps, batch=64):
    """The forecasts of the package's own pipeline: an array of nine levels by steps for each history."""
    pipeline = ChronosBoltPipeline(model)
    context = model.chronos_config.context_length
    order = sorted(range(len(histories)), key=lambda place: len(histories[place]))
    out = [None] * len(histories)
    for first in range(0, len(order), batch):
        chosen = order[first:first + batch]
        answers = pipeline.predict(
            [torch.tensor(histories[place][-context:], dtype=torch.float32) for place in chosen], prediction_length=steps)
        for place, answer in zip(chosen, answers):
            out[place] = answer.numpy()
    return out


def tensors(batches):
    """Batches of samples as tensors."""
    for past, future, weight in batches:
        yield torch.from_numpy(past), torch.from_numpy(future), torch.from_numpy(weight)
