#!/usr/bin/env bash
# Prints how long the first build of a project with 200 specs takes for them, in milliseconds and as a multiple of the compiler's part
# of the same build. The promise is less than 2 seconds.
#   benchmarks/msbuild.sh [SPECS]      default: 200
# Needs ./build.sh pack. Each run starts a process of MSBuild of its own, so that nothing has been compiled or read before.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

specs=${1:-200}
runs=${RUNS:-5}
limit=${LIMIT:-2000}
feed=$PWD/artifacts/feed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MSBUILDDISABLENODEREUSE=1 NUGET_PACKAGES=$work/packages DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# The reference models over and over, beside the files that they are based on.
make_project() {
  local models=(cnn cnn-36 cnn-light final-model fruit-vegetable-binary googlenet googlenet-light resnet50-36) number
  mkdir "$work/architectures"
  cp architectures/*.yaml "$work/architectures"
  for ((number = $(find architectures -name '*.yaml' | wc -l); number < specs; number++)); do
    cp "architectures/${models[number % ${#models[@]}]}.yaml" "$work/architectures/model-$number.yaml"
  done
  cat >"$work/nuget.config" <<XML
<configuration>
  <packageSources><clear /><add key="feed" value="$feed" /></packageSources>
  <packageSourceMapping><clear /></packageSourceMapping>
</configuration>
XML
  cat >"$work/many.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="ArchSpec.MSBuild" Version="$version" PrivateAssets="all" /></ItemGroup>
</Project>
XML
  dotnet restore "$work" -v q --tl:off
}

# "1041 ms  CompileArchitectures   1 calls", once for the target and once for its task.
of_target() { awk -v name="$1" '$2 == "ms" && $3 == name { print $1; exit }' "$2"; }

build() {
  rm -rf "$work/obj/Debug" "$work/bin"
  dotnet build "$work" --no-restore -v q -clp:PerformanceSummary --tl:off -p:UseSharedCompilation=false >"$work/log" || { cat "$work/log"; exit 1; }
  echo "$(of_target CompileArchitectures "$work/log") $(of_target CoreCompile "$work/log")" >>"$work/times"
}

# median|least of column 1 (specs) or 2 (compiler)
median() { cut -d' ' -f"$1" "$work/times" | sort -n | sed -n "$(((runs + 1) / 2))p"; }
least() { cut -d' ' -f"$1" "$work/times" | sort -n | head -1; }

report() {
  awk -v what="$1" -v own="$2" -v compiler="$3" -v limit="$limit" 'BEGIN {
    printf "%-8s specs %5d ms, C# compiler %5d ms: ratio %.2f\n", what, own, compiler, own / compiler
    exit own >= limit
  }'
}

packed=("$feed"/*.packed)
version=$(basename "${packed[0]}" .packed)
make_project
for ((i = 0; i < runs; i++)); do build; done
echo "ArchSpec.MSBuild $version, $specs specs, $runs first builds, less than $limit ms"
report least "$(least 1)" "$(least 2)"
report median "$(median 1)" "$(median 2)"
