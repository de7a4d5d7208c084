#!/usr/bin/env bash
# Prints how long the packed tool takes for a command, as a multiple of a hello world's time. The promise is 2.5 at most.
#   benchmarks/startup.sh [COMMAND ...]      default: summary architectures/cnn-light.yaml
# Needs ./build.sh pack and dotnet tool restore. The runs alternate, and medians are compared, so that load hits both alike.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=${RUNS:-21}
limit=${LIMIT:-2.5}
[[ $# -gt 0 ]] || set -- summary architectures/cnn-light.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

hello_world() {
  cat >"$work/hello.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
XML
  echo 'System.Console.WriteLine("Hello, World!");' >"$work/Program.cs"
  dotnet build "$work" -c Release -o "$work/out" -v q -clp:NoSummary --tl:off >"$work/build.log" || { cat "$work/build.log"; exit 1; }
}

tool_dll() {
  local packages version
  packages=$(dotnet nuget locals global-packages --list)
  version=$(grep -o '0\.1\.0-dev\.h[0-9a-f]*' .config/dotnet-tools.json)
  echo "${packages#*: }"/archspec.tool.*/"$version"/tools/*/*/dotnet-archspec.dll
}

milliseconds() {
  local start=$EPOCHREALTIME code=0
  "$@" >/dev/null 2>"$work/stderr" || code=$?
  local end=$EPOCHREALTIME
  [[ $code -eq 0 ]] || { echo "'$*' ended with exit code $code: $(<"$work/stderr")" >&2; return 1; }
  echo $(((${end/./} - ${start/./}) / 1000))
}

median() { sort -n "$1" | sed -n "$(((runs + 1) / 2))p"; }

hello_world
tool=$(tool_dll)
for ((i = 0; i < runs; i++)); do
  milliseconds dotnet "$work/out/hello.dll" >>"$work/hello"
  milliseconds dotnet "$tool" "$@" >>"$work/tool"
done
awk -v hello="$(median "$work/hello")" -v tool="$(median "$work/tool")" -v limit="$limit" -v command="$*" 'BEGIN {
  printf "hello world %d ms, archspec %s %d ms: ratio %.2f (at most %s)\n", hello, command, tool, tool / hello, limit
  exit tool / hello > limit
}'
