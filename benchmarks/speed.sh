#!/usr/bin/env bash
# Prints in one run how ArchSpec compares with what people would use in its place, as ratios: a training step and an inference batch of the
# reference models against plain TorchSharp with libtorch's defaults; images/s against torchvision; the share of an epoch that waits for
# data; what suggest-prune's measuring pass costs beside an evaluation. The sides take turns, so that load hits both alike. About ten
# minutes on two cores; each goal that is missed makes the exit code 1.
#   benchmarks/speed.sh [DATA]      default: synthetic rice
# torchvision is Debian's python3-torchvision; without it that part is left out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build benchmarks/Speed -c Release -v q -clp:NoSummary --tl:off
data=${1:-}
if [[ -z $data ]]; then
  data=$work/rice
  dotnet run --project samples/SyntheticRice -c Release -- "$data" --count 200 --size 250 >/dev/null
fi

missed=0
artifacts/bin/Speed/release/Speed networks || missed=1
artifacts/bin/Speed/release/Speed input "$data" || missed=1
artifacts/bin/Speed/release/Speed waiting "$data" || missed=1
artifacts/bin/Speed/release/Speed measuring "$data" || missed=1
exit $missed
