# Sourced by the scripts beside it: makes $VENV from pyproject.toml and constraints.txt if it is missing or stale.
# usage: need_environment EXTRAS      (such as "" or "test" or "test,listen")
# Needs Python 3.11 or newer and pip. COACH_PYTHON names the Python to use, COACH_VENV the folder to make.

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
VENV=${COACH_VENV:-$ROOT/.venv}

find_python() {
    if [ -n "${COACH_PYTHON:-}" ]; then
        set -- "$COACH_PYTHON"
    else
        set -- python3 python3.13 python3.12 python3.11 python
    fi
    for python in "$@"; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$python"
            return
        fi
    done
    echo "coach: no Python 3.11 or newer found; install one, or set COACH_PYTHON to its path" >&2
    exit 3
}

need_environment() {
    stamp=$VENV/.coach-${1:-run}
    ! is_ready || return 0
    mkdir -p "$VENV" || exit 3
    if command -v flock >/dev/null 2>&1; then # two of these at once must not build into each other
        exec 9>"$VENV/.coach-lock"
        flock 9
        ! is_ready || return 0
    fi
    python=$(find_python) || exit 3
    echo "coach: setting up $VENV (once; takes about a minute)" >&2
    if ! make_environment "$python" "$1"; then
        echo "coach: the setting up failed; the lines above say why. Mend it and run the same command again." >&2
        exit 3
    fi
    cat "$ROOT/pyproject.toml" "$ROOT/constraints.txt" >"$stamp"
    exec 9>&-
}

is_ready() {
    [ -x "$VENV/bin/python" ] && cat "$ROOT/pyproject.toml" "$ROOT/constraints.txt" | cmp -s - "$stamp" || return 1
    exec 9>&-
}

make_environment() {
    [ -x "$VENV/bin/python" ] || rm -rf "$VENV/bin" "$VENV/lib" # what is left of a Python that is gone
    "$1" -m venv "$VENV" 2>/dev/null || "$1" -m venv --without-pip "$VENV" || return 1
    if "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
        set -- "$2" "$VENV/bin/python" -m pip
    else
        set -- "$2" "$1" -m pip --python "$VENV/bin/python"
    fi
    project=$ROOT${1:+[$1]}
    shift
    "$@" install --quiet --disable-pip-version-check --constraint "$ROOT/constraints.txt" --editable "$project" >&2
}
