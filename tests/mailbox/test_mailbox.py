"""What people write and what becomes of it: nothing shows before a person has approved it."""

import csv
import re
import sqlite3
import threading
import time
from datetime import date
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infogen.content.entries.site import Keep
from infogen.diagnostics import Failure
from infogen.mailbox import people, spam
from infogen.mailbox.keeping import back_up, examine, forget, restore
from infogen.mailbox.store import FILE, Mailbox
from kit.mailbox import PASSWORD, Box
from kit.web import Client

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %}",
    "'); DROP TABLE comment; --",
    "https://a.mx https://b.mx https://c.mx",
    "‮derecha a izquierda",
    "👩🏽‍🦽 mazahua: a̱ñimä",
    "\x00\x01 controles \x1b[31m",
    "<!-- infogen:comments --> <!-- infogen:stamp -->",
    "A" * 5000,
]


def decide(client: Client, act: str, *folios: str, reason: str = ""):
    fields = {f"folio-{folio}": "on" for folio in folios}
    return client.submit("/moderar/decidir", {"act": act, "reason": reason, **fields}, "/moderar")


def test_nothing_shows_before_a_person_has_approved_it(box: Box) -> None:
    citizen = box.citizen()
    folio = citizen.folio("No sé si cuentan los sábados")
    assert "sábados" not in citizen.page()
    assert (
        "Todavía nadie lo lee"
        in citizen.client.get(f"/buzon/recibido/{folio}", accept_language="es").text
    )
    staff = box.staff()
    assert "sábados" in staff.get("/moderar").text
    assert decide(staff, "show", folio).status == 303
    assert "sábados" in citizen.page()


def test_an_answer_and_a_change_stand_below_the_comment(box: Box) -> None:
    citizen, staff = box.citizen(), box.staff()
    folio = citizen.folio("¿Cuentan los sábados?", kind="question", contact="a@example.org")
    place = f"/moderar/mensaje/{folio}"
    assert "a@example.org" in staff.get(place).text
    fields = {"answer": "No cuentan.", "before": "Un día.", "after": "Un día hábil.", "show": "1"}
    assert staff.submit(place, {**fields, "state": "done"}).status == 303
    page = citizen.page()
    assert "No cuentan." in page
    assert "<del>Un día.</del>" in page
    assert "<ins>Un día hábil.</ins>" in page
    assert "a@example.org" not in page
    wrong = staff.submit(place, {"answer": "", "before": "x", "after": "", "state": "done"})
    assert wrong.status == 422


def test_withdrawing_needs_a_reason_that_everybody_can_count(box: Box) -> None:
    citizen, staff = box.citizen(), box.staff("moderates")
    folios = [citizen.folio(f"mensaje {n}") for n in range(3)]
    assert decide(staff, "withdraw", *folios).status == 422
    assert decide(staff, "withdraw", *folios, reason="Ofende").status == 303
    register = citizen.client.get("/registro").text
    assert "Ofende: 3" in register
    assert "mensaje 1" not in register
    log = staff.get("/moderar/bitacora").text
    assert log.count("Ofende") == 3
    assert "moderates@x" in log


@pytest.mark.parametrize("message", HOSTILE)
def test_hostile_words_are_words(box: Box, message: str) -> None:
    citizen, staff = box.citizen(), box.staff()
    folio = citizen.folio(message)
    for page in (staff.get("/moderar").text, staff.get(f"/moderar/mensaje/{folio}").text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\x00" not in page
    decide(staff, "show", folio)
    page = citizen.page()
    assert page.count('<h2 id="comments">') == 1
    assert page.count('name="stamp"') == 1
    assert "<script>alert" not in page
    assert "49" not in re.findall(r"<blockquote>(.*?)</blockquote>", page, re.DOTALL)[0]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=300))
def test_no_body_breaks_the_form(box: Box, body: bytes) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert Client(box.port).ask("POST", "/buzon", body, kind).status in (400, 403, 422)


def test_bombs_are_refused(box: Box) -> None:
    client = Client(box.port)
    large = client.post("/buzon", {"message": "x" * 11_000_000})
    assert large.status == 413
    many = "&".join(f"a{n}=1" for n in range(5000)).encode()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.ask("POST", "/buzon", many, kind).status == 400
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % n for n in range(900)
    )
    multipart = {"content-type": "multipart/form-data; boundary=x"}
    assert client.ask("POST", "/buzon", parts + b"--x--\r\n", multipart).status == 400
    assert box.citizen().folio("sigue vivo")


def test_programs_are_told_from_people(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    citizen = box.citizen()
    assert citizen.write("anuncio", website="https://spam.example").status == 400
    assert citizen.write("x", stamp="1.ab.cd").status == 403
    assert citizen.write("x", piece="otra").status == 403
    assert citizen.write("x", csrf="0" * 64).status == 403
    assert citizen.write("   ").status == 422
    monkeypatch.setattr("infogen.mailbox.spam.SOONEST", 3.0)
    assert citizen.write("rápido").status == 429
    monkeypatch.setattr("infogen.mailbox.spam.SOONEST", -1.0)
    statuses = [citizen.write(f"seguido {n}").status for n in range(spam.PACE + 2)]
    assert statuses == [303] * spam.PACE + [429, 429]
    assert box.mailbox.counts()["received"] == spam.PACE


def test_a_form_sent_twice_is_kept_once(box: Box) -> None:
    citizen = box.citizen()
    text = citizen.client.get("/aviso/").text
    signs = dict(re.findall(r'name="(stamp|csrf)" value="([^"]+)"', text))
    fields = {"piece": "aviso", "message": "una vez", **signs}
    first, second = (citizen.client.post("/buzon", fields) for _n in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert box.mailbox.counts()["received"] == 1


def test_the_score_only_orders_the_queue(box: Box) -> None:
    citizen, staff = box.citizen(), box.staff()
    citizen.folio("COMPRE YA http://a.mx http://b.mx BARATO BARATO BARATO")
    citizen.folio("Falta decir el teléfono de la Unidad")
    page = staff.get("/moderar").text
    assert page.index("teléfono") < page.index("COMPRE")


def test_no_address_of_a_machine_is_kept(box: Box) -> None:
    box.citizen().folio("hola")
    held = b"".join(path.read_bytes() for path in box.mailbox.folder.iterdir())
    assert b"127.0.0.1" not in held


@pytest.mark.parametrize(
    ("role", "act", "status"),
    [("reads", "see", 403), ("reads", "withdraw", 403), ("moderates", "show", 403),
     ("moderates", "see", 303), ("publishes", "show", 303)],
)  # fmt: skip
def test_each_role_does_its_own(box: Box, role: str, act: str, status: int) -> None:
    folio = box.citizen().folio("hola")
    assert decide(box.staff(role), act, folio, reason="x").status == status


@pytest.mark.parametrize(
    "path", ["/moderar", "/moderar/bitacora", "/moderar/buzon.csv", "/moderar/mensaje/ABCD"]
)
def test_the_staff_pages_are_closed(box: Box, path: str) -> None:
    assert Client(box.port).get(path).status == 401
    forged = Client(box.port)
    forged.cookies["personal"] = "x" * 43
    assert forged.get(path).status == 401


def test_another_site_cannot_decide(box: Box) -> None:
    folio = box.citizen().folio("hola")
    staff = box.staff()
    fields = {"act": "show", f"folio-{folio}": "on"}
    assert staff.post("/moderar/decidir", fields).status == 403
    token = staff.get("/moderar").csrf
    sent = {**fields, "csrf": token}
    assert staff.post("/moderar/decidir", sent, origin="https://evil.example").status == 403
    assert box.mailbox.find(folio).verdict == "waiting"


def test_attempts_wait_longer_and_longer_and_tell_nothing(box: Box) -> None:
    client = Client(box.port)
    known = client.submit("/moderar/entrar", {"name": "reads@x", "password": "mala"})
    other = client.submit("/moderar/entrar", {"name": "nadie", "password": "mala"})
    assert known.status == other.status == 401
    assert known.text.replace("reads@x", "").replace(known.csrf, "") == other.text.replace(
        "nadie", ""
    ).replace(other.csrf, "")
    for _n in range(2):
        client.submit("/moderar/entrar", {"name": "reads@x", "password": "mala"})
    late = client.submit("/moderar/entrar", {"name": "reads@x", "password": PASSWORD})
    assert late.status == 429


def test_a_session_ends_with_its_person(box: Box) -> None:
    staff = box.staff()
    cookie = staff.cookies["personal"]
    assert people.dismiss(box.mailbox, "publishes@x")
    assert staff.get("/moderar").status == 401
    again = box.staff("moderates")
    assert again.cookies["personal"] != cookie
    assert again.submit("/moderar/salir", {}, "/moderar").status == 303
    assert again.get("/moderar").status == 401


def test_a_password_is_kept_as_argon2(box: Box) -> None:
    rows = box.mailbox.database.read("SELECT password FROM staff")
    assert all(row[0].startswith("$argon2id$") for row in rows)
    with pytest.raises(Failure, match="fewer than 12"):
        people.appoint(box.mailbox, "x", "reads", "corta")


def test_the_table_has_no_address_and_calculates_nothing(box: Box) -> None:
    box.citizen().folio("=1+1", contact="a@example.org")
    answer = box.staff("reads").get("/moderar/buzon.csv")
    rows = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0]["message"] == "'=1+1"
    assert "a@example.org" not in answer.text


def test_a_thousand_at_once_lose_nothing(tmp_path) -> None:
    import asyncio

    mailbox = Mailbox(tmp_path)

    async def all_of_them() -> list[str]:
        writes = (mailbox.put(f"n{n}", "aviso", "opinion", f"m{n}", "", 0) for n in range(1000))
        return await asyncio.gather(*writes)

    folios = asyncio.run(all_of_them())
    assert len(set(folios)) == 1000
    assert mailbox.counts()["received"] == 1000
    mailbox.close()


def test_what_is_over_leaves_no_byte(tmp_path) -> None:
    import asyncio

    mailbox = Mailbox(tmp_path)
    folio = asyncio.run(
        mailbox.put("a", "aviso", "opinion", "secreto-uno", "correo@example.org", 0)
    )
    asyncio.run(mailbox.put("b", "aviso", "opinion", "se queda", "", 0))
    asyncio.run(mailbox.decide("x", [folio], "withdraw", {"verdict": "withdrawn"}, "r"))
    keep, later = Keep(contact=10, withdrawn=30), time.time() + 20 * 86400
    assert forget(mailbox, keep, later) == 1
    assert b"correo@example.org" not in held(tmp_path)
    assert b"secreto-uno" in held(tmp_path)
    assert forget(mailbox, keep, later + 20 * 86400) == 1
    assert b"secreto-uno" not in held(tmp_path)
    assert b"se queda" in held(tmp_path)
    mailbox.close()


def held(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_copy_comes_back_and_has_its_end(tmp_path) -> None:
    import asyncio

    store, copies = tmp_path / "buzon", tmp_path / "copias"
    mailbox = Mailbox(store)
    asyncio.run(mailbox.put("a", "aviso", "opinion", "uno", "", 0))
    old = back_up(store, copies, date(2026, 1, 1), 30)
    asyncio.run(mailbox.put("b", "aviso", "opinion", "dos", "", 0))
    copy = back_up(store, copies, date(2026, 3, 1), 30)
    assert copy.name == "buzon-2026-03-01-hasta-2026-03-31.sqlite"
    assert copy.stat().st_mode & 0o077 == 0
    assert not old.exists()
    with pytest.raises(Failure, match="another process"):
        restore(copy, store)
    mailbox.close()
    restore(copy, store)
    mailbox = Mailbox(store)
    assert mailbox.counts()["received"] == 2
    mailbox.close()
    damaged = tmp_path / "x.sqlite"
    damaged.write_bytes(copy.read_bytes()[:5000] + b"\xff" * 3000)
    with pytest.raises(Failure, match="not a whole mailbox"):
        restore(damaged, store)
    assert sqlite3.connect(store / FILE).execute("SELECT count(*) FROM comment").fetchone()[0] == 2


def test_the_machine_is_looked_at(tmp_path) -> None:
    Mailbox(tmp_path).close()
    found = {one.name: one for one in examine(tmp_path)}
    assert found["mailbox"].well
    assert found["who can read it"].well
    assert not {one.name: one for one in examine(tmp_path, 0.0)}["clock"].well


def test_embedding_is_for_the_fragment_alone(box: Box) -> None:
    client = Client(box.port)
    inside = client.get("/incrustar/aviso/").headers["content-security-policy"]
    page = client.get("/aviso/").headers["content-security-policy"]
    assert "frame-ancestors *" in inside
    assert "frame-ancestors 'none'" in page
    for path in ("/../data/site.yaml", "/%2e%2e/site.yaml", "/manifest.json", "/aviso/../../x"):
        assert client.get(path).status == 404


def test_many_threads_may_read_while_one_writes(box: Box) -> None:
    pages: list[int] = []
    readers = [
        threading.Thread(target=lambda: pages.append(Client(box.port).get("/aviso/").status))
        for _n in range(8)
    ]
    for reader in readers:
        reader.start()
    box.citizen().folio("entre todos")
    for reader in readers:
        reader.join()
    assert pages == [200] * 8


def test_attempts_of_one_machine_do_not_shut_out_others(box: Box) -> None:
    box.app.state.staff.behind = True
    thief, fields = Client(box.port), {"name": "nadie", "password": "mala"}
    for _n in range(5):
        token = thief.get("/moderar/entrar").csrf
        thief.post("/moderar/entrar", {**fields, "csrf": token}, x_forwarded_for="203.0.113.9")
    again = thief.post("/moderar/entrar", {**fields, "csrf": token}, x_forwarded_for="203.0.113.9")
    assert again.status == 429
    owner = Client(box.port)
    sent = {"name": "publishes@x", "password": PASSWORD, "csrf": owner.get("/moderar/entrar").csrf}
    assert owner.post("/moderar/entrar", sent, x_forwarded_for="198.51.100.7").status == 303


def test_attempts_at_once_are_as_many_attempts(box: Box) -> None:
    client = Client(box.port)
    token = client.get("/moderar/entrar").csrf
    sent = {"name": "reads@x", "password": "mala", "csrf": token}
    found: list[int] = []
    tries = [
        threading.Thread(
            target=lambda: found.append(Client(box.port).post("/moderar/entrar", sent).status)
        )
        for _n in range(12)
    ]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert found.count(401) <= people.FREE + 2
    assert found.count(429) >= 12 - people.FREE - 2


def test_what_is_over_is_forgotten_while_it_is_served(site, tmp_path) -> None:
    import asyncio

    from infogen.mailbox.app import Place, site_app
    from infogen.workspace import load
    from kit.web import served

    mailbox = Mailbox(tmp_path)
    asyncio.run(mailbox.put("a", "aviso", "opinion", "uno", "viejo@example.org", 0))
    old = time.time() - 100 * 86400
    mailbox.database.write_now(lambda c: c.execute("UPDATE comment SET received = ?", (old,)))
    workspace = load(site.parents[1])
    with served(lambda port: site_app(site, mailbox, workspace, Place(frozenset()))):
        until = time.monotonic() + 30
        while mailbox.everything()[0].contact and time.monotonic() < until:
            time.sleep(0.05)
    assert mailbox.everything()[0].contact == ""
    mailbox.close()
    assert b"viejo@example.org" not in held(tmp_path)
