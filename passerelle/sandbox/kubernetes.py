"""A Kubernetes Job under gVisor as runner, for a campus that lives in a cluster.

Kubernetes documentation: Job, RuntimeClass, NetworkPolicy, Pod Security (restricted). What an order
mounts must lie on the volume the campus keeps its data on: the job sees those paths of it, read
only. The cluster's own limit on processes (kubelet `podPidsLimit`) holds for the whole pod."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .container import BY_DIGEST, tar_of
from .order import Mount, Order
from .remote import Executor, RemoteRunner, execute

Manifest = dict[str, Any]  # what kubectl reads; its shape is Kubernetes's, not ours
_LABEL = {"app.kubernetes.io/part-of": "passerelle-sandbox"}
_USER = 65534
_CLIENT_SECONDS = 60
_READY_SECONDS = 120
_STARTING_SECONDS = 180
# cd, an empty environment, then the order's own words, none of them read by the shell.
_IN_PLACE = 'cd "$1" && shift && exec env -i "$@"'


@dataclass(frozen=True)
class Cluster:
    """Where jobs go. `claim` is the volume of the campus's data, seen by this process at `root`."""

    image: str
    namespace: str = "passerelle-sandbox"
    runtime_class: str = "gvisor"
    claim: str = ""
    root: Path = Path("/")


class Kubernetes(RemoteRunner):
    """One job an order; its container only waits, the order is run beside it by `kubectl exec`."""

    name = "kubernetes"
    # gVisor has no seccomp(2) of its own to show; an emptyDir has bytes, no count of files.
    tolerated = frozenset({"system-calls", "raw-sockets", "seccomp-filter", "disk-files"})

    def __init__(self, cluster: Cluster, *, execute: Executor = execute) -> None:
        super().__init__(execute=execute)
        self._cluster = cluster

    def _begin(self, order: Order, room: str) -> str | None:
        refusal = self._refusal(order)
        if refusal:
            return refusal
        items = [network_policy(self._cluster), job(order, room, self._cluster)]
        wanted = {"apiVersion": "v1", "kind": "List", "items": items}
        applied = self._execute(
            self._kubectl("apply", "--filename", "-"),
            seconds=_CLIENT_SECONDS,
            given=json.dumps(wanted).encode(),
        )
        if applied.code != 0:
            return "The cluster refused the job: see `kubectl auth can-i create jobs`."
        ready = ["wait", "pod", f"--selector=job-name={room}", "--for=condition=Ready"]
        waited = self._execute(
            self._kubectl(*ready, f"--timeout={_READY_SECONDS}s"), seconds=_READY_SECONDS + 10
        )
        if waited.code != 0:
            return f"The cluster did not start the job within {_READY_SECONDS} seconds."
        return None

    def _refusal(self, order: Order) -> str | None:
        if not BY_DIGEST.fullmatch(self._cluster.image):
            return f"The image must be named by its digest; it is {self._cluster.image!r}."
        if order.mounts and not self._cluster.claim:
            return "PASSERELLE_SANDBOX_CLAIM must name the volume of the campus's data."
        for mount in order.mounts:
            if not mount.source.is_relative_to(self._cluster.root):
                return f"{mount.source} is not on the volume the cluster sees."
        return None

    def _run_command(self, order: Order, room: str) -> list[str]:
        variables = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp"}
        variables |= order.environment
        pairs = [f"{name}={value}" for name, value in variables.items()]
        place = ["sh", "-c", _IN_PLACE, "sh", order.work_at]
        return self._kubectl("exec", f"job/{room}", "--", *place, *pairs, *order.command)

    def _output_command(self, order: Order, room: str) -> list[str]:
        return self._kubectl("exec", f"job/{room}", "--", *tar_of(order))

    def _ran_out_of_memory(self, room: str) -> bool:
        """With control groups of version 2 the whole container is ended at once."""
        reasons = "jsonpath={.items[*].status.containerStatuses[*]..reason}"
        asked = ["get", "pod", f"--selector=job-name={room}", "--output", reasons]
        said = self._execute(self._kubectl(*asked), seconds=_CLIENT_SECONDS).output
        return b"OOMKilled" in said.split()

    def _end(self, room: str) -> None:
        gone = ["delete", "job", room, "--ignore-not-found", "--cascade=foreground", "--wait=false"]
        self._execute(self._kubectl(*gone), seconds=_CLIENT_SECONDS)

    def _kubectl(self, *words: str) -> list[str]:
        return ["kubectl", "--namespace", self._cluster.namespace, *words]


def job(order: Order, room: str, cluster: Cluster) -> Manifest:
    deadline = math.ceil(order.limits.wall_seconds) + _STARTING_SECONDS
    pod = {
        "runtimeClassName": cluster.runtime_class,
        "restartPolicy": "Never",
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "hostname": "passerelle",
        "terminationGracePeriodSeconds": 0,
        "securityContext": {
            "runAsNonRoot": True,
            **{"runAsUser": _USER, "runAsGroup": _USER, "fsGroup": _USER},
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [_container(order, cluster, holds_seconds=deadline)],
        "volumes": _volumes(order, cluster),
    }
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {"name": room, "namespace": cluster.namespace, "labels": _LABEL},
        "spec": {
            "backoffLimit": 0,
            "activeDeadlineSeconds": deadline,
            "ttlSecondsAfterFinished": 60,
            "template": {"metadata": {"labels": _LABEL}, "spec": pod},
        },
    }


def network_policy(cluster: Cluster) -> Manifest:
    """No rule in either direction: nothing comes in, nothing goes out."""
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": "passerelle-sandbox-none", "namespace": cluster.namespace},
        "spec": {
            "podSelector": {"matchLabels": _LABEL},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": [],
            "egress": [],
        },
    }


def _container(order: Order, cluster: Cluster, *, holds_seconds: int) -> Manifest:
    limits = order.limits
    most = {"cpu": "1", "memory": f"{limits.memory_mb + limits.output_mb}Mi"}
    return {
        "name": "run",
        "image": cluster.image,
        "imagePullPolicy": "IfNotPresent",
        "command": ["sleep", str(holds_seconds)],
        "resources": {"limits": most, "requests": most},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": [
            *(_mount(mount, cluster) for mount in order.mounts),
            *({"name": name, "mountPath": place} for name, place in _written(order).items()),
        ],
    }


def _mount(mount: Mount, cluster: Cluster) -> Mapping[str, object]:
    below = str(mount.source.relative_to(cluster.root))
    return {"name": "data", "mountPath": mount.at, "subPath": below, "readOnly": True}


def _volumes(order: Order, cluster: Cluster) -> list[Manifest]:
    capped = {"medium": "Memory", "sizeLimit": f"{order.limits.output_mb}Mi"}
    volumes: list[Manifest] = [{"name": name, "emptyDir": capped} for name in _written(order)]
    if order.mounts:
        claim = {"claimName": cluster.claim, "readOnly": True}
        volumes.append({"name": "data", "persistentVolumeClaim": claim})
    return volumes


def _written(order: Order) -> dict[str, str]:
    places = {"output": order.output_at, "scratch": "/tmp"}
    return places | {f"writable{number}": at for number, at in enumerate(order.writable)}
