"""Tasks of exercise set 06_uranium. Every answer and every named mistake is computed from data/uranium/."""

import numpy as np
import pandas as pd

from claimlab.checks.answers import Column, Figure, Function, Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import only, table

from .measures import POUND_KG, U_IN_U3O8, mines_2013, national, output, plan, rosatom_stakes, share

OWN, FIVE, KAP = "Rosatom's share", "five ventures with a Rosatom stake", "Kazatomprom's share"
SITE = "Budenovskoye 6 and 7"
YEARS = (2018, 2023)


def _ratio(year=2018):
    return output(FIVE, year) / output(OWN, year)


def _equity(top=OWN, below=national):
    return pd.Series(
        {year: share(output(top, year) if isinstance(top, str) else top(year), below(year)) for year in YEARS}
    )


def _world_in(year):
    """The world's tonnes of one year in its newest edition."""
    rows = table("uranium/world")
    rows = rows[(rows.year == year) & (rows.country == "World")]
    return float(rows.sort_values("edition").output_t.iloc[-1])


def _all_worlds(year):
    rows = table("uranium/world")
    return float(rows[(rows.year == year) & (rows.country == "World")].output_t.sum())


def _by_mine(column="all_t", factor=1.0):
    return mines_2013().set_index("mine")[column] * factor


def _mean_stake():
    rows = mines_2013().set_index("mine")
    return rows.attributable_t / (rows.share_pct.mean() / 100)


def _times_stake():
    rows = mines_2013().set_index("mine")
    return rows.attributable_t * rows.share_pct / 100


def _needed(own, whole, part, target):
    return (target * whole - own) / (part - target)


def _needed_cases():
    own, whole, part = output(OWN, 2023), national(2023), rosatom_stakes()["JV Budenovskoye"] / 100
    own18, whole18 = output(OWN, 2018), national(2018)
    return [
        (own, whole, part, 0.25),
        (own, whole, part, 0.3),
        (own, whole, 1.0, 0.25),
        (own18, whole18, part, 0.25),
        (100.0, 1000.0, 0.6, 0.2),
    ]


def _edition(edition, year):
    rows = table("uranium/world")
    return rows[(rows.edition == edition) & (rows.year == year)].set_index("country").output_t


def _changed(new=2023, old=2022, year=2014):
    a, b = _edition(new, year), _edition(old, year)
    return sorted(a.index[a != b.reindex(a.index)])


def _u3o8(year=None):
    rows = table("uranium/world_total_2025")
    wrong_row = rows.loc[(rows.output_t / U_IN_U3O8 - rows.output_u3o8_t).abs().idxmax()]
    metal = wrong_row.output_t if year is None else only(rows, "output_t", year=year)
    return float(metal / U_IN_U3O8)


def _other_years(compute):
    """The same computation for every row but the one that is meant."""
    rows = table("uranium/world_total_2025")
    meant = (rows.output_t / U_IN_U3O8 - rows.output_u3o8_t).abs().idxmax()
    return tuple(lambda row=row: float(compute(row)) for row in rows.drop(index=meant).itertuples())


def _misprint(column):
    rows = table("uranium/world_total_2025")
    return float(rows.loc[(rows.output_t / U_IN_U3O8 - rows.output_u3o8_t).abs().idxmax(), column])


def _world_share(keep="last", country="Kazakhstan", with_total=False):
    rows = table("uranium/world").sort_values("edition", kind="stable")
    wide = rows.drop_duplicates(["year", "country"], keep=keep).pivot(
        index="year", columns="country", values="output_t"
    )
    return 100 * wide[country] / (wide.sum(axis=1) if with_total else wide["World"])


def _all_editions():
    rows = table("uranium/world").groupby(["year", "country"]).output_t.sum().unstack()
    return 100 * rows["Kazakhstan"] / rows["World"]


def _of_sum():
    rows = (
        table("uranium/world").sort_values("edition", kind="stable").drop_duplicates(["year", "country"], keep="last")
    )
    wide = rows.pivot(index="year", columns="country", values="output_t")
    return 100 * wide["Kazakhstan"] / wide.drop(columns="World").sum(axis=1)


def _sum_of_editions():
    rows = table("uranium/world")
    one = rows[rows.country == "Kazakhstan"].groupby("year").output_t.sum()
    newest = rows.sort_values("edition", kind="stable").drop_duplicates(["year", "country"], keep="last")
    return 100 * one / newest[newest.country == "World"].set_index("year").output_t


def _tonnes_on_x():
    return np.arange(0, 4001, 500)


def _curves(part=None, on_top=True, percent=100):
    own, whole, x = output(OWN, 2023), national(2023), _tonnes_on_x()
    stake = rosatom_stakes()["JV Budenovskoye"] / 100 if part is None else part
    below = whole + x if on_top else whole
    return {
        "equity": pd.Series(percent * (own + stake * x) / below, index=x),
        "all": pd.Series(percent * (own + x) / below, index=x),
    }


def _readings(first="first", revised="revised", partner="Stepnogorsk complex", on_top=True, year=2018):
    part = only(table("uranium/stakes"), "share_pct", venture="JV Budenovskoye", partner=partner) / 100
    own, whole = output(OWN, year), national(year)

    def reading(version, counted):
        t = plan(SITE, 2025, version)
        return share(own + counted * t, whole + on_top * t)

    return pd.Series(
        {
            "none": share(own, whole),
            "first": reading(first, part),
            "revised": reading(revised, part),
            "first, all": reading(first, 1.0),
        }
    )


TASKS = (
    Task(
        id="06.1",
        title="Two rules, one ratio",
        name="ratio_2018",
        question="How many times as large as the tonnes of Rosatom's share are the tonnes of the five ventures with a Rosatom stake? "
        "Take both for 2018 from output.",
        unit="times",
        answer=Number(0.01),
        reference=_ratio,
        near=("year",),
        mistakes=(
            Mistake(
                "upside down",
                lambda: 1 / _ratio(),
                "Your number is below one, but the five ventures mine more than Rosatom's part of them. Which of the two belongs below the line?",
            ),
            Mistake(
                "difference",
                lambda: output(FIVE, 2018) - output(OWN, 2018),
                "This is the difference in tonnes. How many *times* as large asks for another operation: which one?",
            ),
            Mistake(
                "share of Kazakhstan",
                lambda: share(output(FIVE, 2018), national(2018)),
                "This is a share of all Kazakh tonnes. Which row does the question compare the five ventures with?",
            ),
            Mistake(
                "difference of shares",
                lambda: share(output(FIVE, 2018) - output(OWN, 2018), national(2018)),
                "This is the distance between two shares, in points. The question asks how many times as large: do you need the whole at all?",
            ),
        ),
        nudge="Two rows of `output` for 2018: one for the five ventures, one for Rosatom. What do you do with them?",
        after="Nearly two to one: the rule matters more than any change from year to year.",
        section="The same rules in other years",
    ),
    Task(
        id="06.2",
        title="A share of the world",
        name="equity_share",
        question="Which share of the uranium of the *world* was Rosatom's part of the Kazakh mines, by equity, in 2018 and in 2023? Take the newest edition of the world table. "
        "Give a Series with the two years as index.",
        unit="per cent",
        answer=Column(0.05),
        reference=lambda: _equity(below=_world_in),
        mistakes=(
            Mistake(
                "of Kazakh mines",
                _equity,
                "These are shares of the Kazakh mines. Which larger whole does the question name?",
            ),
            Mistake(
                "all editions",
                lambda: _equity(below=_all_worlds),
                "Your whole adds the editions, so the same tonnes stand in it many times. How many rows must be left for each year?",
            ),
            Mistake(
                "all Kazakh mines",
                lambda: _equity(top=national, below=_world_in),
                "This is the share of all Kazakh mines. Whose part does the question name?",
            ),
            Mistake(
                "fraction",
                lambda: _equity(below=_world_in) / 100,
                "These are fractions of one. The unit is per cent: what is missing?",
            ),
        ),
        nudge="Two rows of Rosatom's share, and two rows of the world, each from its newest edition.",
        after="Less than a tenth of the world in both years. The whole decides how large a part looks.",
        section="The same rules in other years",
    ),
    Task(
        id="06.3",
        title="Pounds into tonnes",
        name="to_t_u",
        question="Write a function to_t_u(million_lb_u3o8) that turns million pounds of U3O8 into tonnes of uranium. "
        "One pound is 0.45359237 kg; 0.848 of the weight of U3O8 is uranium.",
        unit="t U",
        answer=Function(lambda: [(12.1,), (1.0,), (0.6,), (3.7,), (0,)], 1e-6, "to_t_u(million_lb_u3o8)"),
        reference=lambda million: million * 1e6 * POUND_KG / 1000 * U_IN_U3O8,
        mistakes=(
            Mistake(
                "oxide",
                lambda million: million * 1e3 * POUND_KG,
                "Your tonnes are tonnes of oxide. Which part of its weight is uranium?",
            ),
            Mistake(
                "divided by 0.848",
                lambda million: million * 1e3 * POUND_KG / U_IN_U3O8,
                "The uranium weighs more than the oxide that holds it. Can a part be larger than the whole?",
            ),
            Mistake(
                "pounds upside down",
                lambda million: million * 1e3 / POUND_KG * U_IN_U3O8,
                "A pound is less than a kilogram. Should the number of kilograms be larger or smaller than the number of pounds?",
            ),
            Mistake(
                "kilograms",
                lambda million: million * 1e6 * POUND_KG * U_IN_U3O8,
                "These are kilograms. How many of them make a tonne?",
            ),
            Mistake(
                "millions forgotten",
                lambda million: million * POUND_KG / 1000 * U_IN_U3O8,
                "The argument counts millions of pounds. Where does the million enter?",
            ),
        ),
        nudge="Go step by step: millions to pounds, pounds to kilograms, kilograms to tonnes, oxide to uranium.",
        after="For the 12.1 million pounds of the six Kazakh mines it gives the tonnes of the equity rule for 2013.",
        section="Three rules for one year",
    ),
    Task(
        id="06.4",
        title="All tonnes of each mine",
        name="all_tonnes",
        question="How many tonnes of uranium did each of Uranium One's six Kazakh mines make in 2013, all owners together? "
        "Use mines, and Rosatom's stakes from the rows of stakes where before_sales_of_2024 is yes (one number per venture). Give a Series with the name of the mine as index.",
        unit="t U",
        answer=Column(1, index="mine"),
        reference=_by_mine,
        mistakes=(
            Mistake(
                "own part",
                lambda: _by_mine("attributable_t"),
                "These are the tonnes that belong to Uranium One. How do you get from a part to the whole, when you know the stake?",
            ),
            Mistake(
                "oxide",
                lambda: _by_mine("all_t", 1 / U_IN_U3O8),
                "These are tonnes of U3O8. Which step from oxide to uranium is missing?",
            ),
            Mistake(
                "mean stake", _mean_stake, "You use the same stake for every mine. Does each venture have its own?"
            ),
            Mistake(
                "times the stake",
                _times_stake,
                "The whole mine came out smaller than the part. The table already holds the part: do you multiply or divide?",
            ),
            Mistake(
                "divided by 0.848",
                lambda: _by_mine("all_t", 1 / U_IN_U3O8**2),
                "The uranium weighs more than the oxide that holds it. On which side of the line does the factor belong?",
            ),
        ),
        nudge="Merge the stake of the venture into each row; then own tonnes divided by the stake.",
        after="Their sum is the any-stake number for 2013. The mine with the most Russian tonnes is not the largest.",
        section="Three rules for one year",
    ),
    Task(
        id="06.5",
        title="How much is needed?",
        name="tonnes_for",
        question="Write a function tonnes_for(own, whole, part, target): how many new tonnes lift a share to target? "
        "Now own of whole tonnes are counted. Of each new tonne the fraction part is counted, and the whole tonne is added to the whole. "
        "part and target are fractions.",
        unit="t U",
        answer=Function(_needed_cases, 1e-6, "tonnes_for(own, whole, part, target)"),
        reference=_needed,
        mistakes=(
            Mistake(
                "whole not moved",
                lambda own, whole, part, target: (target * whole - own) / part,
                "Your new tonnes are not added to the whole. What happens below the line when the mine opens?",
            ),
            Mistake(
                "all counted",
                lambda own, whole, part, target: (target * whole - own) / (1 - target),
                "You count every new tonne in full. Which fraction of it does the question count?",
            ),
            Mistake(
                "missing tonnes",
                lambda own, whole, part, target: target * whole - own,
                "These are the tonnes that are missing today. Each new tonne brings only a part of itself, and also moves the target: what must you divide by?",
            ),
            Mistake(
                "wrong denominator",
                lambda own, whole, part, target: (target * whole - own) / (part + target),
                "One sign is off. Write the share with x new tonnes on paper, set it equal to target, and bring x to one side: which terms stand beside it?",
            ),
        ),
        nudge="Write the share with x new tonnes, set it equal to target, and solve for x.",
        after="With the numbers of 2023, Rosatom's stake and a target of a quarter it gives the tonnes in the lesson. It also works for your own rule.",
        section="What would make it a quarter?",
    ),
    Task(
        id="06.6",
        title="Find the misprints",
        name="misprints",
        question="The countries of the edition of 2023 do not add up for the year 2014. Which countries have another value for 2014 there than in the edition of 2022?",
        unit="a list of countries",
        answer=Items(),
        reference=_changed,
        mistakes=(
            Mistake(
                "edition of 2019",
                lambda: _changed(2023, 2019),
                "One country of your list is not printed at all in the edition you compare with. Which two editions does the question name?",
            ),
            Mistake(
                "equal ones",
                lambda: sorted(set(_edition(2023, 2014).index) - set(_changed())),
                "These are the countries whose value did not change. Which way round is your condition?",
            ),
            Mistake(
                "World too",
                lambda: [*_changed(), "World"],
                "The row World is in your list. Did its value change, or only its sum with the countries?",
            ),
            Mistake(
                "only the larger",
                lambda: [_changed()[-1]],
                "This one explains most of the gap, but not all of it. What remains when you take it away?",
            ),
        ),
        nudge="Take the two columns for 2014, with the country as index, and subtract one from the other.",
        after="Most likely two misprints of one digit each, found by adding up. The total stayed the same, and so gave them away.",
        section="Five editions of one table",
    ),
    Task(
        id="06.7",
        title="Repair a cell",
        name="repaired",
        question="In world_total one value of output_u3o8_t does not fit its tonnes of uranium. What should stand there? "
        "Compute it from output_t of the same year; 0.848 of the weight of U3O8 is uranium.",
        unit="t U3O8",
        answer=Number(1),
        reference=_u3o8,
        mistakes=(
            Mistake(
                "as printed",
                lambda: _misprint("output_u3o8_t"),
                "This is the value as it is printed, the one that does not fit. What does the uranium of the same row say?",
            ),
            Mistake(
                "times 0.848",
                lambda: _misprint("output_t") * U_IN_U3O8,
                "The oxide came out lighter than the uranium in it. On which side of the line does the factor belong?",
                also=_other_years(lambda row: row.output_t * U_IN_U3O8),
            ),
            Mistake(
                "uranium",
                lambda: _misprint("output_t"),
                "These are the tonnes of uranium of one year. The question asks for the oxide: what is heavier?",
                also=_other_years(lambda row: row.output_t),
            ),
            Mistake(
                "wrong row",
                lambda: _u3o8(2020),
                "You took the row of another year. In which row is the oxide lighter than the uranium?",
                also=_other_years(lambda row: row.output_t / U_IN_U3O8),
            ),
            Mistake(
                "the gap",
                lambda: abs(_misprint("output_t") / U_IN_U3O8 - _misprint("output_u3o8_t")),
                "This is how far the printed value lies from the right one. Which of the two should stand in the cell?",
            ),
        ),
        nudge="Divide output_t by the factor for every row, and look where the printed value is far away.",
        after="One digit is wrong. Oxide can never weigh less than the uranium inside it: a bound finds the slip.",
        section="Three rules for one year",
    ),
    Task(
        id="06.8",
        title="Kazakhstan in the world",
        name="world_share",
        question="Which share of the world's uranium did Kazakhstan mine in each year from 2002 to 2024? Take the newest edition that holds the year. "
        "Give a Series with the year as index.",
        unit="per cent",
        answer=Column(0.02),
        reference=_world_share,
        mistakes=(
            Mistake(
                "oldest edition",
                lambda: _world_share("first"),
                "You use the oldest edition of each year. Later editions correct earlier ones: which row should drop_duplicates keep?",
            ),
            Mistake(
                "editions added",
                _sum_of_editions,
                "Some shares are far too large: the tonnes of several editions were added. How many rows has one country in one year?",
            ),
            Mistake(
                "all editions",
                _all_editions,
                "You mix the editions of a year: their sum or mean hides the corrections. Which one edition of each year does the question name?",
            ),
            Mistake(
                "countries added",
                _of_sum,
                "You divide by the sum of the countries, and in some years it is not the printed row. Which row of the table is the world?",
            ),
            Mistake(
                "World added twice",
                lambda: _world_share(with_total=True),
                "Your shares are about half as large as they should be. Does the sum below the line hold the row World as well as the countries?",
            ),
            Mistake(
                "Canada",
                lambda: _world_share(country="Canada"),
                "These are the shares of Canada. Which country does the question name?",
            ),
        ),
        nudge="How do you keep one row for each year and country, and which row is the whole of a year?",
        after="From under a tenth to about two fifths of the world. By 2024 the share was below that of 2021: the others had grown faster.",
        section="Five editions of one table",
    ),
    Task(
        id="06.9",
        title="Draw the what-if",
        name="ax",
        question="Draw the Russian share in per cent on the base of 2023 against new tonnes from Budenovskoye 6 and 7, for 0, 500, 1000 … 4000 t, as two lines: "
        "one counts Rosatom's 49 % of each new tonne, one counts all of it. The new tonnes are added to the whole. Name each line, label both axes, keep them in ax.",
        unit="%",
        answer=Figure(
            _curves,
            ("%", "per cent", "percent"),
            0.01,
            only=True,
            marks=("line",),
            finer=True,
            names={
                "equity": ("49", "rosatom", "stake", "part", "attributable", "росатом", "дол"),
                "all": ("100", "every", "each tonne", "whole", "total", "все", "вся", "барлық", "alle"),
            },
        ),
        reference=_curves,
        mistakes=(
            Mistake(
                "whole not moved",
                lambda: _curves(on_top=False),
                "Your lines are straight: the new tonnes are not added to the whole. What stands below the line when the mine opens?",
            ),
            Mistake(
                "Kazatomprom's part",
                lambda: _curves(
                    part=float(
                        only(table("uranium/stakes"), "share_pct", venture="JV Budenovskoye", partner="Kazatomprom")
                    )
                    / 100
                ),
                "One line counts the part of the other owner. Whose stake does the question name?",
            ),
            Mistake(
                "nothing counted",
                lambda: _curves(part=0.0),
                "One of your lines falls: its new tonnes are in the whole, but none is counted as Russian. Which part of them is?",
            ),
        ),
        nudge="What do new tonnes add above the line under each rule, and what do they add below it?",
        after="Both lines begin at the same point. The rule decides how fast they rise.",
        section="What would make it a quarter?",
    ),
    Task(
        id="06.10",
        title="Readings of a quarter",
        name="readings",
        question='Compute the Russian share in per cent under four readings, all on the base of 2018. "none": equity without the new mine. '
        '"first" and "revised": equity with the tonnes that this version of the plan for 2025 foresees from Budenovskoye 6 and 7 '
        '(Rosatom\'s 49 % of them counted, all added to the whole). "first, all": the first plan with every new tonne counted. '
        "Give a Series with these four names as index. Then write two sentences below the check: which reading lies nearest to 25 %, and does that prove what the writer meant?",
        unit="per cent",
        answer=Column(0.05, index="name of the reading"),
        reference=_readings,
        mistakes=(
            Mistake(
                "whole not moved",
                lambda: _readings(on_top=False),
                "The new tonnes are not added to the whole. What stands below the line when the mine opens?",
            ),
            Mistake(
                "plans swapped",
                lambda: _readings(first="revised", revised="first"),
                "The labels of the two plans look exchanged. Which plan foresaw more tonnes?",
            ),
            Mistake(
                "Kazatomprom's part",
                lambda: _readings(partner="Kazatomprom"),
                "You count the part of the other owner of the venture. Whose stake does the question name?",
            ),
            Mistake(
                "base of 2023",
                lambda: _readings(year=2023),
                "Your base is the year of the lesson. Which base does the question name?",
            ),
        ),
        nudge="One own, one whole, one stake, two planned tonnages: put them into the same fraction four times.",
        after="Near is not the same as meant. The cut of the plan was reported after the article, and the article names no rule: any reading is an inference.",
        section="What would make it a quarter?",
    ),
)
