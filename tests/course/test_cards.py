"""Every claim has its card, and the colours are told apart."""

import pytest

from claimlab.evidence import ledger
from claimlab.view.cards import verdict
from claimlab.view.figures import colours


@pytest.mark.parametrize("row", ledger.all_claims(), ids=lambda row: row["claim_id"])
def test_every_claim_has_a_card(row, capsys):
    rule, facts = ledger.measured(row["claim_id"])
    verdict(row["claim_id"], measured=facts["value"] if rule else None)
    assert row["verdict"] in capsys.readouterr().out


# Machado, Oliveira & Fernandes (2009), severity 1.0, linear RGB.
BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


@pytest.mark.parametrize("kind", BLINDNESS)
def test_colours_are_told_apart_with_colour_blindness(kind):
    """Every pair of the four main colours keeps a distance in CIE Lab that the eye sees easily (ΔE above 15)."""
    import itertools

    import numpy as np

    def lab(code):
        rgb = np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        linear = np.clip(np.array(BLINDNESS[kind]) @ linear, 0, 1)
        xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
        f = np.cbrt(np.maximum(xyz / [0.9505, 1, 1.089], 0.008856))
        return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])

    for one, other in itertools.combinations(("Russia", "China", "EU-27", "Kazakhstan"), 2):
        assert np.linalg.norm(lab(colours()[one]) - lab(colours()[other])) > 15, (one, other)
