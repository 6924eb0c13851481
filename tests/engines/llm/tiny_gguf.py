"""A language model of a few kilobytes with random weights, as a GGUF file: it loads, answers by a grammar, and says nothing."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy

WIDTH, INNER, HEADS, CONTEXT = 32, 64, 2, 4096
CONTROL, BYTE, UNKNOWN = gguf.TokenType.CONTROL, gguf.TokenType.BYTE, gguf.TokenType.UNKNOWN
CHAT = "{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}assistant: "


def write_tiny_gguf(path: Path) -> Path:
    """The file, written: a llama of one layer whose tokens are bytes."""
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    kinds = [UNKNOWN, CONTROL, CONTROL, *[BYTE] * 256]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_block_count(1)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types([int(kind) for kind in kinds])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template(CHAT)
    chance = numpy.random.default_rng(1)
    shapes: dict[str, tuple[int, ...]] = {"token_embd": (len(tokens), WIDTH), "output": (len(tokens), WIDTH)}
    shapes |= dict.fromkeys(("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"), (WIDTH,))
    shapes |= dict.fromkeys((f"blk.0.attn_{name}" for name in ("q", "k", "v", "output")), (WIDTH, WIDTH))
    shapes |= dict.fromkeys(("blk.0.ffn_gate", "blk.0.ffn_up"), (INNER, WIDTH)) | {"blk.0.ffn_down": (WIDTH, INNER)}
    for name, shape in shapes.items():
        numbers = numpy.ones(shape) if len(shape) == 1 else chance.normal(0, 0.3, shape)
        writer.add_tensor(f"{name}.weight", numbers.astype(numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
