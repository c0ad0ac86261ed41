#!/usr/bin/env bash
# Mixes all operations with faults on a real daemon for some minutes and checks what must hold: eng/soak.sh MINUTES [SEED] [more options of Tollama.Soak].
# The last line is "soak: N requests, N faults, N violations (seed S)"; the exit code is 1 when there are violations.
set -euo pipefail
cd "$(dirname "$0")/.."

minutes="${1:?usage: eng/soak.sh MINUTES [SEED] [--calm] [--requests N] [--results FILE]}"
seed="${2:-$(date +%Y%m%d)}"
shift $(($# < 2 ? $# : 2))
dotnet build tests/Tollama.Soak -c Release -v quiet --nologo
exec artifacts/bin/Tollama.Soak/release/Tollama.Soak --minutes "$minutes" --seed "$seed" "$@"
