"""Networks as engines load them: on one thread each, and with no memory kept from one sentence to the next."""

from pathlib import Path
from typing import Any


def lean_session(path: str | Path) -> Any:
    """The onnxruntime session of a network; it sees no sentence twice, so that an arena would only grow.

    Raises:
        Exception: onnxruntime's own, where the file is no network.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
