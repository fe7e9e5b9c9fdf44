"""Frozen facts: here only their names matter."""

from claimlab.evidence.measure import measure


@measure("C28", "(place of 2023 among all years, current dollars)", digits=0)
def c28():
    return {
        "value": 1,
        "rank_2022": 2,
        "real_rank": 7,
        "real_peak_year": 2011,
        "real_peak": 32.21721195604142,
        "real_2023": 27.054449999999996,
    }


@measure("C29", "billion USD", digits=2)
def c29():
    return {"value": 26.972022000000003, "first_release": 26.1, "russian_count": 28.2}


@measure("C30", "billion USD", digits=2)
def c30():
    return {
        "value": 27.054449999999996,
        "step": 0.08242799999999624,
        "growth": 0.3056055641657007,
        "final_2022": 26.972022000000003,
    }
