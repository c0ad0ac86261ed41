#!/usr/bin/env bash
# What takes too long for every push: an hour of soak, the memory of 20,000 requests, one client's share while another does its worst,
# a hundred thousand tables with the truth beside them, and all laws with a hundred times as many cases. Run it on a machine that does nothing else; the reports are written to the folder that is named.
# Usage: eng/nightly.sh RESULTS [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."

results="${1:?usage: eng/nightly.sh RESULTS [SEED]}"
seed="${2:-$(date +%Y%m%d)}"
mkdir -p "$results"
failed=0

step() {
  echo "== $1"
  shift
  "$@" || { echo "failed: $*" >&2; failed=1; }
}

dotnet build Tollama.slnx -c Release -v quiet --nologo
step "soak, an hour" eng/soak.sh 60 "$seed" --results "$results/soak.md"
step "soak, the memory of 20,000 requests" eng/soak.sh 60 "$seed" --calm --requests 20000 --results "$results/soak-memory.md"
step "fairness" dotnet run --project bench/Tollama.HttpBenchmarks -c Release --no-build -- --fair --results "$results/fairness.md"
step "a hundred thousand ugly tables" dotnet artifacts/bin/Tollama.Data.Tests/release/Tollama.Data.Tests.dll -explicit only -class "*UglyFileLaws" -class "*UglyPartLaws" -class "*ColumnarLaws"
step "laws with many cases" env CsCheck_Iter=10000 dotnet test --solution Tollama.slnx -c Release --no-build --no-ansi --no-progress
exit "$failed"
