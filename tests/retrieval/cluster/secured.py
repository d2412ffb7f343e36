"""A node of OpenSearch with the security plugin, certificates of its own, and the roles that the documents propose."""

import contextlib
import dataclasses
import os
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import opensearchpy
from filelock import FileLock

from index.retrieval.cluster.cluster_access import ClusterAccess, connect
from tests.retrieval.cluster import nodes

__all__ = ["PASSWORD", "certificate", "missing", "start"]

VERSION = "2.19.1.0"
POM = f"""<project><modelVersion>4.0.0</modelVersion>
<groupId>pullquote</groupId><artifactId>security</artifactId><version>1</version><dependencies><dependency>
<groupId>org.opensearch.plugin</groupId><artifactId>opensearch-security</artifactId><version>{VERSION}</version>
<type>zip</type><exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>
</dependency></dependencies></project>"""
PLUGIN = "org.opensearch.security.OpenSearchSecurityPlugin"
DOCUMENTS = Path(__file__).parents[3] / "docs" / "cluster"
PASSWORD = "only-for-tests"  # noqa: S105 - of a node that is gone in a minute
HASH = "$2y$12$pXp.Jxmr3XUcb1vaMI.Jt.0BMkZbGKHLiMPRLmBIPX2/62Ut6ElIW"
SETTINGS = """\
network.host: 127.0.0.1
transport.port: {port}
discovery.seed_hosts: ["127.0.0.1:{port}"]
cluster.initial_master_nodes: ["127.0.0.1:{port}"]
indices.breaker.total.use_real_memory: false
cluster.routing.allocation.disk.threshold_enabled: false
plugins.security.allow_default_init_securityindex: true
plugins.security.ssl.http.enabled: true
plugins.security.nodes_dn: ["CN=node"]
"""
USERS = '_meta: {type: "internalusers", config_version: 2}\n'
OTHERS = ("action_groups", "allowlist", "audit", "nodes_dn", "tenants")
"""What is left as the plugin brings it."""
EXTENSIONS = """\
subjectAltName=DNS:localhost,IP:127.0.0.1
extendedKeyUsage=serverAuth,clientAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
"""


def missing() -> str:
    """Return why there can be no such node here; empty if there can."""
    if cause := nodes.missing():
        return cause
    if shutil.which("openssl") is None:
        return "needs openssl on the path"
    try:
        _plugin()
    except (OSError, subprocess.SubprocessError) as error:
        return f"Maven could not fetch the security plugin ({type(error).__name__})"
    return ""


def _plugin() -> Path:
    """Return the folder of the plugin's jars, fetched once."""
    return nodes.fetched(f"opensearch-security-{VERSION}", POM, nodes.PATIENCE, then=_unpack)


def _unpack(folder: Path) -> None:
    (archive,) = folder.glob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    archive.unlink()


def certificate(folder: Path, name: str, ca: str | None = None) -> Path:
    """Make ``NAME.pem`` and ``NAME.key`` for a common name, signed by ``ca`` or by itself; return the first."""
    key, made = folder / f"{name}.key", folder / f"{name}.pem"
    subject = ["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", str(key)]
    if ca is None:
        _quietly([*subject, "-x509", "-addext", "keyUsage=critical,keyCertSign", "-days", "2", "-out", str(made)])
        return made
    request, extensions = folder / f"{name}.csr", folder / "extensions"
    extensions.write_text(EXTENSIONS, encoding="ascii")
    _quietly([*subject, "-out", str(request)])
    signing = ["-CA", str(folder / f"{ca}.pem"), "-CAkey", str(folder / f"{ca}.key"), "-CAcreateserial"]
    given = ["-in", str(request), "-extfile", str(extensions), "-days", "2", "-out", str(made)]
    _quietly(["openssl", "x509", "-req", *signing, *given])
    return made


def _quietly(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def start(folder: Path, users: list[str]) -> nodes.Node:
    """Start a node with users of the one password; its ``home/config`` holds ca.pem. Returns when it answers."""
    home = folder / "node-1"
    config = home / "config"
    security = config / "opensearch-security"
    security.mkdir(parents=True)
    certificate(config, "ca")
    certificate(config, "node", ca="ca")
    (port,) = nodes.free_ports(1)
    ssl = [
        f"plugins.security.ssl.{layer}.{key}_filepath: {file}"
        for layer in ("transport", "http")
        for key, file in (("pemcert", "node.pem"), ("pemkey", "node.key"), ("pemtrustedcas", "ca.pem"))
    ]
    (config / "opensearch.yml").write_text(SETTINGS.format(port=port) + "\n".join(ssl) + "\n", encoding="utf-8")
    for one in DOCUMENTS.glob("*.yml"):
        if one.stem in {"roles", "roles_mapping", "config"}:
            shutil.copy(one, security)
    told = [f'{name}: {{hash: "{HASH}", description: "of a test"}}\n' for name in users]
    (security / "internal_users.yml").write_text(USERS + "".join(told), encoding="utf-8")
    for name in OTHERS:
        shutil.copy(_plugin() / "config" / f"{name}.yml", security)
    with FileLock(nodes.jars().with_suffix(".starting")):
        (http,) = nodes.http_ports(1)
        node = nodes.run(home, http, (os.getpid(), folder.name), plugin=(_plugin(), PLUGIN))
        node = dataclasses.replace(node, url=node.url.replace("http:", "https:"))
        _wait(node, config / "ca.pem", users[0])
    return node


def _wait(node: nodes.Node, ca: Path, user: str) -> None:
    """Wait until a node lets somebody in; raises TimeoutError with what it logged."""
    until = time.monotonic() + nodes.PATIENCE
    client = connect(ClusterAccess((node.url,), user=user, password=PASSWORD, ca_file=ca))
    while time.monotonic() < until:
        with contextlib.suppress(opensearchpy.OpenSearchException):
            client.get(index="pullquote-none", id="none", params={"ignore": 404})
            return
        time.sleep(0.5)
    raise TimeoutError(f"{node.url} lets nobody in within {nodes.PATIENCE:g} s:\n{node.logged()}")
