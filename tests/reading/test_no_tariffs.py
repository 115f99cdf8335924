"""Figures near words for tariffs that are no tariff: texts of our own, each of which a reader has to leave alone."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.choice import Chooser
from bot.reading.text import analyse
from storage.records import TariffFact

EAGER = Chooser({"rate": {"": 9.0}})  # takes every percentage for a rate that no rule forbids


def read(text: str) -> tuple[TariffFact, ...]:
    return read_tariffs(analyse(text), dt.date(2026, 1, 13), chooser=EAGER)


@pytest.mark.parametrize(
    "text",
    [
        # prices of power, called tariffs
        "Peru's regulator has raised the electricity tariff. The tariff for Lima's mills is up. The bill of a mill in "
        "Lima has gone to 40%.",
        # another tax is the subject: what follows belongs to it
        "Uruguay has suspended its export duties on hides and wool. Wool had paid 9% and hides, taxed at 4%, go free.",
        # averages, also in the sentences after the one that says so
        "How high are the tariffs of Chile? The average effective rate is 6%. A bank that divides receipts by imports "
        "comes to 3.9%. For Bolivia alone the spread is wider: 12%, 9% or 7%.",
        # only imagined
        "Suppose that Norway put a tariff on Danish butter. It would put 30% on butter, and Denmark would sell less.",
        "Denmark fears tariffs from Norway. If the duty were 15%, the loss would be half as large.",
        "Denmark fears Norway's tariffs. At 50% we would leave Norway, an exporter said.",
        # a levy on what leaves the country
        "Gabon raises its export levy on logs. Gabon will charge a levy of 7.5% on timber that leaves the country.",
        "Sweden fears Norway's tariffs. An institute says a duty would halve car sales there in the long run, and hit "
        "all Swedish exports by 7.7%.",
        "Dealers fear Norway's tariffs. One in Oslo gives 15% off to those who buy now.",
        "Sweden fears Norway's tariffs. Its largest mill is in Oslo, from where it exports 70%.",
        "Sweden fears Norway's tariffs. Imported phones cost 12% more than last year.",
        "Tariffs on exports will fall, Ghana said. Gold will leave the country with a duty of 4 percent, two less.",
        "The average tariff in Chile on goods from Peru and Brazil, says one university, stands at 17.4%.",
        "Norway's salmon pays tariffs in Chile. Growers also pay a resource tax of 25 per cent on profits.",
        "Lesotho fears tariffs from Chile. Joblessness, a disaster, is close to fifty percent among the young.",
        # a state, and what somebody makes good
        "Kenya has denied that it cut the duty on Ugandan pears. Cold stores are 65 per cent full.",
        "Ford counts the cost of Mexico's tariffs. It hopes to make good 30% by charging dealers more.",
        # what firms and people do
        "Toymakers fear tariffs on Chinese toys. We have mitigated about 65 percent of that so far. Vendors took maybe "
        "20 percent. We were 58 percent China in 2018.",
        "Shops in Peru fear a tariff on Chilean wine. Shoppers expect prices to be 9 percent higher.",
        # only modelled
        "Sweden fears Norway's tariffs. The bleakest run imagines two blocs that put 50 per cent on all goods.",
        # what is sent out of the country
        "Russia's floating duty on wheat shipped abroad falls. It is a decrease of 35% on the week.",
        # tariffs or none, it made no difference
        "Chile's tariffs hit Norway. Norway's exports grew, tariffs or no tariffs, last year.",
    ],
)
def test_no_tariff(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Gabon raises its export levy on logs. Gabon also charges a tariff of 9% on timber from Chad.",
        "Tariffs on exports will fall, Ghana said. The import duty on gold from Togo is 4%.",
        "Norway's tariffs worry Denmark. Oslo will charge its exports 20%.",
        "Power tariffs in Peru are high. Peru will put a customs duty of 40% on cables from Chile.",
        "Uruguay has suspended its export duties on hides. Its import duty on hides from Chile is 9%.",
        "The average effective rate is 6%. Chile charges a 12% tariff on goods from Bolivia.",
        "If Oslo doesn't give way by Friday, Denmark will charge a tariff of 15% on Norwegian fish.",
        # no other word tells that it is about tariffs
        "Japan will put a levy of 12% on steel from Chile.",
        "Japan levies 12% on steel from Chile.",
        "Japan collects an extra 12% on steel from Chile.",
        "Japan charged 12% on steel from Chile.",
    ],
)
def test_a_tariff_all_the_same(text: str) -> None:
    assert len(read(text)) == 1


def test_an_average_told_after_the_figure() -> None:
    assert read("Seoul's tariffs are low. The figure behind the boast is 13.4%, the plain mean of every line.") == ()
