#!/usr/bin/env bash
# Publishes the same commit twice, from two clones in two folders, and compares the programs byte for byte.
#   eng/reproducible.sh RID        e.g. eng/reproducible.sh linux-x64
# The exit code is 0 if all are the same, else 1, after a list of what differs.
set -euo pipefail

if [ $# -ne 1 ]; then
  echo "usage: eng/reproducible.sh RID, e.g. eng/reproducible.sh linux-x64" >&2
  exit 2
fi

root=$(cd "$(dirname "$0")/.." && pwd)
commit=$(git -C "$root" rev-parse HEAD)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for copy in first second/deeper; do
  git clone -q "$root" "$work/$copy/tollama"
  git -C "$work/$copy/tollama" checkout -q "$commit"
  "$work/$copy/tollama/eng/publish.sh" "$1" "$work/$copy/out" >"$work/log" 2>&1 || { tail -20 "$work/log" >&2; exit 1; }
done

if diff "$work/first/out/SHA256SUMS" "$work/second/deeper/out/SHA256SUMS"; then
  echo "the same bytes twice:"
  cat "$work/first/out/SHA256SUMS"
else
  for program in $(awk '{print $2}' "$work/first/out/SHA256SUMS"); do
    echo "$program: $(cmp -l "$work/first/out/$program" "$work/second/deeper/out/$program" | wc -l) bytes differ"
  done
  exit 1
fi
