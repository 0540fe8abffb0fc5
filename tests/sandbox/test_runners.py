"""The container engine and the cluster: what they are asked, and what is made of their answers."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from passerelle.sandbox import Ended, Limits, Mount, Order, OutputFile
from passerelle.sandbox.bubblewrap import Bubblewrap
from passerelle.sandbox.container import Container
from passerelle.sandbox.kubernetes import Cluster, Kubernetes, job, network_policy
from passerelle.sandbox.remote import Executed, execute
from passerelle.sandbox.runner import Nothing, chosen

IMAGE = f"registry.example.org/notebook@sha256:{'a' * 64}"
LIMITS = Limits(wall_seconds=60, cpu_seconds=30, memory_mb=512, output_mb=8, output_files=16)


class Recorded:
    """Plays recorded answers by a word of the command, and records what was asked."""

    def __init__(self, **answers: Executed) -> None:
        self.asked: list[list[str]] = []
        self.given: list[bytes] = []
        self._answers = answers

    def __call__(
        self,
        command: Sequence[str],
        *,
        seconds: float,
        given: bytes = b"",
        most_bytes: int = 1 << 20,
        on_data: Callable[[bytes], None] | None = None,
    ) -> Executed:
        self.asked.append(list(command))
        self.given.append(given)
        key = "tar" if "tar" in command else next(w for w in command if w in self.VERBS)
        answer = self._answers.get(key, Executed(0))
        if on_data:
            on_data(answer.output)
        return answer

    VERBS = ("run", "exec", "inspect", "rm", "apply", "wait", "get", "delete")


def packed(**files: str) -> Executed:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"./{name}.csv")
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
    return Executed(0, archive.getvalue())


@pytest.fixture
def order(tmp_path: Path) -> Order:
    data = tmp_path / "data"
    data.mkdir()
    mounts = (Mount(data, "/app/input"),)
    return Order(("python", "predict.py"), mounts=mounts, environment={"SEED": "7"}, limits=LIMITS)


def test_a_container_is_begun_with_nothing_it_could_misuse(order: Order) -> None:
    command = Container(image=IMAGE, engine="podman", runtime="runsc").begin_command(order, "room")

    said = " ".join(command)
    source = order.mounts[0].source
    assert said == (
        "podman run --detach --name room --pull never --runtime runsc --network none --ipc none "
        "--hostname passerelle --read-only --cap-drop ALL --security-opt no-new-privileges "
        "--user 65534:65534 --memory 520m --memory-swap 520m --cpus 1 --pids-limit 65 "
        "--log-driver none --ulimit core=0 --ulimit nofile=256:256 --ulimit fsize=8388608 "
        "--ulimit cpu=30 "
        "--tmpfs /app/output:rw,nosuid,nodev,mode=1777,size=8m,nr_inodes=80 "
        "--tmpfs /tmp:rw,nosuid,nodev,mode=1777,size=8m,nr_inodes=4096 "
        "--tmpfs /dev/shm:rw,nosuid,nodev,mode=1777,size=8m,nr_inodes=4096 "
        f"--mount type=bind,source={source},target=/app/input,readonly "
        f"--entrypoint sleep {IMAGE} 120"
    )


def test_a_container_is_run_emptied_and_removed(order: Order, tmp_path: Path) -> None:
    recorded = Recorded(
        exec=Executed(0, b"reading\ndone\n"),
        inspect=Executed(0, b"false\n"),
        tar=packed(scores="id\n"),
    )
    told: list[str] = []

    outcome = Container(image=IMAGE, execute=recorded).run(
        order, keep=tmp_path / "keep", on_line=told.append
    )

    room = recorded.asked[0][4]
    assert [words[1] for words in recorded.asked] == ["run", "exec", "inspect", "exec", "rm"]
    assert " ".join(recorded.asked[1]) == (
        f"docker exec --user 65534:65534 --workdir /app --env SEED=7 {room} python predict.py"
    )
    assert recorded.asked[-1] == ["docker", "rm", "--force", room]
    assert (outcome.ended, outcome.outputs) == (Ended.DONE, (OutputFile("scores.csv", 3),))
    assert (told, outcome.last_line) == (["reading", "done"], "done")


@pytest.mark.parametrize(
    "answers, ended",
    [
        ({"exec": Executed(None, b"one\n")}, Ended.WALL_CLOCK),
        ({"exec": Executed(137), "inspect": Executed(0, b"true\n")}, Ended.MEMORY),
        ({"exec": Executed(152)}, Ended.CPU),
        ({"exec": Executed(1, b"OSError: [Errno 28] No space left on device")}, Ended.OUTPUT_SIZE),
        ({"exec": Executed(1, b"RuntimeError: can't start new thread")}, Ended.PROCESSES),
        ({"exec": Executed(1, b"ValueError")}, Ended.FAILED),
        ({"run": Executed(125)}, Ended.NOT_STARTED),
    ],
)
def test_a_container_that_meets_a_limit_is_removed_all_the_same(
    order: Order, tmp_path: Path, answers: dict[str, Executed], ended: Ended
) -> None:
    recorded = Recorded(**answers)

    outcome = Container(image=IMAGE, execute=recorded).run(order, keep=tmp_path / "keep")

    assert outcome.ended is ended
    assert recorded.asked[-1][1] == "rm"


def test_an_image_by_its_tag_is_refused_before_anything_starts(
    order: Order, tmp_path: Path
) -> None:
    recorded = Recorded()

    by_tag = Container(image="python:3.11", execute=recorded).run(order, keep=tmp_path)
    in_cluster = Kubernetes(Cluster("python:3.11"), execute=recorded).run(order, keep=tmp_path)

    assert (by_tag.ended, in_cluster.ended) == (Ended.NOT_STARTED, Ended.NOT_STARTED)
    assert "by its digest" in f"{by_tag.limit}"
    assert {words[-1 if "rm" in words else 3] for words in recorded.asked} & {
        "run",
        "apply",
    } == set()


def test_an_engine_that_is_not_there_is_said(order: Order, tmp_path: Path) -> None:
    outcome = Container(image=IMAGE, engine="no-such-engine").run(order, keep=tmp_path)

    assert (outcome.ended, outcome.limit) == (
        Ended.NOT_STARTED,
        "no-such-engine: No such file or directory.",
    )


def test_the_job_has_gvisor_no_network_no_token_and_its_limits(
    order: Order, tmp_path: Path
) -> None:
    cluster = Cluster(IMAGE, claim="campus-data", root=tmp_path)

    made = job(order, "room", cluster)
    pod = made["spec"]["template"]["spec"]
    run = pod["containers"][0]

    assert made["spec"]["activeDeadlineSeconds"] == 240
    assert made["spec"]["backoffLimit"] == 0
    assert (pod["runtimeClassName"], pod["automountServiceAccountToken"]) == ("gvisor", False)
    assert pod["securityContext"]["runAsUser"] == 65534
    assert run["image"] == IMAGE
    assert run["resources"]["limits"] == {"cpu": "1", "memory": "520Mi"}
    assert run["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert run["volumeMounts"] == [
        {"name": "data", "mountPath": "/app/input", "subPath": "data", "readOnly": True},
        {"name": "output", "mountPath": "/app/output"},
        {"name": "scratch", "mountPath": "/tmp"},
    ]
    assert pod["volumes"][0] == {
        "name": "output",
        "emptyDir": {"medium": "Memory", "sizeLimit": "8Mi"},
    }
    labels = made["spec"]["template"]["metadata"]["labels"]
    policy = network_policy(cluster)["spec"]
    assert policy["podSelector"] == {"matchLabels": labels}
    assert (policy["ingress"], policy["egress"]) == ([], [])


def test_a_job_is_applied_awaited_run_emptied_and_deleted(order: Order, tmp_path: Path) -> None:
    recorded = Recorded(exec=Executed(0, b"done\n"), tar=packed(scores="id\n"))
    cluster = Cluster(IMAGE, claim="campus-data", root=tmp_path)

    outcome = Kubernetes(cluster, execute=recorded).run(order, keep=tmp_path / "keep")

    applied = json.loads(recorded.given[0])
    room = applied["items"][1]["metadata"]["name"]
    assert [words[3] for words in recorded.asked] == [
        "apply",
        "wait",
        "exec",
        "get",
        "exec",
        "delete",
    ]
    assert [item["kind"] for item in applied["items"]] == ["NetworkPolicy", "Job"]
    assert recorded.asked[2][3:] == [
        *("exec", f"job/{room}", "--", "sh", "-c", 'cd "$1" && shift && exec env -i "$@"', "sh"),
        *("/app", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp", "SEED=7"),
        *("python", "predict.py"),
    ]
    assert outcome.outputs == (OutputFile("scores.csv", 3),)


def test_a_job_ended_for_memory_says_so(order: Order, tmp_path: Path) -> None:
    recorded = Recorded(exec=Executed(137), get=Executed(0, b"OOMKilled"))
    cluster = Cluster(IMAGE, claim="campus-data", root=tmp_path)

    outcome = Kubernetes(cluster, execute=recorded).run(order, keep=tmp_path / "keep")

    assert outcome.ended is Ended.MEMORY


def test_what_the_cluster_cannot_see_is_refused(order: Order, tmp_path: Path) -> None:
    recorded = Recorded()
    elsewhere = Cluster(IMAGE, claim="campus-data", root=Path("/srv/passerelle"))

    outcome = Kubernetes(elsewhere, execute=recorded).run(order, keep=tmp_path)

    assert outcome.limit == f"{order.mounts[0].source} is not on the volume the cluster sees."


def test_the_real_executor_follows_caps_and_ends_its_client() -> None:
    heard: list[bytes] = []
    speaks = ["sh", "-c", "echo said; echo wrong >&2; exit 3"]

    followed = execute(speaks, seconds=5, on_data=heard.append)
    capped = execute(["head", "-c", "1000000", "/dev/zero"], seconds=5, most_bytes=10)
    given = execute(["cat"], seconds=5, given=b"manifest")
    late = execute(["sleep", "9"], seconds=0.2)

    assert (followed.code, b"".join(heard)) == (3, b"said\nwrong\n")
    assert len(capped.output) <= 65536
    assert given == Executed(0, b"manifest")
    assert late.code is None


def test_the_runner_is_chosen_by_the_environment() -> None:
    image = {"PASSERELLE_SANDBOX_IMAGE": IMAGE}

    assert isinstance(chosen({}), Bubblewrap)
    assert isinstance(chosen({"PASSERELLE_SANDBOX": "container", **image}), Container)
    assert isinstance(chosen({"PASSERELLE_SANDBOX": "kubernetes", **image}), Kubernetes)
    assert isinstance(chosen({"PASSERELLE_SANDBOX": "none"}), Nothing)
    with pytest.raises(ValueError, match="choose bubblewrap, container, kubernetes or none"):
        chosen({"PASSERELLE_SANDBOX": "trust"})
