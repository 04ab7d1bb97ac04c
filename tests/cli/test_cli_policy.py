"""hfund policy show: a parameter with its dates and sources."""


def test_all_values_of_a_parameter(hfund):
    answer = hfund("policy", "show", "withdrawal.rent.ratio", "--json").json
    assert [(one["from"], one["until"], one["value"]) for one in answer][:2] == [
        ("2015-01-01", "2017-11-13", "0.50"),
        ("2017-11-14", "2023-10-31", "0.65"),
    ]
    assert answer[0]["assumption"]
    assert answer[1]["citation"] == "ratio_notice_2017"


def test_the_value_of_a_day(hfund):
    (answer,) = hfund("policy", "show", "withdrawal.rent.ratio", "--on", "2025-12-01", "--json").json
    assert answer["value"] == "0.65 <= 2025-10, 0.80"


def test_every_parameter_can_be_shown(hfund):
    from hfund_tui.services.policies import load_policy_book

    for key in load_policy_book().parameters:
        for language in ("zh", "en"):
            outcome = hfund("policy", "show", key, "--lang", language)
            assert outcome.code == 0
            assert len(outcome.out.splitlines()) >= 2
