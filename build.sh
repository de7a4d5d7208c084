#!/usr/bin/env bash
# Builds, packs, tests and shows ArchSpec. The .NET SDK is the only thing that must be there before: ./build.sh help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

configuration=Release
feed=artifacts/feed
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

step() { printf '\n== %s\n' "$*"; }

build() {
  step "Building"
  dotnet build ArchSpec.sln -c "$configuration" -v q -clp:NoSummary --tl:off "$@"
}

# --- pack -----------------------------------------------------------------------------------------------------------------------

# Everything that goes into the packages, as one hash: the same contents have the same version, and others never have it.
content_version() {
  local files
  files=$(find src build docs/errors Directory.*.* global.json README.md LICENSE -type f ! -path '*/bin/*' ! -path '*/obj/*' | LC_ALL=C sort)
  local hash
  hash=$({ dotnet --version; echo "${TorchVariant:-cpu}"; xargs -d '\n' sha256sum <<<"$files"; } | sha256sum)
  echo "0.1.0-dev.h${hash:0:12}"
}

# `pack all` packs the tool for every system; a release is `PACK_VERSION=X.Y.Z ./build.sh pack all`.
pack() {
  local version rids
  version=${PACK_VERSION:-$(content_version)}
  [[ ${1:-} != all ]] || rids='linux-x64;win-x64;osx-arm64;any'
  if [[ -z ${rids:-} && -e $feed/$version.packed ]]; then
    step "Packages of $version are in $feed already"
  else
    step "Packing $version into $feed"
    rm -rf "$feed"
    pack_projects "$version" ${rids:+-p:RuntimeIdentifiers="\"$rids\""}
    drop_unpacked_except "$version"
    touch "$feed/$version.packed"
  fi
  [[ -n ${PACK_VERSION:-} ]] || write_manifest "$version"
}

# A version, and options for the tool alone.
pack_projects() {
  local project name options
  for project in src/ArchSpec.*; do
    name=$(basename "$project")
    options=(-p:PackVersion="$1")
    [[ $name != ArchSpec.Tool ]] || options+=("${@:2}")
    # What an earlier pack published would be packed again.
    rm -rf "artifacts/publish/$name"
    dotnet pack "$project" -c "$configuration" -o "$feed" "${options[@]}" -v q -clp:NoSummary --tl:off
    rm -rf "artifacts/publish/$name"
  done
}

# Each unpacked tool takes more than half a gigabyte of the user's package folder, and nothing asks for an old one again.
drop_unpacked_except() {
  local packages
  packages=$(dotnet nuget locals global-packages --list)
  packages=${packages#*: }
  find "${packages%/}" -mindepth 2 -maxdepth 2 -path "*/archspec.*/0.1.0-dev.*" ! -name "$1" -exec rm -rf {} + 2>/dev/null || true
}

# `dotnet tool restore` wants an exact version in the committed manifest. It is set to the packed one in the working copy alone:
# git is told to look past that change, so that a pack never shows up as one.
write_manifest() {
  sed -i.old -E "s/(\"version\": \")0\.1\.0-dev[^\"]*/\1$1/" .config/dotnet-tools.json
  rm .config/dotnet-tools.json.old
  git update-index --skip-worktree .config/dotnet-tools.json 2>/dev/null || true
}

# --- api ------------------------------------------------------------------------------------------------------------------------

# Writes the public API of the libraries down as it is: `git diff` then shows what a change means for others.
api() {
  local project
  for project in src/ArchSpec.{Core,Plugins,Training}; do
    step "Writing down the public API of $(basename "$project")"
    write_api "$project" "$project/PublicAPI.Unshipped.txt"
  done
}

# The analyzer names each symbol that the file lacks.
write_api() {
  local symbols
  echo '#nullable enable' >"$2"
  symbols=$(dotnet build "$1" -c "$configuration" -v q -clp:NoSummary --tl:off -p:TreatWarningsAsErrors=false |
    sed -nE "s/.*warning RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" | LC_ALL=C sort -u)
  echo "$symbols" >>"$2"
}

# --- publish --------------------------------------------------------------------------------------------------------------------

# The tool with .NET and without libtorch, for a machine that has a PyTorch and no .NET: ARCHSPEC_LIBTORCH names its torch/lib there.
publish() {
  local rid=${1:-linux-x64} limit=60
  local folder=artifacts/archspec-$rid archive=artifacts/archspec-$rid.tar.gz
  step "Publishing for $rid, without libtorch"
  rm -rf "$folder" "$archive"
  dotnet publish src/ArchSpec.Tool -c "$configuration" -r "$rid" --self-contained -p:UsesTorch=false -p:PackAsTool=false \
    -p:UseAppHost=true -p:PublishReadyToRun=false -o "$folder" -v q -clp:NoSummary --tl:off
  tar -czf "$archive" -C artifacts "archspec-$rid"
  local packed unpacked
  packed=$(($(wc -c <"$archive") / 1000000))
  unpacked=$(du -sm "$folder" | cut -f1)
  echo "$archive: $packed MB (at most $limit), $unpacked MB unpacked"
  echo "There: ARCHSPEC_LIBTORCH=\$(python3 -c 'import torch; print(torch.__path__[0])')/lib archspec-$rid/dotnet-archspec doctor"
  [[ $packed -le $limit ]]
}

# --- demo -----------------------------------------------------------------------------------------------------------------------

demo() {
  build
  pack
  step "Restoring the tool: from here on it is 'dotnet archspec'"
  dotnet tool restore
  rm -rf demo
  step "Drawing a data set: pictures of grains of rice, a folder for each variety"
  dotnet run --project samples/SyntheticRice -c "$configuration" --no-build -- demo/rice --count 80 --seed 1
  demo_model
}

demo_model() {
  local model=architectures/cnn-light.yaml
  step "Summarising a model declared in YAML"
  dotnet archspec summary "$model"
  step "Training it"
  dotnet archspec train "$model" --data demo/rice --epochs 12 --run-dir demo/run
  step "Evaluating the best weights"
  dotnet archspec evaluate "$model" --weights demo/run/best.safetensors --data demo/rice
  step "Pruning it: suggesting a smaller model that computes the same"
  dotnet archspec suggest-prune "$model" --weights demo/run/best.safetensors --data demo/rice --mode safe \
    -o demo/cnn-light-pruned.yaml
  step "Summarising the smaller model"
  dotnet archspec summary demo/cnn-light-pruned.yaml
  step "Listing the recorded runs"
  dotnet archspec runs
}

# --- test -----------------------------------------------------------------------------------------------------------------------

run_tests() {
  install_mariadb
  install_chromium
  install_shells
  build
  # The package tests would do it as well, without a word for a minute.
  pack
  step "Testing"
  mkdir -p artifacts
  local log=artifacts/test.log code=0
  # One project at a time: training tests use every core already.
  dotnet test ArchSpec.sln -c "$configuration" --no-build -m:1 --tl:off "$@" 2>&1 | tee "$log" || code=$?
  summarise "$log" "$code"
}

# The Windows build under Wine beside the Linux build: see "Windows" in CONTRIBUTING.md.
windows_tests() {
  command -v wine64 >/dev/null || [[ -x /usr/lib/wine/wine64 ]] || apt_install wine64 "the tests of Windows"
  if ! command -v wine64 >/dev/null && [[ ! -x /usr/lib/wine/wine64 ]]; then
    echo "Wine is not here and could not be installed (package wine64): Windows is not tested."
    return
  fi
  pack # which a sample is built from
  step "Building for Linux and for win-x64"
  local out=artifacts/windows project
  for project in src/ArchSpec.Tool samples/SyntheticRice samples/ExternalLayers; do
    dotnet build "$project" -c "$configuration" -v q -clp:NoSummary --tl:off
  done
  # Without ahead-of-time code, which takes minutes and changes no result.
  dotnet publish src/ArchSpec.Tool -c "$configuration" -r win-x64 --self-contained -p:PackAsTool=false -p:UseAppHost=true \
    -p:PublishReadyToRun=false -o "$out" -v q -clp:NoSummary --tl:off
  step "Testing under Wine"
  local bin=artifacts/bin folder=${configuration,,}
  tests/windows.sh "$bin/ArchSpec.Tool/$folder/dotnet-archspec.dll" "$out/dotnet-archspec.exe" \
    "$bin/ExternalLayers/$folder/ExternalLayers.dll" "$bin/SyntheticRice/$folder/SyntheticRice.dll"
}

# The closing line sums the line that each test project ends with.
summarise() {
  local passed failed skipped
  read -r passed failed skipped < <(awk -F'[:,]' '
    /^(Passed|Failed|Skipped)! +- Failed:/ { failed += $2; passed += $4; skipped += $6 }
    END { print passed + 0, failed + 0, skipped + 0 }' "$1")
  if [[ $2 -ne 0 && $failed -eq 0 ]]; then
    echo "A test project ended without a result (exit code $2); it is counted as one failure."
    failed=1
  fi
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [[ $failed -eq 0 && $2 -eq 0 ]]
}

install_mariadb() {
  has_mariadb && return
  apt_install mariadb-server "the tests of the run store"
  has_mariadb || echo "MariaDB is not here and could not be installed (package mariadb-server); its tests will be skipped."
}

has_mariadb() { PATH=$PATH:/usr/sbin:/usr/local/sbin command -v mariadbd >/dev/null; }

install_chromium() {
  has_chromium && return
  apt_install chromium "the tests of reports"
  has_chromium || echo "Chromium is not here and could not be installed (package chromium); the tests that look at a page will be skipped."
}

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null

# bash is there; completion in the others is tested where they are. PowerShell is a .NET tool, which goes into artifacts/.
install_shells() {
  local shell tools=$PWD/artifacts/tools
  for shell in zsh fish; do
    command -v "$shell" >/dev/null || apt_install "$shell" "the tests of completion"
  done
  export PATH=$PATH:$tools
  if ! command -v pwsh >/dev/null; then
    step "Installing PowerShell for the tests of completion"
    dotnet tool install PowerShell --version 7.6.9 --tool-path "$tools" || true
  fi
}

# A package of Debian, where that is possible; the caller looks whether it was.
apt_install() {
  step "Installing $1 for $2"
  local root=()
  [[ $(id -u) -eq 0 ]] || root=(sudo -n)
  if command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null; then
    "${root[@]}" apt-get update -qq </dev/null || true
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" </dev/null >/dev/null || true
  fi
}

# --------------------------------------------------------------------------------------------------------------------------------

clean() {
  rm -rf artifacts demo
}

help() {
  cat <<'TEXT'
./build.sh build   compile everything
./build.sh pack [all]      make the packages in artifacts/feed; then `dotnet tool restore` gives `dotnet archspec`; all: the tool for every system
./build.sh api     write the public API of the libraries into their PublicAPI files
./build.sh publish [RID]   the tool with .NET and without libtorch, as artifacts/archspec-RID.tar.gz
./build.sh demo    build, pack, and show the tool at work on synthetic pictures, in demo/
./build.sh test    run every test; arguments go to `dotnet test`
./build.sh test windows    run the Windows build under Wine, beside the Linux build
./build.sh clean   remove artifacts/ and demo/
TEXT
}

case ${1:-help} in
  test) if [[ ${2:-} == windows ]]; then windows_tests; else run_tests "${@:2}"; fi ;;
  publish) publish "${@:2}" ;;
  build | pack | api | demo | clean | help) "$1" "${@:2}" ;;
  *) echo "unknown command '$1'" >&2; help >&2; exit 2 ;;
esac
