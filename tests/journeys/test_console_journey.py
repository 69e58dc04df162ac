"""Whole conversations in a terminal: `antrian chat` as a real program, alone and beside a running `antrian run`."""

from __future__ import annotations

import re

from tests.journeys.programs import Installation, Program, working_day

DAY = f"{working_day():%d%m%Y}"
LINE = f"#Budi Santoso#25011987#{DAY}"
CODE = r"CBN-\w{4}-\w{4}"
BUDI, WATI = "081234567890", "081298765432"


async def book(program: Program, line: str) -> str:
    """Book and approve by the code; return the booking code."""
    approval = await program.ask(line, r"Kode persetujuan:\n(\d{8})\n")
    await program.ask(approval[1], "✅ TERDAFTAR")
    return (await program.sees(CODE))[0]


async def test_conversation(installation: Installation) -> None:
    """A person looks, books with a slip in the date, sends the corrected line, approves by code, and asks."""
    async with installation.chat(BUDI) as program:
        await program.ask("#jadwal", "sisa 20 tempat")
        await program.ask(f"#Budi Santoso#25131987#{DAY}", "❌ BELUM TERDAFTAR\nPeriksa tanggal lahir")
        corrected = (await program.sees(r"Salin baris ini.*\n(#.+#.+#.+)\n"))[1]
        assert corrected.startswith("#Budi Santoso#")
        assert corrected.endswith(DAY)
        code = await book(program, LINE)
        assert code == (await program.ask("#cek", CODE))[0]
        assert 0 == await program.end()
    assert "" == program.reports()


async def test_next_run(installation: Installation) -> None:
    """The next run on the same data knows the booking; nobody else can book for that person; cancelling frees them."""
    async with installation.chat(BUDI) as program:
        code = await book(program, LINE)
        assert 0 == await program.end()
    async with installation.chat(WATI) as program:
        await program.ask(LINE, "❌ BELUM TERDAFTAR\nPermintaan ini tidak diproses, karena orang dengan nama")
        await program.ask("#cek", "❌ BELUM TERDAFTAR")
        assert 0 == await program.end()
    async with installation.chat(BUDI) as program:
        assert code == (await program.ask("#cek", CODE))[0]
        await program.ask("#batal", "Batalkan booking ini")
        await program.ask("Ya", "❌ DIBATALKAN")
        await program.ask("#cek", "❌ BELUM TERDAFTAR")
        assert 0 == await program.end()
    async with installation.chat(WATI) as program:
        assert code != await book(program, LINE)
        assert 0 == await program.end()


async def test_piped(installation: Installation) -> None:
    """Lines piped in are answered in order, the same line twice is harmless, and the program ends by itself."""
    code, answers = await installation.piped(BUDI, ["#bantuan", LINE, LINE, "YA", "YA", "#cek"])
    assert 0 == code
    states = re.findall(r"⏳ MENUNGGU PERSETUJUAN|✅ TERDAFTAR", answers)
    assert ["⏳ MENUNGGU PERSETUJUAN"] * 2 + ["✅ TERDAFTAR"] * 3 == states
    assert 1 == len(set(re.findall(CODE, answers)))
    assert 1 == len(set(re.findall(r"^\d{8}$", answers, re.MULTILINE)))


async def test_owner_ends_first(installation: Installation) -> None:
    """When the terminal that started the embedded server ends, a run that had joined it takes the server over."""
    async with installation.chat(BUDI) as program:
        code = await book(program, LINE)
        async with installation.antrian("run") as serving:
            await serving.sees("http://127.0.0.1:")
            assert 0 == await program.end()
            exit_code, answers = await installation.piped(BUDI, ["#cek"])
            assert (0, True) == (exit_code, code in answers)
            assert 0 == await serving.stop()


async def test_beside_a_run(installation: Installation) -> None:
    """A terminal joins the store of a running `antrian run`; stopping that ends with 0, and the booking is there."""
    async with installation.antrian("run") as serving:
        await serving.sees("http://127.0.0.1:")
        async with installation.chat(BUDI) as program:
            code = await book(program, LINE)
            assert code == (await program.ask("#cek", CODE))[0]
            assert 0 == await program.end()
        assert 0 == await serving.stop(), serving.reports()
    status, answers = await installation.piped(BUDI, ["#cek"])
    assert (0, [code]) == (status, re.findall(CODE, answers))


async def test_audit(installation: Installation) -> None:
    """After a conversation the operator's audit finds nothing, and everything has been delivered."""
    await installation.piped(BUDI, [LINE, "YA"])
    async with installation.antrian("audit") as program:
        assert 0 == await program.exit_code()
        assert "✓" in program.printed
    async with installation.antrian("outbox") as program:
        assert 0 == await program.exit_code()
        assert "Everything has been delivered.\n" == program.printed
