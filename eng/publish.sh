#!/usr/bin/env bash
# Makes a folder that needs no .NET: tollama, tollamad, tollama-runner, and the models that ship with them (bundled/NAME/VERSION); beside them what they
# are made of (sbom.cdx.json, CycloneDX) and their checksums (SHA256SUMS). Packages are those of the lock files, byte for byte, where the platform has them.
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

# Paths of this machine stay out of the programs, so that everybody who builds a commit gets the same bytes.
export CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

locked=()
if [ -f "src/Tollama/packages.$rid.lock.json" ]; then
  locked=(-p:RestoreLockedMode=true)
else
  echo "no lock file for $rid yet: this makes src/*/packages.$rid.lock.json; look at them and commit them" >&2
fi

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

dotnet publish src/Tollama.Runner -c Release -r "$rid" -o "$stage/runner" -p:DebugType=none ${locked[@]+"${locked[@]}"}
dotnet publish src/Tollama -c Release -r "$rid" -o "$stage/tollama" ${locked[@]+"${locked[@]}"} ${linker[@]+"${linker[@]}"}

for program in runner/tollama-runner tollama/tollama; do
  if [ ! -f "$stage/$program$exe" ]; then
    echo "publishing did not make $program$exe" >&2
    exit 1
  fi
  cp "$stage/$program$exe" "$out/"
done

# The models that ship with the programs. The folder is made anew: a version that is not there any more would stay.
rm -rf "$out/bundled"
cp -R "$stage/runner/bundled" "$out/bundled"

# The second name costs no space where the file system has hard links.
rm -f "$out/tollamad$exe"
ln "$out/tollama$exe" "$out/tollamad$exe" 2>/dev/null || cp "$out/tollama$exe" "$out/tollamad$exe"

# Every model that ships, as an entry of the list of components, with the digests of its files.
while IFS= read -r folder; do
  name=$(dirname "$folder")
  echo "        <component type=\"machine-learning-model\">"
  echo "          <name>$name</name>"
  echo "          <version>$(basename "$folder")</version>"
  echo "          <licenses><license><id>MIT</id></license></licenses>"
  echo "          <properties>"
  (cd "$out/bundled/$folder" && sha256sum ./*) | while read -r sum file; do
    echo "            <property name=\"sha256:${file#\*}\">$sum</property>" | sed 's|sha256:\./|sha256:|'
  done
  echo "          </properties>"
  echo "        </component>"
done < <(cd "$out/bundled" && find . -mindepth 2 -maxdepth 2 -type d | sed 's|^\./||' | LC_ALL=C sort) > "$stage/models.xml"

# The packages are in tollama only; the runtime is in both, and no package of the project: its entry comes from eng/sbom.xml, with those of the models.
patch=$(dotnet msbuild src/Tollama -getProperty:DotNetPatch)
version=$(dotnet msbuild src/Tollama -getProperty:Version)
sed -e "s/DOTNET_PATCH/$patch/g" -e "s/RID/$rid/g" -e "/BUNDLED_MODELS/r $stage/models.xml" -e "/BUNDLED_MODELS/d" eng/sbom.xml > "$stage/metadata.xml"
dotnet tool restore
dotnet tool run dotnet-CycloneDX src/Tollama/Tollama.csproj --framework net10.0 --runtime "$rid" --disable-package-restore --exclude-dev \
  --import-metadata-path "$stage/metadata.xml" --set-name tollama --set-version "$version" \
  --output "$out" --filename sbom.cdx.json --output-format Json --no-serial-number
(cd "$out" && find bundled -type f | LC_ALL=C sort | xargs sha256sum "tollama$exe" "tollamad$exe" "tollama-runner$exe" > SHA256SUMS)

find "$stage" \( -name '*.dbg' -o -name '*.pdb' -o -name '*.dSYM' \) -print0 | while IFS= read -r -d '' file; do
  mkdir -p "$symbols"
  cp -R "$file" "$symbols/"
done

ls -l "$out"
