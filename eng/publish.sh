#!/usr/bin/env bash
# Makes a folder that needs no .NET: tollama, tollamad, tollama-runner.
#   eng/publish.sh RID OUT        e.g. eng/publish.sh linux-x64 out/tollama
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: eng/publish.sh RID OUT, e.g. eng/publish.sh linux-x64 out/tollama" >&2
  exit 2
fi

rid=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)
symbols=$out/../symbols
cd "$(dirname "$0")/.."

exe=""
case $rid in win-*) exe=.exe ;; esac

# Native code is linked by the C compiler of the platform: clang, or gcc where only that is there.
linker=()
case $rid in
  win-*) ;;
  *)
    if command -v clang >/dev/null; then
      :
    elif command -v gcc >/dev/null; then
      linker=(-p:CppCompilerAndLinker=gcc)
    else
      echo "no C compiler: tollama is compiled ahead of time, and linking it needs clang or gcc, and zlib" >&2
      echo "install them, e.g. apt-get install clang zlib1g-dev" >&2
      exit 1
    fi
    ;;
esac

# Each program is published into a folder of its own and then moved: what lies beside it is no part of the release.
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

dotnet publish src/Tollama.Runner -c Release -r "$rid" --self-contained -o "$stage/runner" \
  -p:PublishSingleFile=true -p:PublishTrimmed=true -p:PublishReadyToRun=true -p:DebugType=none
dotnet publish src/Tollama -c Release -r "$rid" -o "$stage/tollama" -p:PublishAot=true ${linker[@]+"${linker[@]}"}

for program in runner/tollama-runner tollama/tollama; do
  if [ ! -f "$stage/$program$exe" ]; then
    echo "publishing did not make $program$exe" >&2
    exit 1
  fi
  cp "$stage/$program$exe" "$out/"
done

# The second name costs no space where the file system has hard links.
rm -f "$out/tollamad$exe"
ln "$out/tollama$exe" "$out/tollamad$exe" 2>/dev/null || cp "$out/tollama$exe" "$out/tollamad$exe"

find "$stage" \( -name '*.dbg' -o -name '*.pdb' -o -name '*.dSYM' \) -print0 | while IFS= read -r -d '' file; do
  mkdir -p "$symbols"
  cp -R "$file" "$symbols/"
done

ls -l "$out"
