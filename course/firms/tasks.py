"""Tasks of exercise set 04_firms. Every answer and every named mistake is computed from data/firms/."""

from claimlab.checks.answers import Choice, Column, Figure, Function, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import firms, investment, quoted, share, stock_share, yearly

WEST = "EU, United States and United Kingdom"
NOVEMBER = {"date": "2023-11-09", "status": "operating"}


def _november(status="operating"):
    return firms(date="2023-11-09", country="Russia", status=status)


def _all_november():
    return firms(country="All countries", **NOVEMBER)


def _february(country):
    return firms(date="2022-02-28", country=country)


def _may(with_bounds=False):
    rows = table("firms/counts").query("date == '2024-05-01'")
    return float((rows if with_bounds else rows[rows.qualifier != "at most"]).firms.sum())


MAY, SURE = "date == '2024-05-01'", "qualifier != 'at most'"


def _may_over(whole):
    return 100 * firms(date="2024-05-01", country="Türkiye") / float(whole)


def _may_of(country="Türkiye"):
    return 100 * firms(date="2024-05-01", country=country) / _may()


def _fifth(year=2013, conduits=False, column="stock_eur_m", countries_only=True, place=4, ascending=False):
    """The country at a place; conduits=None keeps nothing but them."""
    rows = table("firms/investment")
    rows = rows[rows.year == year]
    if countries_only:
        rows = rows[rows.kind == "country"]
    if not conduits:
        rows = rows[rows.conduit == ("yes" if conduits is None else "no")]
    return rows.sort_values(column, ascending=ascending).investor.iloc[place]


def _without_dutch(year=2015):
    return stock_share("EU-27", year) + stock_share("United States", year) - stock_share("Netherlands", year)


def _pair(year=2015):
    return stock_share("EU-27", year) + stock_share("United States", year)


def _conduits():
    return sorted(table("firms/investment").query("conduit == 'yes'").investor.unique())


def _members(year=2015):
    names = table("firms/investment").query("eu_member == 'yes'").investor.unique()
    return sum(stock_share(name, year) for name in names)


def _all_rows(year=2015):
    return 100 * table("firms/investment").query(f"year == {year}").stock_eur_m.sum() / investment("World", year)


def _over_all_years():
    sums = table("firms/investment").groupby("investor").stock_eur_m.sum()
    return float(100 * (sums["EU-27"] + sums["United States"] - sums["Netherlands"]) / sums["World"])


def _squares(year=2021, kinds=("country",), whole="World"):
    rows = table("firms/investment")
    rows = rows[(rows.year == year) & rows.kind.isin(kinds)].set_index("investor").stock_eur_m
    return (100 * rows / (rows.sum() if whole is None else investment(whole, year))) ** 2


def _dutch_part(year=2021, kinds=("country",)):
    squares = _squares(year, kinds)
    return 100 * squares["Netherlands"] / squares.sum()


def _gross():
    return quoted(period="2022", investor="World", measure="gross inflow")


def _shares_by_year(column="stock_eur_m"):
    rows = table("firms/investment").pivot(index="investor", columns="year", values=column)
    return 100 * rows / rows.loc["World"]


def _change(new=2021, base=2013, column="stock_eur_m"):
    shares = _shares_by_year(column)
    return (shares[new] - shares[base]).drop("World")


def _one_whole():
    rows = table("firms/investment").pivot(index="investor", columns="year", values="stock_eur_m")
    return (100 * (rows[2021] - rows[2013]) / rows.loc["World", 2021]).drop("World")


def _relative():
    shares = _shares_by_year()
    return (100 * (shares[2021] / shares[2013] - 1)).drop("World")


def _growth_in_euro():
    rows = table("firms/investment").pivot(index="investor", columns="year", values="stock_eur_m")
    return (100 * (rows[2021] / rows[2013] - 1)).drop("World")


def _in_euro():
    rows = table("firms/investment").pivot(index="investor", columns="year", values="stock_eur_m")
    return (rows[2021] - rows[2013]).drop("World")


def _of_the_listed():
    rows = table("firms/investment").pivot(index="investor", columns="year", values="stock_eur_m").drop("World")
    shares = 100 * rows / rows.drop("EU-27").sum()
    return shares[2021] - shares[2013]


def _lines(first=2013, column="net_inflow_eur_m", scale=1000):
    rows = table("firms/investment").pivot(index="year", columns="investor", values=column).loc[first:]
    return {name: rows[name] / scale for name in ("EU-27", "Russia")}


def _flow(investor):
    rows = table("firms/investment").pivot(index="year", columns="investor", values="net_inflow_eur_m").loc[2013:]
    return rows[investor] / 1000


def _line_shares():
    shares = _shares_by_year("net_inflow_eur_m").T.loc[2013:]
    return {name: shares[name] for name in ("EU-27", "Russia")}


def _russian_2022():
    return firms(date="2022-02-28", country=WEST) / share("2022-02-28", WEST) * share("2022-02-28")


def _per_firm(russian=None, year=2021, column="stock_eur_m", power=1, dutch="Netherlands"):
    import pandas as pd

    count = {
        "Netherlands": firms(date="2022-02-28", country=dutch),
        "United States": firms(date="2022-02-28", country="United States"),
        "Russia": _russian_2022() if russian is None else russian,
    }
    money = {name: investment(name, year, column) for name in count}
    if dutch != "Netherlands":
        money["Netherlands"] = investment("EU-27", year, column)
    return pd.Series({name: (money[name] / number) ** power for name, number in count.items()})


TASKS = (
    Task(
        id="04.1",
        title="Which whole?",
        name="american_share",
        question="On 28 February 2022 the EU, the United States and the United Kingdom had active firms in Kazakhstan. "
        "How many per cent of the firms of these three together were American? Use the table `counts`.",
        unit="per cent of the firms of the three",
        answer=Number(0.1),  # who adds the three rows, one of them rounded, gets a little more
        reference=lambda: 100 * _february("United States") / _february(WEST),
        mistakes=(
            Mistake(
                "printed share",
                lambda: share("2022-02-28", WEST),
                "This share was printed by the source, of all foreign firms. Which smaller whole does the question name?",
            ),
            Mistake(
                "money",
                lambda: stock_share("United States"),
                "This is the American share of the money. What does the question count?",
            ),
            Mistake(
                "ratio to the rest",
                lambda: 100 * _february("United States") / (_february(WEST) - _february("United States")),
                "You divide by the firms of the others. Does the whole hold the American firms?",
            ),
            Mistake(
                "of the EU",
                lambda: 100 * _february("United States") / _february("EU"),
                "Below your line stands the EU alone. Which row holds all three together?",
            ),
            Mistake(
                "British",
                lambda: 100 * _february("United Kingdom") / _february(WEST),
                "Above your line stand the firms of another country. Whose firms does the question name?",
                also=(
                    lambda: 100 * _february("Netherlands") / _february(WEST),
                    lambda: 100 * (_february("United States") + _february("United Kingdom")) / _february(WEST),
                ),
            ),
            Mistake(
                "rows added",
                lambda: (
                    100
                    * _february("United States")
                    / sum(_february(name) for name in ("EU", WEST, "Netherlands", "United Kingdom", "United States"))
                ),
                "Below your line some firms are counted twice. Which single row is the whole already?",
                also=(
                    lambda: 100 * _february("United States") / (_february(WEST) + _february("United States")),
                    lambda: (
                        100
                        * _february("United States")
                        / sum(_february(name) for name in ("EU", "Netherlands", "United Kingdom", "United States"))
                    ),
                ),
            ),
            Mistake(
                "all foreign firms",
                lambda: _february("United States") / _february(WEST) * share("2022-02-28", WEST),
                "This is the share of all foreign firms. Which smaller whole does the question name?",
            ),
            Mistake(
                "fraction",
                lambda: _february("United States") / _february(WEST),
                "This is a fraction between 0 and 1. What must you multiply by to get per cent?",
            ),
            Mistake(
                "upside down",
                lambda: 100 * _february(WEST) / _february("United States"),
                "More than 100 per cent: the whole stands above the line. Which number is the part?",
            ),
        ),
        nudge="Of the rows of that day, which one is the part, and which one is the whole?",
        after="The source writes “almost” before the whole, so the share is a floor: a smaller whole makes a larger share.",
        section="A share has two numbers",
    ),
    Task(
        id="04.2",
        title="Turn a share round",
        name="implied_total",
        question="Write a function implied_total(count, share_pct): if count firms are share_pct per cent of a total, it returns that total.",
        unit="firms",
        answer=Function(
            lambda: [(11116, 36.1), (10000, 36.1), (3600, 14.1), (30, 50), (7, 100), (12, 5)],
            1e-6,
            "implied_total(count, share_pct)",
        ),
        reference=lambda count, share_pct: count / (share_pct / 100),
        mistakes=(
            Mistake(
                "multiplied",
                lambda count, share_pct: count * share_pct / 100,
                "Your function makes the total smaller than its part. Which operation undoes 'take so many per cent of'?",
            ),
            Mistake(
                "share added",
                lambda count, share_pct: count * (1 + share_pct / 100),
                "Your function adds a share of the count to the count. Of what is the count a part?",
            ),
            Mistake(
                "per cent as a number",
                lambda count, share_pct: count / share_pct,
                "Your function divides by the number of per cent. For 30 firms that are 50 per cent, 60 is expected: what is 50 per cent as a fraction?",
            ),
            Mistake(
                "rest of the total",
                lambda count, share_pct: count / (share_pct / 100) - count,
                "Your function gives the firms of all others. Does a total hold the part too?",
            ),
            Mistake(
                "complement",
                lambda count, share_pct: count / (1 - share_pct / 100) if share_pct < 100 else float("inf"),
                "You divide by what is left to 100 per cent. Of which share is count the size?",
            ),
            Mistake(
                "swapped",
                lambda count, share_pct: share_pct / (count / 100),
                "The arguments are exchanged. Which of the two is a number of firms, and which a per cent?",
            ),
        ),
        nudge="Try it by hand with 30 firms that are 50 per cent.",
        after="With it you find totals that nobody printed. Where the count says “at least”, the total does too.",
        section="Registered, active, operating",
    ),
    Task(
        id="04.3",
        title="A ceiling without a total",
        name="ceiling",
        question="On 1 May 2024 no total of registered foreign firms was published. Add the countries of that date whose number is not only 'at most'. "
        "What is the largest share, in per cent, that Türkiye can have?",
        unit="per cent",
        answer=Number(0.05),
        reference=_may_of,
        near=("country",),
        mistakes=(
            Mistake(
                "bounds added",
                lambda: 100 * firms(date="2024-05-01", country="Türkiye") / _may(True),
                "You added rows that say 'at most'. They may be smaller, and then your result is no ceiling: which column tells them apart?",
                also=(lambda: _may_over(_may() + (_may(True) - _may()) / 2),),
            ),
            Mistake(
                "exact row left out",
                lambda: (
                    100
                    * firms(date="2024-05-01", country="Türkiye")
                    / float(table("firms/counts").query("date == '2024-05-01' and qualifier == 'rounded'").firms.sum())
                ),
                "Some country is missing below your line. Which word in the column of qualifiers must be left out, and which may stay?",
                also=(lambda: _may_over(table("firms/counts").query(f"{MAY} and {SURE}").firms.nlargest(5).sum()),),
            ),
            Mistake(
                "other dates",
                lambda: (
                    100
                    * table("firms/counts").query(f"country == 'Türkiye' and {SURE}").firms.sum()
                    / table("firms/counts").query(SURE).firms.sum()
                ),
                "Your sum holds rows of other dates too. Which rows belong to the date of the question?",
                also=(
                    lambda: _may_over(
                        table("firms/counts").query(f"date.str.startswith('2024') and {SURE}").firms.sum()
                    ),
                ),
            ),
            Mistake(
                "only the bounds",
                lambda: _may_over(_may(True) - _may()),
                "Below your line stand only the countries with 'at most'. Which countries are certain to be in the whole?",
            ),
            Mistake(
                "countries counted",
                lambda: 100 / len(table("firms/counts").query(f"{MAY} and {SURE}")),
                "You count countries, each as one. What does the question ask you to add?",
            ),
            Mistake(
                "total of 2023",
                lambda: 100 * firms(date="2024-05-01", country="Türkiye") / _all_november(),
                "Above the line are registered firms, below it the operating firms of another date. Which rows share both date and word?",
            ),
            Mistake(
                "ratio to the rest",
                lambda: (
                    100
                    * firms(date="2024-05-01", country="Türkiye")
                    / (_may() - firms(date="2024-05-01", country="Türkiye"))
                ),
                "Türkiye itself is missing below your line. What is the sum of all the countries?",
            ),
            Mistake(
                "upside down",
                lambda: 100 * _may() / firms(date="2024-05-01", country="Türkiye"),
                "More than 100 per cent: the sum of the countries stands above the line. Which number is the part?",
            ),
            Mistake(
                "Russia above the line",
                lambda: 100 * firms(date="2024-05-01", country="Russia") / _may(),
                "Above the line is another country. Whose firms does the question name?",
            ),
        ),
        nudge="Which firms stand above your line, and which rows do you add below it? Do all have the date and the words of the question?",
        after="The missing countries can only lower it. A ceiling says what cannot be, not what is.",
        section="Registered, active, operating",
    ),
    Task(
        id="04.4",
        title="Who is fifth?",
        name="fifth",
        question="Leave out the bloc, the world and the five conduits. Which country held the fifth largest stock of investment at the end of 2013?",
        unit="the name of a country",
        answer=Choice(
            (
                "United States",
                "France",
                "Japan",
                "China",
                "Russia",
                "Netherlands",
                "Türkiye",
                "Hong Kong",
                "United Kingdom",
                "Switzerland",
                "Luxembourg",
                "British Virgin Islands",
            )
        ),
        reference=_fifth,
        mistakes=(
            Mistake(
                "conduits kept",
                lambda: _fifth(conduits=True),
                "A conduit still stands among your countries. Which column marks it?",
            ),
            Mistake(
                "Japan",
                lambda: _fifth(place=3),
                "You get this name one place too early, when the world or the bloc stays in, or by what came in during the year. Which of the three is it?",
            ),
            Mistake(
                "China",
                lambda: _fifth(countries_only=False),
                "You get this name when the world and the bloc stay in, or from the small end. Which column tells a country from them, and which way round does your sort go?",
            ),
            Mistake(
                "Russia",
                lambda: _fifth(place=5),
                "You get this name one place too far, in another year, without a sort, or when members of the EU stay out. Which of the four is it?",
            ),
            Mistake(
                "nothing left out",
                lambda: _fifth(conduits=True, countries_only=False),
                "You get this name when the world, the bloc and the conduits all stay in. Which two columns tell you what to leave out?",
            ),
            Mistake(
                "United States",
                lambda: _fifth(place=0),
                "You get this name when all years stay in, or in the first place. Which year and which place does the question name?",
            ),
            Mistake(
                "conduits only",
                lambda: _fifth(conduits=None),
                "You kept the conduits and left the others out. Which word in their column must go?",
            ),
            Mistake(
                "by name",
                lambda: _fifth(column="investor", ascending=True),
                "You get this name when the countries stand in the order of the alphabet. By what does the question order them?",
            ),
        ),
        nudge="Which rows do you keep, by which column do you sort them, and from which number does Python count positions?",
        after="The fifth and the sixth are almost level: a small correction could change their places.",
        section="Who stands behind the money",
    ),
    Task(
        id="04.5",
        title="Take the Netherlands out",
        name="without_dutch",
        question="Which share of the whole stock of 2015 do the EU-27 and the United States hold together when the Dutch money is not counted as theirs?",
        unit="per cent of the stock of the world",
        answer=Number(0.05),
        reference=_without_dutch,
        near=("year",),
        mistakes=(
            Mistake(
                "Dutch money still in",
                lambda: stock_share("EU-27", 2015) + stock_share("United States", 2015),
                "The Dutch money is still inside the bloc. Which row must be taken away?",
            ),
            Mistake(
                "2021",
                lambda: _without_dutch(2021),
                "This is the share at the end of 2021. Which year does the question name?",
            ),
            Mistake(
                "members for the bloc",
                lambda: _members() + stock_share("United States", 2015) - stock_share("Netherlands", 2015),
                "You add the members that the table lists one by one. Which row holds the whole bloc?",
            ),
            Mistake(
                "all rows as the whole",
                lambda: 100 * _without_dutch() / _all_rows(),
                "Below your line you add all rows, so some money stands there twice. Which single row is the whole?",
            ),
            Mistake(
                "two years",
                lambda: _without_dutch() * investment("World", 2015) / investment("World", 2021),
                "Above and below your line stand different years. Which year does the question name?",
            ),
            Mistake(
                "all years",
                _over_all_years,
                "Your sums hold every year of the table. Which one does the question name?",
            ),
            Mistake(
                "another whole",
                lambda: 100 * _without_dutch() / (100 - stock_share("Netherlands", 2015)),
                "You took the Dutch money away below the line too. Of which whole does the question want the share?",
            ),
            Mistake(
                "all conduits out",
                lambda: _without_dutch() - stock_share("Luxembourg", 2015),
                "You took more than the Dutch money away. Which single country does the question name?",
                also=(lambda: _pair() - sum(stock_share(name, 2015) for name in _conduits()),),
            ),
            Mistake(
                "pair as the whole",
                lambda: 100 * _without_dutch() / (stock_share("EU-27", 2015) + stock_share("United States", 2015)),
                "Below your line stands only the money of the EU and the United States. Of which whole does the question want the share?",
            ),
            Mistake(
                "twelve as the whole",
                lambda: float(
                    100
                    * (investment("EU-27", 2015) + investment("United States", 2015) - investment("Netherlands", 2015))
                    / sum(investment(name, 2015) for name in _squares().index)
                ),
                "Below your line stands the sum of the countries of this table. Some countries are missing in it: which row holds them all?",
            ),
            Mistake(
                "EU alone",
                lambda: stock_share("EU-27", 2015) - stock_share("Netherlands", 2015),
                "This is the EU alone. Which second investor does the question name?",
            ),
            Mistake(
                "bloc and members",
                lambda: (
                    100
                    * (investment("EU-27", 2015) + investment("United States", 2015))
                    / float(table("firms/investment").query("year == 2015").stock_eur_m.sum())
                ),
                "The sum below your line holds the world, the bloc and its members, so the same money stands there up to three times. Which single row is the whole?",
            ),
            Mistake(
                "Dutch money added",
                lambda: (
                    stock_share("EU-27", 2015) + stock_share("United States", 2015) + stock_share("Netherlands", 2015)
                ),
                "The bloc already holds its members. Must the Dutch money be added or taken away?",
            ),
            Mistake(
                "members added",
                lambda: sum(
                    stock_share(name, 2015)
                    for name in ("EU-27", "United States", "Netherlands", "France", "Luxembourg")
                ),
                "You add a bloc and its members. Does the row of the bloc hold them already?",
            ),
            Mistake(
                "flow for stock",
                lambda: (
                    100
                    * (
                        investment("EU-27", 2015, column="net_inflow_eur_m")
                        + investment("United States", 2015, column="net_inflow_eur_m")
                        - investment("Netherlands", 2015, column="net_inflow_eur_m")
                    )
                    / investment("World", 2015, column="net_inflow_eur_m")
                ),
                "These are shares of what came in during one year. Which column holds what is in place?",
            ),
        ),
        nudge="Which investors stand above your line, which whole below it? Are they all of the year and the column in the question?",
        after="Still far more than Russia or China hold, but less than half of what it was with the Dutch money.",
        section="Who stands behind the money",
    ),
    Task(
        id="04.6",
        title="The weight of one square",
        name="dutch_part",
        question="The Herfindahl-Hirschman index of 2021 is the sum of the squared shares (in per cent of the world's stock) of the twelve countries. "
        "How many per cent of this index is the square of the Netherlands alone?",
        unit="per cent of the index",
        answer=Number(0.1),
        reference=_dutch_part,
        near=("year",),
        mistakes=(
            Mistake(
                "not squared",
                lambda: stock_share("Netherlands"),
                "This is the share of the Netherlands in the stock. What does the index do with each share before it adds?",
            ),
            Mistake(
                "share of the twelve",
                lambda: float(100 * investment("Netherlands") / sum(investment(name) for name in _squares().index)),
                "These shares are not squared, and the whole is the sum of the twelve. What does the index do with each share before it adds?",
            ),
            Mistake(
                "sum squared",
                lambda: float(100 * _squares()["Netherlands"] / (_squares() ** 0.5).sum() ** 2),
                "You square the sum of the shares. What does the index square, and what does it add?",
            ),
            Mistake(
                "doubled",
                lambda: float(200 * stock_share("Netherlands") / _squares().sum()),
                "Above your line a share is doubled, or not squared. What is the square of a number?",
                also=(lambda: float(100 * stock_share("Netherlands") / _squares().sum()),),
            ),
            Mistake(
                "American",
                lambda: float(100 * _squares()["United States"] / _squares().sum()),
                "Above your line stands the square of another country. Whose square does the question name?",
            ),
            Mistake(
                "bloc counted too",
                lambda: _dutch_part(kinds=("country", "bloc")),
                "The EU-27 is in your sum together with its members. Which kind of row belongs in the index?",
            ),
            Mistake(
                "world counted too",
                lambda: _dutch_part(kinds=("country", "bloc", "world")),
                "The world itself is in your sum as if it were an investor. Which kind of row belongs in the index?",
            ),
            Mistake(
                "ratio to the others",
                lambda: float(100 * _squares()["Netherlands"] / (_squares().sum() - _squares()["Netherlands"])),
                "You divide by the squares of the others. Is the Dutch square a part of the index too?",
            ),
            Mistake(
                "the index itself",
                lambda: float(_squares().sum()),
                "This is the whole index. Which part of it comes from one country?",
            ),
            Mistake(
                "the square itself",
                lambda: float(_squares()["Netherlands"]),
                "This is the square of one share, in points of the index. What must you divide it by?",
            ),
            Mistake(
                "fraction",
                lambda: _dutch_part() / 100,
                "This is a fraction between 0 and 1. What must you multiply by to get per cent?",
            ),
        ),
        nudge="Which shares go into your sum, and what happens to each before it is added? Which part stands above the line?",
        after="About two thirds of the index is one country, and no table says who stands behind its money.",
        section="Who stands behind the money",
    ),
    Task(
        id="04.7",
        title="Gross or net",
        name="gross_to_net",
        question="For 2022: how many times as large is the gross inflow (table `quoted`, the world) as the net inflow of the World Bank (table `yearly`)?",
        unit="times",
        answer=Number(0.05),
        reference=lambda: _gross() / yearly("net_inflow_usd_m", 2022),
        mistakes=(
            Mistake(
                "billion over million",
                lambda: _gross() / (1000 * yearly("net_inflow_usd_m", 2022)),
                "Your result is far below one, although gross is the larger. Which unit does each of the two tables have?",
            ),
            Mistake(
                "rounded on the way",
                lambda: _gross() / round(yearly("net_inflow_usd_m", 2022), 1),
                "Very close, as if a number was rounded before you divided. Can you keep all its decimals?",
            ),
            Mistake(
                "UNCTAD",
                lambda: _gross() / quoted(period="2022", measure="net inflow"),
                "This uses the net inflow of another organisation. Which table does the question name for it?",
            ),
            Mistake(
                "net of 2023",
                lambda: _gross() / yearly("net_inflow_usd_m", 2023),
                "The net inflow below your line is that of another year. Which year belongs to the gross inflow?",
            ),
            Mistake(
                "net of 2021",
                lambda: _gross() / yearly("net_inflow_usd_m", 2021),
                "The net inflow below your line is that of an earlier year. Which year belongs to the gross inflow?",
            ),
            Mistake(
                "gross of 2021",
                lambda: (
                    quoted(period="2021", investor="World", counted_by="Foreign ministry of Kazakhstan")
                    / yearly("net_inflow_usd_m", 2022)
                ),
                "The gross inflow above your line is that of another period. Which period does the question name?",
                also=(
                    lambda: (
                        quoted(investor="World", measure="gross inflow since independence")
                        / yearly("net_inflow_usd_m", 2022)
                    ),
                ),
            ),
            Mistake(
                "both of 2021",
                lambda: (
                    quoted(period="2021", investor="World", measure="gross inflow") / yearly("net_inflow_usd_m", 2021)
                ),
                "Both of your numbers belong to an earlier year. Which year does the question name?",
            ),
            Mistake(
                "all rows added",
                lambda: (
                    float(
                        table("firms/quoted").query("period == '2022' and measure == 'gross inflow'").value_usd_bn.sum()
                    )
                    / yearly("net_inflow_usd_m", 2022)
                ),
                "Above the line you add the world and its parts. Which single row is the world?",
            ),
            Mistake(
                "debt",
                lambda: _gross() / yearly("public_debt_usd_m", 2022),
                "Below the line stands a debt. Which column holds what came in?",
                also=(
                    lambda: _gross() / yearly("external_debt_usd_m", 2022),
                    lambda: _gross() / yearly("private_debt_usd_m", 2022),
                ),
            ),
            Mistake(
                "net over net",
                lambda: quoted(period="2022", measure="net inflow") / yearly("net_inflow_usd_m", 2022),
                "Both of your numbers are net. Which row of the table holds the gross inflow?",
            ),
            Mistake(
                "euro",
                lambda: 1000 * _gross() / investment("World", 2021, "net_inflow_eur_m"),
                "The net inflow below your line stands in euro, and belongs to another year. Which table does the question name for it?",
            ),
            Mistake(
                "growth",
                lambda: quoted("change_on_year_pct", period="2022", investor="World", measure="gross inflow"),
                "This is how much the gross inflow grew in a year. Which two numbers does the question compare?",
            ),
            Mistake(
                "upside down",
                lambda: yearly("net_inflow_usd_m", 2022) / _gross(),
                "You divide net by gross. Which one does the question compare with which?",
            ),
            Mistake(
                "difference",
                lambda: _gross() - yearly("net_inflow_usd_m", 2022),
                "This is how many billion dollars lie between the two. What tells you how many times one is the other?",
            ),
            Mistake(
                "one investor",
                lambda: quoted(period="2022", investor="United States") / yearly("net_inflow_usd_m", 2022),
                "Above the line is the money of one investor. Whose inflow does the question name?",
                also=tuple(
                    lambda name=name: (
                        quoted(period="2022", investor=name, measure="gross inflow") / yearly("net_inflow_usd_m", 2022)
                    )
                    for name in ("EU-27", "China", "Russia")
                ),
            ),
            Mistake(
                "times more",
                lambda: _gross() / yearly("net_inflow_usd_m", 2022) - 1,
                "You took one away. 'Twice as large' is two, not one: which step is too much?",
            ),
            Mistake(
                "per cent more",
                lambda: 100 * (_gross() / yearly("net_inflow_usd_m", 2022) - 1),
                "This is by how many per cent gross is larger. The question asks for 'times as large': which simpler step is enough?",
            ),
        ),
        nudge="Which row of each table do you take: which year, which investor, which counter? Do both numbers have the same unit?",
        after="Both numbers can be right. A speech quotes gross, an analyst net: always ask which one you read.",
        section="Stock and flow",
    ),
    Task(
        id="04.8",
        title="The base year at work",
        name="change",
        question="By how many percentage points did each investor's share of the world's stock change from 2013, the first year of the new method, to 2021? "
        "Give a Series with the investor as index, the EU-27 included, the world left out.",
        unit="percentage points",
        answer=Column(0.05, index="investor"),
        reference=_change,
        mistakes=(
            Mistake(
                "base 2015",
                lambda: _change(base=2015),
                "You start from the year in which the EU stood highest. Which base year does the question name?",
            ),
            Mistake(
                "base 2014",
                lambda: _change(base=2014),
                "You start one year late. Which base year does the question name?",
            ),
            Mistake(
                "end 2020",
                lambda: _change(new=2020),
                "Your last year is not the last year of the table. Which year does the question name?",
            ),
            Mistake(
                "per cent",
                _relative,
                "This is the change of each share in per cent of itself. What is the plain difference of two shares called?",
            ),
            Mistake(
                "growth in euro",
                _growth_in_euro,
                "This is the growth of the euro values. Where does the whole of each year come in?",
            ),
            Mistake("euro", _in_euro, "These are million euro. Where does the whole of each year come in?"),
            Mistake(
                "whole of the listed",
                _of_the_listed,
                "You divide by the sum of the countries that the table lists. Which row is the whole world?",
            ),
            Mistake(
                "one whole for both years",
                _one_whole,
                "Both years are divided by the whole of one year. Which whole belongs to 2013, and which to 2021?",
            ),
            Mistake(
                "flow for stock",
                lambda: _change(column="net_inflow_eur_m"),
                "These are shares of what came in during a year. Which column holds what is in place?",
            ),
            Mistake(
                "fraction",
                lambda: _change() / 100,
                "These are differences of fractions. What must you multiply by to get percentage points?",
            ),
        ),
        nudge="Which whole belongs to each of the two years, and at which step do you subtract?",
        after="The United States gains most and the EU loses most. From 2014 or 2015 the two together lose: the base year makes the story.",
        section="The base year makes the story",
    ),
    Task(
        id="04.9",
        title="Draw a flow",
        name="ax",
        question="Draw the net inflow from the EU-27 and from Russia for the years 2013 to 2021 as two lines (bars pass too), in billion euro, with both axes labelled and a name for each line. Keep the axes in ax.",
        unit="billion euro",
        answer=Figure(
            _lines,
            ("billion", "bn"),
            0.005,
            only=True,
            marks=("line", "bars"),
            never=(
                (
                    r"stock|bestand|запас|stand of",
                    "Your label names what is in place. What do your marks show: a stock or a flow?",
                ),
            ),
            names={
                "EU-27": ("eu", "europ", "ес", "евро", "ео"),
                "Russia": ("russ", "rossi", "росси", "рф", "ресей", "ru", "rus"),
            },
        ),
        reference=_lines,
        mistakes=(
            Mistake(
                "million euro",
                lambda: _lines(scale=1),
                "The lines show million euro. By what must the values be divided to show billions?",
            ),
            Mistake(
                "stock for flow",
                lambda: _lines(column="stock_eur_m"),
                "The lines show what is in place at the end of each year. Which column holds what came in during it?",
            ),
            Mistake(
                "shares",
                _line_shares,
                "The lines show per cent of the world's net inflow. The question wants an amount of money: which step is too much?",
            ),
            Mistake(
                "turned",
                lambda: {name: -line for name, line in _lines().items()},
                "Each value has the other sign. What does a minus mean in this column?",
            ),
            Mistake(
                "running totals",
                lambda: {name: line.cumsum() for name, line in _lines().items()},
                "Each value holds the years before it as well. Does the question ask for a running total?",
            ),
            Mistake(
                "another investor",
                lambda: {**_lines(), "Russia": _flow("United States")},
                "One of your lines belongs to another investor, or to some members of a bloc. Which two rows does the question name?",
                also=(
                    lambda: {**_lines(), "EU-27": _flow("World")},
                    lambda: {**_lines(), "EU-27": _flow("Netherlands") + _flow("France") + _flow("Luxembourg")},
                ),
            ),
        ),
        nudge="Which investors, which column and which years does the question name, and in which unit?",
        after="The lines cross more than once. A flow can be negative, a share of it can be absurd.",
        section="Stock and flow",
    ),
    Task(
        id="04.10",
        title="Money per firm",
        name="money_per_firm",
        question="How many million euro of stock (end of 2021) stand behind one active firm (end of February 2022) of the Netherlands, the United States and Russia? "
        "Give a Series with these three names as index. For Russia, work the number of firms out: turn round the share of "
        "'EU, United States and United Kingdom', then take the Russian share of that total.",
        unit="million euro per firm",
        answer=Column(0.006, index="investor"),
        reference=_per_firm,
        mistakes=(
            Mistake(
                "firms over money",
                lambda: _per_firm(power=-1),
                "You divide firms by money. Which of the two does the question want per one of the other?",
            ),
            Mistake(
                "another row of the same day",
                lambda: _per_firm(
                    russian=firms(date="2022-02-28", country="EU") / share("2022-02-28", "EU") * share("2022-02-28")
                ),
                "For Russia you turn round the share of another row. Which row does the question name?",
            ),
            Mistake(
                "count of 2021",
                lambda: _per_firm(russian=firms(date="2021-08-19", joint_firms="not said")),
                "For Russia you use a count of another date. How can you work out the number for February 2022 from two shares?",
            ),
            Mistake(
                "count of 2023",
                lambda: _per_firm(russian=_november()),
                "For Russia you use the operating firms of November 2023. How can you work out the number for February 2022 from two shares?",
            ),
            Mistake(
                "total for Russia",
                lambda: _per_firm(russian=100 * firms(date="2022-02-28", country=WEST) / share("2022-02-28", WEST)),
                "For Russia you divide by all active foreign firms. Which part of them is Russian?",
            ),
            Mistake(
                "share of the group",
                lambda: _per_firm(russian=firms(date="2022-02-28", country=WEST) * share("2022-02-28") / 100),
                "For Russia you take the Russian share of the western firms. Of which total was that share printed?",
            ),
            Mistake(
                "share turned the wrong way",
                lambda: _per_firm(
                    russian=firms(date="2022-02-28", country=WEST)
                    * share("2022-02-28", WEST)
                    / 100
                    * share("2022-02-28")
                    / 100
                ),
                "For Russia you multiply where a share must be turned round, or divide where a part must be taken. Is your total larger than its parts?",
                also=(lambda: _per_firm(russian=_russian_2022() * (100 / share("2022-02-28")) ** 2),),
            ),
            Mistake(
                "share of 2021",
                lambda: _per_firm(russian=_russian_2022() * share("2021-11-02") / share("2022-02-28")),
                "For Russia you take a share of another date. Which date does the question name?",
            ),
            Mistake(
                "bloc for a country",
                lambda: _per_firm(dutch="EU"),
                "One of your values belongs to a whole bloc. Which three names does the question give?",
            ),
            Mistake(
                "per cent as firms",
                lambda: _per_firm(russian=share("2022-02-28")),
                "For Russia you divide by a share in per cent. Of how many firms is it the share?",
            ),
            Mistake(
                "flow for stock",
                lambda: _per_firm(column="net_inflow_eur_m"),
                "Above the line is what came in during one year. Which column holds what is in place?",
            ),
            Mistake(
                "stock of 2020",
                lambda: _per_firm(year=2020),
                "The stock is that of another year. Which one lies nearest to February 2022, as the question says?",
            ),
        ),
        nudge="Divide the stock of each place by its number of firms. Only the number for Russia must be worked out first.",
        after="A Dutch 'firm' can be the holding of someone else: this is money per firm by immediate investor, not the size of a business.",
        section="Firms counted, money weighed",
    ),
)
