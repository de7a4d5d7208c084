#!/usr/bin/env bash
# Runs the Windows build of the tool under Wine beside the Linux build, on the same files: tests/windows.sh LINUX_DLL WINDOWS_EXE PLUGIN_DLL RICE
# The last line is `N passed, N failed, N skipped`. RICE draws pictures. What is run and how long it takes is in CONTRIBUTING.md.
set -uo pipefail

linux_dll=$(realpath "$1") windows_exe=$(realpath "$2") plugin=$(realpath "$3") rice=$(realpath "$4")
work=$(mktemp -d)
trap 'kill_wine; umount "$work/full" 2>/dev/null; rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

# Two gaps of Wine and not of the tool: libtorch's OpenMP asks for processor groups, and .NET's W^X does not hold there.
export WINEDEBUG=-all WINEPREFIX=${ARCHSPEC_WINEPREFIX:-$work/prefix} KMP_AFFINITY=disabled DOTNET_EnableWriteXorExecute=0 DISPLAY=
# One thread on both sides: sums are then in the same order.
export OMP_NUM_THREADS=1 DOTNET_NOLOGO=1 ARCHSPEC_CACHE=cache ARCHSPEC_DB=
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
kill_wine() { WINEPREFIX=$WINEPREFIX "${wine%wine64}wineserver64" -k 2>/dev/null || true; }

on_linux() { (cd "$work/linux" && dotnet "$linux_dll" "$@"); }
on_windows() { (cd "$work/windows" && "$wine" "$windows_exe" "$@"); }

pass() { passed=$((passed + 1)); printf 'ok    %s\n' "$1"; }
fail() { failed=$((failed + 1)); printf 'FAIL  %s\n' "$1"; shift; printf '      %s\n' "$@" | head -25; }
skip() { skipped=$((skipped + 1)); printf 'skip  %s: %s\n' "$1" "$2"; }

# What differs by nature: the line ends of text, times, speeds, and the folder that the process is in.
plain() {
  sed -E -e 's/\r$//' -e "s#(Z:)?$work/(linux|windows)/?##g" -e 's#Z:(\\{1,2}[^\\ "]+)+\\{1,2}(linux|windows)\\{1,2}##g' \
    -e 's/"(images_per_second|milliseconds|seconds|decode_seconds|time|started|ended|finished|median_ms|p95_ms|latency[a-z_]*)": *("[^"]*"|[-0-9.eE+]+)/"\1": _/g' \
    -e 's/[0-9,.]+ (images\/s|ms|s)\b/_ \1/g'
}

# Runs a command on both sides, and compares its exit code and what it prints. NAME COMMAND…
same() {
  local name=$1 code_linux=0 code_windows=0
  shift
  on_linux "$@" >"$work/l.out" 2>"$work/l.err" || code_linux=$?
  on_windows "$@" >"$work/w.out" 2>"$work/w.err" || code_windows=$?
  if [[ $code_linux -ne $code_windows ]]; then
    fail "$name" "exit code $code_windows, on Linux $code_linux" "$(plain <"$work/w.err" | tail -5)"
  elif ! iconv -f utf-8 -t utf-8 "$work/w.out" >/dev/null 2>&1; then
    fail "$name" "what it prints is not UTF-8"
  elif ! diff <(plain <"$work/l.out") <(plain <"$work/w.out") >"$work/diff"; then
    fail "$name" "$(head -20 "$work/diff")"
  else
    pass "$name"
  fi
}

# A file of both sides is the same to the byte. NAME FILE
same_file() {
  if cmp -s "$work/linux/$2" "$work/windows/$2"; then pass "$1"; else fail "$1" "$2 differs, or is missing on a side"; fi
}

# Figures of two CSV files are alike to 1e-5 of their size. NAME FILE
alike() {
  if paste -d'|' <(cut -d, -f1-5 "$work/linux/$2") <(cut -d, -f1-5 "$work/windows/$2" | tr -d '\r') | awk -F'|' '
    NR == 1 { bad = $1 != $2; next }
    { n = split($1, a, ","); split($2, b, ","); for (i = 1; i <= n; i++) { d = a[i] - b[i]; if (d < 0) d = -d; s = a[i] < 0 ? -a[i] : a[i]; if (d > 1e-5 * (s + 1e-3)) bad = 1 } }
    END { exit bad }'; then pass "$1"; else fail "$1" "$(diff "$work/linux/$2" "$work/windows/$2")"; fi
}

# Windows alone: an exit code and a part of what is printed. NAME CODE PART COMMAND…
says() {
  local name=$1 code=$2 part=$3 received=0
  shift 3
  on_windows "$@" >"$work/w.out" 2>&1 || received=$?
  if [[ $received -eq $code ]] && plain <"$work/w.out" | grep -qF -- "$part"; then pass "$name"; else fail "$name" "exit code $received, wanted $code and '$part'" "$(plain <"$work/w.out" | tail -8)"; fi
}

# --- files ----------------------------------------------------------------------------------------------------------------------

files() {
  local side
  dotnet "$rice" "$work/rice" --count 12 --seed 1 >/dev/null
  for side in linux windows; do
    mkdir -p "$work/$side/specs" && cp -r "$work/rice" "$work/$side/rice"
    cat >"$work/$side/specs/m.yaml" <<'YAML'
archspec: 1
name: Дані-茄子
input: [24, 24, 3]
layers:
  - Conv2D: { filters: 4, kernel_size: 3, activation: relu }
  - MaxPooling2D: 2
  - Conv2D: { filters: 6, kernel_size: 3, activation: relu }
  - GlobalAveragePooling2D
  - Dense: { units: 5, activation: softmax }
training: { epochs: 3, batch_size: 8, seed: 3 }
YAML
    sed 's/filters: 6/filters: 3/; s/^name.*/name: small/' "$work/$side/specs/m.yaml" >"$work/$side/specs/small.yaml"
    sed 's/kernel_size: 3/kernel_sise: 3/; s/$/\r/' "$work/$side/specs/m.yaml" >"$work/$side/bad.yaml"
  done
}

# --- the main road of every command ---------------------------------------------------------------------------------------------

road() {
  local m=specs/m.yaml weights=run/best.safetensors class
  class=$(basename "$(find "$work/linux/rice" -mindepth 1 -maxdepth 1 -type d | sort | head -1)")
  same "summary" summary $m
  same "summary --json" summary $m --json
  same "validate a file with errors and CRLF" validate bad.yaml
  same "validate --json" validate bad.yaml --json
  same "validate a pattern" validate 'specs/*.yaml'
  same "validate a folder" validate specs
  same "layers" layers
  same "layers Conv2D" layers Conv2D
  same "schema" schema
  same "data check" data check --data rice
  same "data check --json" data check --data rice --json
  says "doctor" 0 "libtorch" doctor
  on_linux train $m --data rice --run-dir run >"$work/l.out" 2>&1
  says "train" 0 "run" train $m --data rice --run-dir run
  alike "train: the history" run/history.csv
  if cmp -s "$work/linux/$weights" "$work/windows/$weights"; then echo "      the weights are the same to the bit"; else echo "      the weights differ in the last bits"; fi
  cp "$work/linux/$weights" "$work/windows/best.safetensors" && cp "$work/linux/$weights" "$work/linux/best.safetensors"
  weights=best.safetensors
  same "evaluate" evaluate $m --weights $weights --data rice
  same "evaluate --json" evaluate $m --weights $weights --data rice --json
  same "predict a folder" predict $m --weights $weights rice
  same "predict --json" predict $m --weights $weights --json "rice/$class"
  same "predict --csv of a pattern" predict $m --weights $weights --csv "rice/$class/*"
  same "suggest-prune" suggest-prune $m --weights $weights --data rice --mode safe -o pruned.yaml
  same_file "suggest-prune: the spec" pruned.yaml
  same "feature-maps" feature-maps $m --weights $weights --image "$(cd "$work/linux" && find "rice/$class" -type f | sort | head -1)" --output maps
  same "compare" compare $m specs/small.yaml
  says "runs" 0 "Дані" runs
  same "export keras" export keras $m -o model.json
  same_file "export keras: the file" model.json
  same "import keras" import keras model.json
}

# --- faults ---------------------------------------------------------------------------------------------------------------------

# A training that is killed at some moments goes on, and ends with the weights of one that was not.
kills() {
  local m=specs/m.yaml delay process
  on_windows train $m --data rice --epochs 6 --run-dir whole --no-report >/dev/null 2>&1
  on_windows train $m --data rice --epochs 6 --run-dir killed --no-report --checkpoint-minutes 0 >/dev/null 2>&1 &
  for delay in 12 14 17; do
    sleep "$delay"
    for process in $(pgrep -f "^$windows_exe train|${windows_exe##*/} train|dotnet-archspec.exe train"); do kill -9 "$process" 2>/dev/null; done
    wait 2>/dev/null
    [[ -e $work/windows/killed/run.json ]] || continue
    on_windows train --resume killed --no-report >/dev/null 2>&1 &
  done
  wait
  if cmp -s "$work/windows/whole/best.safetensors" "$work/windows/killed/best.safetensors"; then
    pass "a killed training goes on to the same weights"
  else
    fail "a killed training goes on to the same weights" "best.safetensors differs from that of the training that was not killed"
  fi
}

# Another program holds files open: cmd.exe writes to them.
held() {
  local m=specs/m.yaml holder
  (cd "$work/windows" && "$wine" cmd /c 'ping -n 60 127.0.0.1 > run\report.html') >/dev/null 2>&1 &
  holder=$!
  sleep 4
  says "a report that is held open" 1 "report.html" report run --data rice
  kill "$holder" 2>/dev/null
  wait "$holder" 2>/dev/null
}

names() {
  local name
  for name in CON NUL a.; do
    rm -rf "$work/windows/reserved" && cp -r "$work/rice" "$work/windows/reserved"
    cp -r "$(find "$work/rice" -mindepth 1 -maxdepth 1 -type d | head -1)" "$work/windows/reserved/$name"
    says "a class of the name $name" 1 "rename the class" data check --data reserved
  done
}

# A folder above that everybody may write to does not choose plugins.
settings() {
  mkdir -p "$work/windows/open/mine"
  echo '{ "plugins": ["evil.dll"] }' >"$work/windows/open/archspec.json"
  chmod 777 "$work/windows/open"
  local code=0
  (cd "$work/windows/open/mine" && "$wine" "$windows_exe" layers) >"$work/w.out" 2>&1 || code=$?
  if [[ $code -eq 0 ]]; then pass "archspec.json where everybody may write"; else fail "archspec.json where everybody may write" "$(head -5 "$work/w.out")"; fi
}

full() {
  mkdir -p "$work/full"
  if ! mount -t tmpfs -o size=300k tmpfs "$work/full" 2>/dev/null; then
    skip "a full volume" "this account may not mount one"
    return
  fi
  ln -s "$work/full" "$work/windows/full"
  local code=0
  on_windows train specs/m.yaml --data rice --run-dir full/run --cache ram >"$work/w.out" 2>&1 || code=$?
  if [[ $code -ne 0 ]] && ! grep -q "unexpected" "$work/w.out"; then pass "a full volume"; else fail "a full volume" "exit code $code" "$(tail -5 "$work/w.out")"; fi
  umount "$work/full"
}

plugins() {
  cp "$plugin" "$work/linux/" && cp "$plugin" "$work/windows/"
  same "layers of a plugin" layers --plugin "$(basename "$plugin")"
}

mkdir -p "$work/linux" "$work/windows"
files
"$wine" wineboot -i >/dev/null 2>&1
road
names
settings
plugins
held
full
kills
printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[[ $failed -eq 0 ]]
