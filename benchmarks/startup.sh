#!/usr/bin/env bash
# Prints how long the packed tool takes for a command, as a multiple of a hello world's time. The promise is 2.5 at most.
#   benchmarks/startup.sh [COMMAND ...]      default: summary architectures/cnn-light.yaml
# Needs ./build.sh pack and dotnet tool restore; TOOL=path/to/dotnet-archspec.dll measures another build. The runs alternate, so that
# load hits both alike. The promise is about the median of the wall time; on a busy machine the processor's time says more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=${RUNS:-21}
limit=${LIMIT:-2.5}
[[ $# -gt 0 ]] || set -- summary architectures/cnn-light.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# As `dotnet new console` makes it.
hello_world() {
  cat >"$work/hello.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
</Project>
XML
  echo 'Console.WriteLine("Hello, World!");' >"$work/Program.cs"
  dotnet build "$work" -c Release -o "$work/out" -v q -clp:NoSummary --tl:off >"$work/build.log" || { cat "$work/build.log"; exit 1; }
}

tool_dll() {
  local packages version
  packages=$(dotnet nuget locals global-packages --list)
  version=$(grep -o '0\.1\.0-dev\.h[0-9a-f]*' .config/dotnet-tools.json)
  echo "${packages#*: }"/archspec.tool.*/"$version"/tools/*/*/dotnet-archspec.dll
}

# Adds a line "wall processor" in milliseconds to a file.
measure() {
  local file=$1 code=0 seconds TIMEFORMAT='%3R %3U %3S'
  shift
  seconds=$({ time "$@" >/dev/null 2>"$work/stderr"; } 2>&1) || code=$?
  [[ $code -eq 0 ]] || { echo "'$*' ended with exit code $code: $(<"$work/stderr")" >&2; return 1; }
  awk '{ print $1 * 1000, ($2 + $3) * 1000 }' <<<"$seconds" >>"$file"
}

# median|least of column 1 (wall) or 2 (processor)
median() { cut -d' ' -f"$2" "$1" | sort -n | sed -n "$(((runs + 1) / 2))p"; }
least() { cut -d' ' -f"$2" "$1" | sort -n | head -1; }

# Fails where the ratio is above the limit.
report() {
  awk -v what="$1" -v hello="$2" -v tool="$3" -v limit="$4" 'BEGIN {
    printf "%-24s hello world %3d ms, archspec %3d ms: ratio %.2f\n", what, hello, tool, tool / hello
    exit tool / hello > limit
  }'
}

hello_world
tool=${TOOL:-$(tool_dll)}
for ((i = 0; i < runs; i++)); do
  measure "$work/hello" dotnet "$work/out/hello.dll"
  measure "$work/tool" dotnet "$tool" "$@"
done
echo "archspec $*, $runs runs, at most $limit times a hello world"
for statistic in least median; do
  report "processor time, $statistic" "$($statistic "$work/hello" 2)" "$($statistic "$work/tool" 2)" 1000
done
report "wall time, least" "$(least "$work/hello" 1)" "$(least "$work/tool" 1)" 1000
report "wall time, median" "$(median "$work/hello" 1)" "$(median "$work/tool" 1)" "$limit"
