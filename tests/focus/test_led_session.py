"""A whole session in a real browser: one leader, sixteen phones in six orders, eight households, four
ballots on paper; the server killed in between; half of the phones without scripts, and the leader
without them from the kill on.
"""

import pytest
from click.testing import CliRunner

from infogen.cli import infogen
from infogen.focus.session import load_session
from kit import verapdf
from kit.focus import Process, copied, marks, photo
from kit.places import ROOT
from kit.web import chromium, sideways, small_targets, violations, visit, visitor

RIGHT = ("INFOEM y cualquier persona", "No, es opcional", "Se ordena corregirlo")
PAPER = {
    "attention": ("circulo", "cuadrado", "triangulo"),
    "clarity": ("circulo", "triangulo", "cuadrado"),
    "household": "H",
    "band": "60-mas",
}


class Group:
    """The people, each with a browser of their own, and what is wrong with the pages they see."""

    def __init__(self, browser, process, scripts) -> None:
        self.process = process
        self.browser = browser
        self.voters = [visitor(browser, scripts=scripts[n % len(scripts)]) for n in range(16)]
        self.problems: list[str] = []
        self.seen: set[str] = set()
        self.audited = scripts[0]
        self.lead(scripts=scripts[0])

    def lead(self, *, scripts: bool) -> None:
        """The leader opens the pages, in a browser with scripts or without."""
        self.leader = visitor(self.browser, width=1280, height=800, scripts=scripts)
        visit(self.leader, self.process.lead)

    def audit(self, page, name: str) -> None:
        """Look at a kind of page once, where pages have scripts: axe-core itself is one."""
        if name in self.seen or not self.audited:
            return
        self.seen.add(name)
        size = page.viewport_size
        self.problems += [f"{name}: {found}" for found in violations(page)]
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            self.problems += [f"{name}: {sideways(page)} px at {width}"] if sideways(page) else []
        page.set_viewport_size({"width": 360, "height": 740})
        self.problems += [f"{name}: low {found}" for found in small_targets(page)]
        page.evaluate("document.documentElement.style.fontSize = '225%'")
        self.problems += [f"{name}: wide at 200 %"] if sideways(page) else []
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.set_viewport_size(size)

    def press(self, action: str) -> None:
        visit(self.leader, f"{self.process.address}/dirige")
        self.audit(self.leader, f"panel {action}")
        self.leader.locator(f"button[value={action}]").click()
        self.leader.wait_for_url("**/dirige")

    def next_stage(self) -> None:
        self.press("close")
        self.press("open")

    def send(self, page) -> None:
        """Press the one action of the page, and wait for what comes after."""
        here = page.url
        page.locator(".action button").click()
        page.wait_for_url(lambda url: url != here, wait_until="commit")
        page.wait_for_load_state("domcontentloaded")

    def enter(self) -> None:
        for n, page in enumerate(self.voters):
            visit(page, self.process.join)
            self.audit(page, "enter")
            page.locator(f"input[name=household][value={'ABCDEFGH'[n // 2]}]").check()
            page.locator("input[name=band]").nth(n % 4).check()
            self.send(page)
            self.audit(page, "wait")

    def look(self) -> None:
        for page in self.voters:
            visit(page, f"{self.process.address}/v")
        for page in self.voters:
            page.wait_for_url("**/pregunta", wait_until="domcontentloaded")
            self.audit(page, "glance")
            page.locator("textarea").fill("De revisar lo que publican")
            self.send(page)

    def understand(self) -> None:
        for page in self.voters:
            visit(page, f"{self.process.address}/v")
            for answer in RIGHT:
                self.audit(page, "understand")
                page.locator(".choice", has_text=answer).click()
                self.send(page)

    def rank(self, voters) -> None:
        for page in voters:
            visit(page, f"{self.process.address}/v")
            for _criterion in range(2):
                self.audit(page, "rank")
                for place, shape in enumerate(("circulo", "triangulo", "cuadrado"), 1):
                    page.locator(f"input[name={shape}][value='{place}']").check(force=True)
                self.send(page)
            self.audit(page, "line")
            page.locator("input[name=line]").fill("Letra más grande")
            self.send(page)
            self.audit(page, "done")


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("scripts", [(True, False), (False,)], ids=["mixed", "no scripts"])
def test_a_group_is_led_from_the_wall_to_the_minutes(browser, frozen_folder, tmp_path, scripts):
    folder = copied(frozen_folder, tmp_path / "verificacion")
    session, process = load_session(folder), Process(folder)
    group = Group(browser, process, scripts)
    visit(group.leader, f"{process.address}/dirige/pared")
    group.audit(group.leader, "wall")
    group.enter()
    group.next_stage()
    group.look()
    group.next_stage()
    group.understand()
    group.next_stage()
    group.rank(group.voters[:9])
    process.kill()
    process.start()
    group.rank(group.voters[9:])
    read_paper(group, folder, session)
    group.leader.context.close()
    group.lead(scripts=False)
    group.next_stage()
    group.leader.locator("a", has_text="Ver el resultado").click()
    group.leader.wait_for_url("**/resultado")
    assert group.leader.locator("h1").inner_text() == "Ganadora clara"
    assert "16 personas con teléfono y 4 en papel" in group.leader.content()
    group.leader.context.close()
    group.lead(scripts=scripts[0])
    visit(group.leader, f"{process.address}/dirige/resultado")
    group.audit(group.leader, "result")
    assert group.problems == []
    assert not scripts[0] or group.seen >= {
        "wall",
        "enter",
        "glance",
        "understand",
        "rank",
        "done",
        "doubt",
        "result",
    }
    for page in (group.leader, *group.voters):
        page.context.close()
    assert process.end() == 0
    minutes(folder, session)


def read_paper(group: Group, folder, session) -> None:
    """Three ballots with their sheets by photograph, one keyed by two people."""
    answers = {"question.0": 1, "question.1": 1, "question.2": 0}
    files = []
    for number in (1, 2, 3):
        rows = marks(session, session.folios[number - 1], PAPER)
        if number == 2:
            rows["band"] = None
        files += [("ballots", number, rows), ("comprehension", number, answers)]
    photos = [
        {"name": f"{name}-{number}.jpg", "mimeType": "image/jpeg",
         "buffer": photo(folder, (name, number), rows, seed=number, kind="good")}
        for name, number, rows in files
    ]  # fmt: skip
    page, address = group.leader, f"{group.process.address}/dirige/boletas"
    visit(page, address)
    page.locator("input[type=file]").set_input_files(photos)
    page.locator("button", has_text="Leerlas").click()
    page.wait_for_selector(".note")
    group.audit(page, "sheets")
    visit(page, f"{address}/{session.folios[1]}")
    assert page.locator("img.crop").count() == 1
    group.audit(page, "doubt")
    page.locator("input[name=band][value=unsaid]").check()
    group.send(page)
    for _person in range(2):
        visit(page, f"{address}/{session.folios[3]}")
        for criterion in ("attention", "clarity"):
            for place, shape in enumerate(PAPER[criterion], 1):
                page.locator(f"input[name='{criterion}.{shape}'][value='{place}']").check(
                    force=True
                )
        for name, value in {"household": "G", "band": "35-59", "question.0": "1", "question.1": "1",
                            "question.2": "unknown"}.items():  # fmt: skip
            page.locator(f"input[name='{name}'][value='{value}']").check()
        group.audit(page, "keyed")
        group.send(page)
    assert "0 por revisar" not in page.content()


def minutes(folder, session) -> None:
    """Results and minutes from the command line, once the server has ended."""
    runner = CliRunner()
    for command in (["results"], ["acta", "--place", "Toluca", "--chosen", "circulo"]):
        done = runner.invoke(
            infogen, ["focus", command[0], str(folder), *command[1:], "-w", str(ROOT)],
            standalone_mode=False,
        )  # fmt: skip
        assert done.return_value == 0, done.output
    written = {path.name for path in (folder / "results").iterdir()}
    assert written >= {"ballots.csv", "clarity.abif", "results.json", "places.svg", "acta.pdf"}
    rows = (folder / "results" / "ballots.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + 16 + len(session.folios)
    assert "16:circulo>triangulo>cuadrado" in (folder / "results" / "attention.abif").read_text()
    for said in verapdf.Validation([folder / "results" / "acta.pdf"]).verdicts():
        assert (said.failures, said.checks > 100) == ((), True)


def test_the_keyboard_alone_can_vote_and_lead(browser, frozen_folder, tmp_path):
    process = Process(copied(frozen_folder, tmp_path / "keyboard"))
    leader, voter = visitor(browser, width=1280), visitor(browser)
    visit(leader, process.lead)
    visit(voter, process.join)
    tab_to(voter, "input[name=household]")
    voter.keyboard.press("Space")
    tab_to(voter, "input[name=band]")
    voter.keyboard.press("Space")
    enter(voter)
    for _stage in ("look", "understand", "rank"):
        for button in ("close", "open"):
            tab_to(leader, f"button[value={button}]")
            leader.keyboard.press("Enter")
            leader.wait_for_selector(f"button[value={'open' if button == 'close' else 'close'}]")
    visit(voter, f"{process.address}/v")
    for _criterion in range(2):
        for row, shape in enumerate(("circulo", "triangulo", "cuadrado")):
            tab_to(voter, f"input[name={shape}]")
            voter.keyboard.press("Space")
            for _n in range(row):
                voter.keyboard.press("ArrowRight")
        enter(voter)
    assert voter.url.endswith("/v/cambiar")
    for page in (leader, voter):
        page.context.close()
    process.end()


def tab_to(page, selector: str) -> None:
    for _tab in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def enter(page) -> None:
    here = page.url
    tab_to(page, ".action button")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != here)


def test_a_draft_survives_a_network_that_drops(browser, frozen_folder, tmp_path):
    process = Process(copied(frozen_folder, tmp_path / "network"))
    voter = visitor(browser)
    visit(voter, process.join)
    voter.locator("input[name=household][value=B]").check()
    voter.reload()
    assert voter.locator("input[name=household][value=B]").is_checked()
    voter.context.set_offline(True)
    voter.locator(".action button").click()
    voter.wait_for_selector("text=Sin red.")
    voter.context.set_offline(False)
    voter.wait_for_url("**/listo")
    voter.context.close()
    process.end()
