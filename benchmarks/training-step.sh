#!/usr/bin/env bash
# Prints what a training step of a compiled network costs, as a multiple of the same network written by hand in TorchSharp. The promise
# is 1.02 at most. Measured is the processor's time; on a busy machine the ratio of the least times says more than the median.
#   benchmarks/training-step.sh [STEPS [THREADS]]      default: 40 of each, in alternation; 1
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec dotnet run -c Release --project benchmarks/Speed -- overhead "$@"
