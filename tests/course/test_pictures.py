"""Every picture task against the pictures that students draw: right ones in many ways, wrong ones with a fitting hint."""

import json

import matplotlib
import pandas as pd
import pytest

matplotlib.use("agg")

from matplotlib import pyplot as plt

from claimlab.checks import rounding
from claimlab.checks.answers import Figure
from claimlab.checks.check import look
from claimlab.checks.picture import picture, seen
from claimlab.checks.task import sets, tasks
from claimlab.checks.values import DONE, WRONG
from claimlab.workshop.strength import quick

TASKS = {task.id: quick(task) for name in sets() for task in tasks(name) if isinstance(task.answer, Figure)}
MANY = [name for name, task in TASKS.items() if len(task.answer.series()) > 1]
LINES = [name for name, task in TASKS.items() if task.answer.marks[0] == "line"]
# The y-label of a right picture, and the same in Russian, Kazakh and German.
LABELS = {
    "01.10": (
        "Index, 1:110m map = 100",
        "Индекс, карта 1:110m = 100",
        "Индекс, 1:110m = 100",
        "Index, Karte 1:110m = 100",
    ),
    "02.9": (
        "Turnover, billion US dollars",
        "Оборот, млрд долларов США",
        "Тауар айналымы, млрд АҚШ доллары",
        "Umsatz, Mrd. US-Dollar",
    ),
    "03.9": (
        "Index, mean of 2018 to 2021 = 100",
        "Индекс, среднее 2018–2021 = 100",
        "Индекс, 2018–2021 = 100",
        "Index, Mittel 2018 bis 2021 = 100",
    ),
    "04.9": ("Net inflow, billion euro", "Чистый приток, млрд евро", "Таза ағын, млрд еуро", "Nettozufluss, Mrd. Euro"),
    "05.6": ("All oil, % of GDP", "Вся нефть, % ВВП", "Барлық мұнай, ЖІӨ пайызы", "Öl, Prozent des BIP"),
    "06.9": ("Russian share, %", "Доля России, %", "Ресей үлесі, %", "Russischer Anteil in Prozent"),
    "07.10": (
        "What came, divided by what was announced",
        "Отношение: факт к прогнозу",
        "Қатынас: факт / болжам",
        "Verhältnis zur Prognose",
    ),
    "08.9": (
        "Electoral democracy index, 0 to 1",
        "Индекс электоральной демократии",
        "Сайлау демократиясы индексі",
        "Index der elektoralen Demokratie",
    ),
    "09.9": ("Cosine with Russia", "Косинус с Россией", "Ресеймен косинус", "Kosinus mit Russland"),
    "10.6": ("Number of claims", "Число утверждений", "Тұжырымдар саны", "Anzahl der Aussagen"),
}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def draw(
    task_id,
    change=lambda name, values: values,
    how=None,
    names=None,
    up=None,
    across=None,
    at=None,
    legend=True,
    keep=None,
):
    """The right picture of a task, with something changed."""
    task = TASKS[task_id]
    _, ax = plt.subplots()
    how = how or {"line": "plot", "bars": "bar"}[task.answer.marks[0]]
    top = 0
    for number, (name, values) in enumerate(task.answer.series().items()):
        if keep and name not in keep:
            continue
        values = change(name, values)
        places = list(values.index) if at is None else at(values)
        more = {"bottom": top} if task.answer.stacked and how == "bar" else {"left": top} if task.answer.stacked else {}
        if how == "bar" and len(task.answer.series()) > 1 and not task.answer.stacked:
            places, more = [place + 0.4 * number - 0.2 for place in places], {"width": 0.4}
        getattr(ax, how)(places, values.to_numpy(), label=(names or {}).get(name, name), **more)
        if task.answer.stacked:
            top = top + values.to_numpy()
    if across is None:
        across = "Place" if isinstance(next(iter(task.answer.series().values())).index[0], str) else "Year"
    ax.set(xlabel=across, ylabel=LABELS[task_id][0] if up is None else up)
    if legend:
        ax.legend()
    return ax


def told(task_id, answer):
    outcome = look(TASKS[task_id], answer)
    assert (outcome.state == WRONG) == bool(outcome.hint)
    return outcome.kind if outcome.state == WRONG else outcome.state


# --- right ones


@pytest.mark.parametrize("task_id", TASKS)
def test_right_pictures_in_any_language_and_wrapping(task_id):
    for label in LABELS[task_id]:
        ax = draw(task_id, up=label)
        assert look(TASKS[task_id], ax).state == DONE, label
    for answer in (ax.figure, (ax.figure, ax), [ax], ax.lines[:] or ax.containers[0]):
        assert told(task_id, answer) == DONE, type(answer)
    kept = json.loads(json.dumps(seen(ax).plain()))
    assert picture(kept) == seen(ax) and told(task_id, picture(kept)) == DONE  # judged in another process


@pytest.mark.parametrize("task_id", LINES)
def test_the_order_of_drawing_and_the_type_of_years_do_not_count(task_id):
    assert (
        told(
            task_id,
            draw(task_id, lambda _, values: values.iloc[::-1] if not isinstance(values.index[0], str) else values),
        )
        == DONE
    )
    if TASKS[task_id].answer.series()[next(iter(TASKS[task_id].answer.series()))].index[0] in range(1900, 2100):
        assert told(task_id, draw(task_id, at=lambda values: [str(year) for year in values.index])) == DONE
        assert (
            told(task_id, draw(task_id, at=lambda values: pd.to_datetime([f"{year}-12-31" for year in values.index])))
            == DONE
        )
        frame = pd.DataFrame(TASKS[task_id].answer.series())
        ax = frame.set_axis(pd.PeriodIndex(frame.index, freq="Y")).plot(xlabel="Jahr", ylabel=LABELS[task_id][0])
        assert told(task_id, ax) == DONE
        ax = frame.reset_index(drop=True).plot(xlabel="Year", ylabel=LABELS[task_id][0])
        assert told(task_id, ax) == "numbered"
        ax.set_xticks(range(len(frame)), frame.index)
        assert told(task_id, ax) == DONE


@pytest.mark.parametrize(
    ("task_id", "names"),
    [
        ("02.9", {"exports": "экспорт", "imports": "импорт"}),
        ("02.9", {"exports": "sold to China", "imports": "bought there"}),
        ("02.9", {"exports": "Ausfuhr", "imports": "Einfuhr"}),
        ("02.9", {"exports": "ihracat", "imports": "ithalat"}),
        ("06.9", {"equity": "49 % of each new tonne counted", "all": "all of it counted"}),
        ("06.9", {"equity": "учтены 49 %", "all": "учтены все тонны"}),
        ("08.9", {"v12": "vintage 12", "v15": "vintage 15"}),
        ("09.9", {"Kazakhstan": "Казахстан", "Uzbekistan": "Узбекистан"}),
        ("04.9", {"EU-27": "ЕС-27", "Russia": "Ресей"}),
    ],
)
def test_names_in_other_words(task_id, names):
    assert told(task_id, draw(task_id, names=names)) == DONE
    other = dict(zip(names, reversed(names.values()), strict=True))
    assert told(task_id, draw(task_id, names=other)) in ("legend", DONE if "ihracat" in names.values() else "legend")


def test_names_without_a_legend():
    ax = draw("02.9", legend=False)
    assert told("02.9", ax) == "names"
    ax.set_title("Exports (blue) and imports (orange)")
    assert told("02.9", ax) == DONE
    ax.set_title("Синяя линия – экспорт, оранжевая – импорт")
    assert told("02.9", ax) == DONE
    ax.set_title("Exports (orange) and imports (blue)")
    assert told("02.9", ax) == "names"
    ax = draw("02.9", legend=False)
    series = TASKS["02.9"].answer.series()
    for name, values in series.items():
        ax.text(2022, values[2022], name)
    assert told("02.9", ax) == DONE
    ax, series = draw("04.9", legend=False), TASKS["04.9"].answer.series()
    for name, other in zip(series, reversed(series), strict=True):
        ax.annotate(name, (2016, series[other][2016]))
    assert told("04.9", ax) == "legend"


def test_a_legend_that_was_written_by_hand():
    ax = pd.DataFrame(TASKS["02.9"].answer.series()).plot(xlabel="Year", ylabel="billion dollars")
    ax.legend(["экспорт", "импорт"])
    assert told("02.9", ax) == DONE
    ax.legend(["imports", "exports"])
    assert told("02.9", ax) == "legend"


def test_a_finer_grid_shows_the_same_curve():
    import numpy as np

    series = TASKS["06.9"].answer.series()
    for places in (np.arange(0, 4001, 100), np.linspace(0, 4000, 77)):
        _, ax = plt.subplots()
        for name, values in series.items():
            ax.plot(places, np.interp(places, values.index, values), label=name)
        ax.set(xlabel="t", ylabel="%")
        ax.legend()
        assert told("06.9", ax) == DONE
    assert told("06.9", draw("06.9", lambda _, values: values.loc[:2000])) == "too short"


def test_seaborn_and_long_tables():
    import seaborn as sns

    long = (
        pd.DataFrame(TASKS["02.9"].answer.series()).rename_axis("year").reset_index().melt("year", var_name="partner")
    )
    ax = sns.lineplot(long, x="year", y="value", hue="partner", marker="o")
    assert told("02.9", ax) == "empty label"
    ax.set_ylabel("billion USD")
    assert told("02.9", ax) == DONE
    grid = sns.relplot(long, x="year", y="value", hue="partner", kind="line").set(ylabel="bn USD")
    assert told("02.9", grid) == DONE
    from claimlab.evidence.tables import table

    plt.figure()
    ax = sns.histplot(table("claims"), x="lesson", hue="verdict", multiple="stack")
    ax.set_ylabel("Number of claims")
    assert told("10.6", ax) == DONE


@pytest.mark.parametrize("task_id", TASKS)
def test_a_picture_may_be_rounded_as_the_page_says(task_id):
    per_cent = rounding.percent(TASKS[task_id])

    def rounded(_, values):
        return values.map(lambda value: round(value, rounding.enough(value, per_cent)))

    assert told(task_id, draw(task_id, rounded)) == DONE


# --- wrong ones: values at other places


@pytest.mark.parametrize("task_id", TASKS)
def test_values_in_another_order(task_id):
    def keep(values, row):
        return pd.Series(list(row), index=values.index)

    wrong = {
        "backwards": lambda _, values: keep(values, values[::-1]),
        "sorted": lambda _, values: keep(values, sorted(values, reverse=True)),
        "place": lambda _, values: keep(values, [*values[1:], *values[:1]]),
    }
    if task_id == "07.10":  # the order of the bars is free, so the names must tell
        at = ["gas", "consumption", "load", "sold"]
        assert told(task_id, draw(task_id, at=lambda _: at)) == DONE
        assert told(task_id, draw(task_id, at=lambda _: at[::-1])) == "place"
        assert told(task_id, draw(task_id, at=lambda _: ["a", "b", "c", "d"])) == "numbered"
        assert told(task_id, draw(task_id, at=lambda _: [0, 1, 2, 3])) == "numbered"
        assert told(task_id, draw(task_id, at=lambda _: ["doğalgaz", "tüketim", "yük", "satış"])) == DONE
        return
    for kind, change in wrong.items():
        said = told(task_id, draw(task_id, change))
        assert said in (kind, "backwards", "sorted"), (kind, said)


@pytest.mark.parametrize("task_id", TASKS)
def test_numbers_where_names_or_years_belong(task_id):
    if task_id != "06.9":
        assert told(task_id, draw(task_id, at=lambda values: range(len(values)))) == "numbered"


@pytest.mark.parametrize("task_id", LINES)
def test_marks_that_the_question_does_not_name(task_id):
    assert told(task_id, draw(task_id, how="scatter")) == "kind"
    if task_id not in ("04.9", "01.10"):
        assert told(task_id, draw(task_id, how="bar")) == "kind"


@pytest.mark.parametrize("task_id", MANY)
def test_names_in_the_legend(task_id):
    names = list(TASKS[task_id].answer.series())
    turned = dict(zip(names, reversed(names), strict=True))
    assert told(task_id, draw(task_id, names=turned)) == "legend"
    assert told(task_id, draw(task_id, names=dict(zip(names, "abcde", strict=False)))) == "nameless"
    assert (
        told(task_id, draw(task_id, names={name: f"line {number}" for number, name in enumerate(names)})) == "nameless"
    )
    assert (
        told(task_id, draw(task_id, names=dict(zip(names, ["one", "two", "three", "four", "first"], strict=False))))
        == "nameless"
    )
    assert told(task_id, draw(task_id, legend=False)) == "names"


@pytest.mark.parametrize("task_id", TASKS)
def test_labels_that_tell_a_reader_nothing(task_id):
    assert told(task_id, draw(task_id, up="")) == "label" and told(task_id, draw(task_id, across="")) == "label"
    assert told(task_id, draw(task_id, across="x")) == "raw label"
    assert told(task_id, draw(task_id, up="value_usd_m")) == "raw label"
    if task_id in ("01.10", "07.10", "10.6"):  # names stand along the axis
        for across in ("Year", "год", "km", "Index" if task_id == "01.10" else "%"):
            assert told(task_id, draw(task_id, across=across)) == "place label", across
    assert told(task_id, draw(task_id, up="y")) == "empty label"
    assert told(task_id, draw(task_id, up="Year", across=LABELS[task_id][0])) == "labels exchanged"


@pytest.mark.parametrize(
    ("task_id", "label"),
    [
        ("02.9", "Turnover"),
        ("02.9", "Turnover, million dollars"),
        ("02.9", "Turnover, billion roubles"),
        ("02.9", "Umsatz in Mrd. Euro"),
        ("02.9", "Оборот, млн долларов"),
        ("04.9", "Net inflow, billion dollars"),
        ("04.9", "Net inflow, million euro"),
        ("05.6", "Value of all oil"),
        ("08.9", "Index, 0 to 1"),
        ("08.9", "Liberal democracy"),
        ("08.9", "Press freedom index"),
        ("09.9", "Agreement"),
        ("06.9", "Share"),
        ("10.6", "Share"),
        ("03.9", "Index"),
    ],
)
def test_labels_without_the_unit_or_with_another(task_id, label):
    assert told(task_id, draw(task_id, up=label)) == "unit"


def test_a_label_that_names_another_unit_or_base_of_an_index():
    for label in ("km", "index, 1:10m map = 100", "index, 1:110m map = 1", "index in km"):
        assert told("01.10", draw("01.10", up=label)) == "wrong label", label
    assert told("01.10", draw("01.10", up="index (1:110m map = 100)")) == DONE
    assert told("04.9", draw("04.9", up="Stock, billion euro")) == "wrong label"
    assert told("04.9", draw("04.9", up="Net inflow, billion")) == "unit"


def test_a_label_that_names_another_whole():
    for label in ("per cent of exports, not GDP", "% of exports", "% export"):
        assert told("05.6", draw("05.6", up=label)) == "wrong label"
    assert told("05.6", draw("05.6", up="All oil that is made or exported, % of GDP")) == DONE


# --- wrong ones: the traps of one task


def test_two_vintages_must_not_be_joined_or_averaged():
    first, second = TASKS["08.9"].answer.series().values()
    joined = pd.concat([first.loc[:2016], second.loc[2017:]])
    _, ax = plt.subplots()
    ax.plot(joined, label="v12, v15")
    ax.set(xlabel="Year", ylabel="Electoral democracy index")
    assert told("08.9", ax) == "joined"
    _, ax = plt.subplots()
    ax.plot((first + second) / 2)
    assert told("08.9", ax) == "mean"
    _, ax = plt.subplots()
    both = pd.concat([first, second]).sort_index()
    ax.plot(both)
    assert told("08.9", ax) == "joined"


def test_stacked_bars():
    from claimlab.evidence.tables import table

    counts = pd.crosstab(table("claims")["lesson"], table("claims")["verdict"])
    plot = {"stacked": True, "ylabel": "Number of claims"}
    assert told("10.6", counts.plot.bar(**plot)) == DONE
    assert told("10.6", counts.plot.bar(ylabel="Number of claims")) == "not stacked"
    assert told("10.6", counts.plot.barh(stacked=True, xlabel="Number of claims")) == "lying"
    assert told("10.6", counts.plot.area(**plot)) == "kind"
    assert told("10.6", counts.plot.bar(color="grey", **plot)) == "same colour"
    assert told("10.6", counts.reset_index(drop=True).plot.bar(xlabel="Lesson", **plot)) == "numbered"
    shuffled = counts.apply(lambda column: column.sample(frac=1, random_state=1).to_numpy())
    assert told("10.6", shuffled.plot.bar(**plot)) == "place"
    turned = counts.plot.bar(**plot)
    turned.legend(list(counts.columns)[::-1])
    assert told("10.6", turned) == "legend"


def test_axes_exchanged_second_scale_and_zigzag():
    _, ax = plt.subplots()
    for name, values in TASKS["02.9"].answer.series().items():
        ax.plot(values, values.index, label=name)
    assert told("02.9", ax) == "exchanged"
    ax = pd.DataFrame(TASKS["02.9"].answer.series()).plot(secondary_y="imports", xlabel="Year", ylabel="billion")
    assert told("02.9", ax) == "second scale"
    ax = draw("02.9", lambda _, values: values.sample(frac=1, random_state=3))
    assert told("02.9", ax) == "zigzag"
    ax = draw("02.9", lambda _, values: values.loc[2018:])
    assert told("02.9", ax) == "too short"
    ax = draw("02.9", lambda _, values: values * 1e6)
    assert told("02.9", ax) == "factor 1,000,000"
    assert told("02.9", draw("02.9", keep=["exports"])) == "not drawn"
    _, both = plt.subplots(1, 2)
    for ax, values in zip(both, TASKS["02.9"].answer.series().values(), strict=True):
        ax.plot(values)
    assert told("02.9", both) == "panels"


def test_further_marks():
    ax = draw("02.9")
    ax.axhline(27)
    ax.axvline(2022)
    ax.scatter([2023], [TASKS["02.9"].answer.series()["exports"][2023]])
    assert told("02.9", ax) == DONE
    ax.plot([2015, 2023], [30, 40], label="World")
    assert told("02.9", ax) == "more lines"
