"""What voters can do, and what they cannot: each attempt is answered, and no vote changes by it."""

import re
import threading

import pytest

from infogen.focus.ballots import DONE, STAGES, Ballots
from infogen.focus.session import Attendance, load_session
from kit.focus import KEY, RANKED, Room, copied, frozen, room
from kit.web import Client


@pytest.fixture
def here(stock, ballots):
    with room(stock, ballots) as made:
        yield made


def votes(ballots: Ballots, seat: int = 1) -> dict[str, str]:
    return ballots.answers(ballots.session.phone(seat))


def rank(phone: Client, criterion: str, places=RANKED):
    return phone.submit(f"/v/ordenar/{criterion}", places)


def vote(phone: Client, places=RANKED):
    for criterion in ("attention", "clarity"):
        assert rank(phone, criterion, places).status == 303
    assert phone.submit("/v/cambiar", {"line": "letra más grande"}).status == 303


def test_a_person_goes_from_part_to_part(here):
    phone = here.enter()
    assert phone.get("/v").headers["location"] == "/v/listo"
    here.go("look")
    assert phone.get("/v").headers["location"] == "/v/mirar"
    assert phone.get("/v/mirar").headers["refresh"] == "5; url=/v/mirar/pregunta"
    phone.submit("/v/mirar/pregunta", {"glance": "de revisar"})
    here.go("understand")
    for number in (1, 2, 3):
        assert phone.get("/v").headers["location"] == f"/v/entender/{number}"
        assert phone.submit(f"/v/entender/{number}", {"answer": "1"}).status == 303
    here.go("rank")
    vote(phone)
    assert phone.get("/v").headers["location"] == "/v/listo"
    assert votes(here.ballots) == {
        "household": "A", "band": "18-34", "glance": "de revisar",
        "question.0": "1", "question.1": "1", "question.2": "1",
        "attention": "circulo>triangulo>cuadrado", "clarity": "circulo>triangulo>cuadrado",
        "line": "letra más grande",
    }  # fmt: skip


def test_the_only_cookie_is_the_code_and_no_address_is_kept(here):
    phone = here.enter()
    assert list(phone.cookies) == ["codigo"]
    assert phone.cookies["codigo"].partition(".")[0] == here.ballots.code(1)
    assert len(here.ballots.code(1)) * 5 >= 80
    kept = b"".join(path.read_bytes() for path in here.ballots.folder.glob("votes.sqlite*"))
    assert b"127.0.0.1" not in kept


def test_the_same_code_on_another_phone_goes_on_where_it_was(here):
    first = here.enter()
    here.go("rank")
    rank(first, "attention")
    other = Client(here.port)
    other.get(f"/c/{here.ballots.code(1)}")
    assert other.get("/v").headers["location"] == "/v/ordenar/clarity"
    assert (
        "Another phone" in here.leader.get("/dirige").text
        or "Otro teléfono" in here.leader.get("/dirige").text
    )
    assert here.ballots.elsewhere() == [1]


def test_a_code_that_a_neighbour_photographed_is_given_anew(here):
    first = here.enter()
    here.leader.submit("/dirige/tarjetas/1", {}, at="/dirige/tarjetas")
    assert first.get("/v").status == 403
    assert here.ballots.elsewhere() == []
    again = Client(here.port)
    assert again.get(f"/c/{here.ballots.code(1)}").status == 303


def test_a_post_that_is_sent_again_counts_once(here):
    phone = here.enter()
    here.go("rank")
    page = phone.get("/v/ordenar/clarity")
    sent = {"csrf": page.csrf, **RANKED}
    assert [phone.post("/v/ordenar/clarity", sent).status for _n in range(3)] == [303] * 3
    here.move("close")
    assert phone.post("/v/ordenar/clarity", sent).status == 303  # it is what was saved
    assert len(here.ballots.readings()) == 1


def test_entering_twice_by_a_double_tap_takes_one_seat(here):
    phone = Client(here.port)
    path = f"/g/{here.ballots.key('room')}"
    page = phone.get(path)
    once = re.search(r'name="once" value="(\w+)"', page.text)[1]
    sent = {"csrf": page.csrf, "once": once, "household": "A", "band": "18-34"}
    threads = [
        threading.Thread(target=Client(here.port).post, args=(path, sent)) for _n in range(5)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert here.ballots.taken_seats() == [1]


def test_votes_that_race_are_one_vote(here):
    phone = here.enter()
    here.go("rank")
    token = phone.get("/v/ordenar/clarity").csrf
    turns = [("1", "2", "3"), ("2", "1", "3"), ("3", "2", "1"), ("2", "3", "1")]
    sent = [dict(zip(RANKED, turn, strict=True)) for turn in turns] * 5
    threads = [
        threading.Thread(target=phone.post, args=("/v/ordenar/clarity", {"csrf": token, **places}))
        for places in sent
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    kept = here.ballots.readings()[here.ballots.session.phone(1)]["clarity"]
    assert list(kept) == ["phone"]
    assert sorted(kept["phone"].split(">")) == sorted(RANKED)


def test_the_wrong_places_are_said_and_kept(here):
    phone = here.enter()
    here.go("rank")
    answer = rank(phone, "clarity", {"circulo": "1", "triangulo": "1", "cuadrado": "2"})
    assert (answer.status, "Dos tienen el mismo lugar: 1" in answer.text) == (422, True)
    answer = rank(phone, "clarity", {"circulo": "3"})
    assert (answer.status, answer.text.count("checked")) == (422, 1)
    assert "clarity" not in votes(here.ballots)


ATTEMPTS = {
    "no code": lambda here, phone: Client(here.port).get("/v"),
    "a guessed code": lambda here, phone: Client(here.port).get("/c/AAAAAAAAAAAAAAAA"),
    "a guessed room": lambda here, phone: Client(here.port).get("/g/AAAAAAAAAAAAAAAA"),
    "a forged cookie": lambda here, phone: Client(here.port).get("/v", cookie="codigo=A.b"),
    "a cookie of bytes": lambda here, phone: Client(here.port).get("/v", cookie="codigo=%00\xff"),
    "no token": lambda here, phone: phone.post("/v/ordenar/clarity", RANKED),
    "another's token": lambda here, phone: phone.post(
        "/v/ordenar/clarity", {"csrf": here.enter().get("/v/ordenar/clarity").csrf, **RANKED}
    ) if here.ballots.stage().number == 0 else phone.post("/v/ordenar/clarity", {"csrf": "0" * 64, **RANKED}),
    "from elsewhere": lambda here, phone: phone.post(
        "/v/ordenar/clarity",
        {"csrf": phone.get("/v/ordenar/clarity").csrf, **RANKED},
        origin="http://evil.example",
    ),
    "another host": lambda here, phone: phone.get("/v", host="evil.example"),
    "a place that is none": lambda here, phone: rank(phone, "clarity", {**RANKED, "circulo": "9"}),
    "an unknown criterion": lambda here, phone: rank_at(phone, "/v/ordenar/secret"),
    "a question that is none": lambda here, phone: phone.get("/v/entender/9"),
    "an answer that is none": lambda here, phone: phone.post(
        "/v/entender/1", {"csrf": phone.get("/v/cambiar").csrf, "answer": "7"}
    ),
    "a stage that is closed": lambda here, phone: phone.post(
        "/v/mirar/pregunta", {"csrf": phone.get("/v/cambiar").csrf, "glance": "late"}
    ),
    "a form of a megabyte": lambda here, phone: phone.post("/v/cambiar", {"line": "x" * (1 << 20)}),
    "a thousand fields": lambda here, phone: phone.post(
        "/v/cambiar", {f"f{n}": "x" for n in range(1000)}
    ),
    "a path upwards": lambda here, phone: phone.get("/v/lamina/..%2f..%2fsession/imagen"),
    "a path of the disk": lambda here, phone: phone.get("/v/lamina/%2fetc%2fpasswd/imagen"),
    "the panel": lambda here, phone: phone.get("/dirige"),
    "the result": lambda here, phone: phone.get("/dirige/resultado"),
    "all ballots": lambda here, phone: phone.get("/dirige/resultado/boletas.csv"),
    "the cards": lambda here, phone: phone.get("/dirige/tarjetas"),
    "a button of the leader": lambda here, phone: phone.post(
        "/dirige/etapa", {"csrf": phone.get("/v/cambiar").csrf, "state": "3:1", "do": "close"}
    ),
    "a guessed key": lambda here, phone: phone.get("/dirige/entrar/guess"),
    "a forged session": lambda here, phone: phone.get("/dirige", cookie="dirige=AAAA"),
    "a ballot of paper": lambda here, phone: phone.get(f"/dirige/boletas/{here.ballots.session.folios[0]}"),
}  # fmt: skip


def rank_at(phone: Client, path: str):
    return phone.post(path, {"csrf": phone.get("/v/cambiar").csrf, **RANKED})


@pytest.fixture(scope="module")
def attacked(stock, frozen_folder, tmp_path_factory):
    folder = copied(frozen_folder, tmp_path_factory.mktemp("attacked") / "g")
    ballots = Ballots(folder, load_session(folder))
    with room(stock, ballots) as made:
        phone, other = made.enter(), made.enter("B")
        made.go("rank")
        vote(other, {"circulo": "3", "triangulo": "2", "cuadrado": "1"})
        yield made, phone
    ballots.close()


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=list(ATTEMPTS))
def test_an_attempt_is_refused_and_changes_nothing(attacked, attempt):
    here, phone = attacked
    before, stage = here.ballots.readings(), here.ballots.stage()
    answer = ATTEMPTS[attempt](here, phone)
    assert 400 <= answer.status < 500, answer
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (here.ballots.readings(), here.ballots.stage()) == (before, stage)


def test_a_script_in_the_free_line_is_text(attacked):
    _here, phone = attacked
    phone.submit("/v/cambiar", {"line": "<script>alert(1)</script>"})
    assert "<script>alert" not in phone.get("/v/cambiar").text
    assert "&lt;script&gt;alert" in phone.get("/v/cambiar").text


def test_nobody_sees_results_before_the_close(attacked):
    here, _phone = attacked
    for path in (
        "/dirige/resultado",
        "/dirige/resultado/boletas.csv",
        "/dirige/resultado/places.svg",
    ):
        assert here.leader.get(path).status == 403


def test_a_voter_sees_one_variant_until_all_are_ranked(here):
    phone = here.enter()
    here.go("look")
    own = here.ballots.session.assigned_shape(0)
    seen = {s: phone.get(f"/v/lamina/{s}/imagen").status for s in here.ballots.session.shapes}
    assert seen == {shape: 200 if shape == own else 404 for shape in seen}


def test_seats_are_as_many_as_people(stock, tmp_path):
    expected = Attendance(households=2, phones=2, paper=0)
    session = frozen(stock, tmp_path / "g", expected=expected)
    ballots = Ballots(tmp_path / "g", session)
    with room(stock, ballots) as here:
        here.enter()
        here.enter()
        late = Client(here.port)
        path = f"/g/{ballots.key('room')}"
        assert late.submit(path, {"once": "x", "household": "A"}).status == 409
    ballots.close()


def test_with_cards_the_wall_gives_no_seat(stock, tmp_path):
    expected = Attendance(households=2, phones=2, paper=0, entry="cards")
    ballots = Ballots(tmp_path / "g", frozen(stock, tmp_path / "g", expected=expected))
    with room(stock, ballots) as here:
        phone = Client(here.port)
        assert phone.get(f"/g/{ballots.key('room')}").headers["location"] == "/entrar"
        assert phone.submit("/entrar", {"code": "AAAA-AAAA-AAAA-AAAA"}).status == 422
        code = ballots.code(2)
        typed = "-".join(code[n : n + 4].lower() for n in range(0, 16, 4))
        sent = phone.submit("/entrar", {"code": typed})
        assert phone.get(sent.headers["location"]).status == 303
        assert phone.get("/v").headers["location"] == "/v/entrar"
    ballots.close()


def test_two_leaders_do_not_skip_a_stage(here):
    second = Room(here.port, here.ballots)
    pages = [leader.get("/dirige") for leader in (here.leader, second.leader)]
    for leader, page in zip((here.leader, second.leader), pages, strict=True):
        leader.post("/dirige/etapa", {"csrf": page.csrf, "state": "0:1", "do": "close"})
    assert (here.ballots.stage().number, here.ballots.stage().open) == (0, False)


def test_a_clock_that_jumps_closes_nothing(here, monkeypatch):
    phone = here.enter()
    here.go("rank")
    for jump in (-86400, 86400 * 400):
        monkeypatch.setattr("infogen.focus.leader.time.time", lambda jump=jump: 1795694400 + jump)
        here.leader.get(f"/dirige/entrar/{KEY}")  # a session may have ended by the new date
        assert here.leader.get("/dirige").status == 200
        assert rank(phone, "clarity").status in (303, 200)
    assert here.ballots.stage().name == "rank"


def test_a_full_disk_is_said_and_nothing_is_lost(here):
    phone = here.enter()
    here.go("rank")
    rank(phone, "attention")
    database = here.ballots.database
    pages = database.read("PRAGMA page_count")[0][0]
    database.write_now(lambda c: c.execute(f"PRAGMA max_page_count = {pages}").fetchone())
    # Fill what is free in the pages that there are.
    statuses = {phone.submit("/v/cambiar", {"line": "ñ" * 190 + str(n)}).status for n in range(3)}
    blob = "INSERT INTO meta VALUES ('filler', ?)"
    with pytest.raises(Exception, match="disk is full"):
        database.write_now(lambda c: c.execute(blob, ("x" * 200_000,)).rowcount)
    assert statuses <= {303, 503}
    assert votes(here.ballots)["attention"] == "circulo>triangulo>cuadrado"
    database.write_now(lambda c: c.execute("PRAGMA max_page_count = 1000000").fetchone())
    assert rank(phone, "clarity").status == 303


def test_stages_go_to_the_result(here):
    here.enter()
    here.go("done")
    assert here.ballots.stage().number == DONE == len(STAGES) - 1
    assert here.leader.get("/dirige/resultado").status == 200
    assert here.leader.get("/dirige/resultado/places.svg").text.startswith("<svg")
    assert "folio,channel" in here.leader.get("/dirige/resultado/boletas.csv").text


def test_paper_is_keyed_by_two_people_and_settled(here):
    folio = here.ballots.session.folios[0]
    path = f"/dirige/boletas/{folio}"
    keyed = {
        **{f"{c}.{shape}": place for c in ("attention", "clarity") for shape, place in RANKED.items()},
        "household": "C", "band": "60-mas", "question.0": "1", "question.1": "1", "question.2": "0",
    }  # fmt: skip
    assert here.leader.submit(path, {"source": "person-1", "household": "C"}).status == 422
    assert here.leader.submit(path, {"source": "person-1", **keyed}).status == 303
    assert "Segunda lectura" in here.leader.get(path).text
    assert here.leader.submit(path, {"source": "person-2", **keyed, "band": "35-59"}).status == 303
    page = here.leader.get(path)
    assert ("dos lecturas difieren" in page.text, page.text.count("<section")) == (True, 1)
    assert here.leader.submit(path, {"source": "settled", "band": "60-mas"}).status == 303
    here.go("done")
    assert (
        ",60-mas,circulo>triangulo>cuadrado"
        in here.leader.get("/dirige/resultado/boletas.csv").text
    )
