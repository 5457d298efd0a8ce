#!/bin/sh
# Builds a Kubernetes control plane without nodes for KubernetesCluster*Test: setup.sh [FOLDER]
# etcd, kube-apiserver, kube-controller-manager and kube-scheduler go into FOLDER/bin (kubernetes/.built unless told), from their Go
# modules and nothing else; Go 1.24 or newer, no root. What the build needs on its way stays in FOLDER, too, and is removed after it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/.built}
version=1.34.4
mkdir -p "$folder/bin" "$folder/module"
folder=$(cd "$folder" && pwd)
if [ "$(cat "$folder/version" 2>/dev/null)" = "$version" ]; then
    exit
fi
# GOTOOLCHAIN: a Go that is too old fetches a newer one, which is a module as well. modcacherw: what is removed must be writable.
export GOPATH="$folder/go" GOCACHE="$folder/cache" GOFLAGS="-mod=mod -modcacherw -trimpath" GOTOOLCHAIN=auto CGO_ENABLED=0
cd "$folder/module"
kubernetes=$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/^.*"GoMod": "\(.*\)",$/\1/p')
{
    # Kubernetes' own go.mod finds its parts in folders beside it, which a module has not: they are modules, too.
    printf 'module scoot.example/kubernetes\n'
    sed -n -e '/^go /p' -e '/^godebug /p' "$kubernetes"
    printf 'require k8s.io/kubernetes v%s\n' "$version"
    sed -n "s|^.*\(k8s.io/[a-z-]*\) => ./staging/.*$|replace \1 => \1 v0.${version#1.}|p" "$kubernetes"
} >go.mod
stamp=k8s.io/component-base/version
nice go build -ldflags "-s -w -X $stamp.gitVersion=v$version -X $stamp.gitMajor=1 -X $stamp.gitMinor=34" -o "$folder/bin/" \
    k8s.io/kubernetes/cmd/kube-apiserver k8s.io/kubernetes/cmd/kube-controller-manager k8s.io/kubernetes/cmd/kube-scheduler
nice go build -ldflags "-s -w" -o "$folder/bin/etcd" go.etcd.io/etcd/server/v3
rm -rf "$folder/go" "$folder/cache" "$folder/module"
echo "$version" >"$folder/version"
