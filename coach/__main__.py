"""The program's door, `coach` and `python -m coach`: streams, Ctrl-C, and what comes out of a stream that is full."""

import os
import signal
import sys

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while modules load, Ctrl-C ends it without a traceback

import typer

from coach.cli import EXIT_INTERRUPTED, EXIT_MACHINE, app, drop_output


def main() -> None:
    """Run the command line."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    _open_streams()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        if error.filename is not None:  # of a file, and not foreseen
            raise
        drop_output()
        typer.echo(f"coach: the results cannot be written: {error.strerror}", err=True)
        sys.exit(EXIT_MACHINE)


def _open_streams() -> None:
    """Have all three standard streams, also where the shell closed one; a terminal without “ or – gets a ?."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 — open to the end
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
